/** What `kva diff` prints. */
import * as v from 'valibot';
import { count, line, text, derivation } from './atoms';

const rate = v.strictObject({
  perHour: derivation,
  low: derivation,
  high: derivation,
  basis: v.picklist(['rounding', 'spread']),
});
const timeToLimit = v.strictObject({
  what: text,
  left: derivation,
  hours: derivation,
  soonest: derivation,
  latest: v.nullable(derivation),
});

/** `kva diff` */
export const diffSchema = v.strictObject({
  headline: text,
  hours: v.nullable(derivation),
  samples: v.array(
    v.strictObject({
      number: line,
      file: text,
      lines: v.strictTuple([line, line]),
      fromDump: v.boolean(),
      moment: v.nullable(
        v.strictObject({
          seconds: v.number(),
          since: v.picklist(['epoch', 'boot', 'given']),
          resolution: v.number(),
          line: count,
          text,
        }),
      ),
      zones: count,
      types: count,
    }),
  ),
  rows: v.array(
    v.strictObject({
      id: text,
      kind: v.picklist(['zone', 'type', 'wired']),
      name: text,
      first: derivation,
      last: derivation,
      live: derivation,
      kept: derivation,
      highest: derivation,
      requests: v.nullable(derivation),
      rate: v.nullable(rate),
      trend: v.strictObject({
        shape: v.picklist(['rises', 'falls', 'flat', 'mixed']),
        ups: count,
        downs: count,
        flats: count,
        longestRise: count,
      }),
      verdict: v.strictObject({
        kind: v.picklist([
          'leak',
          'cache-by-design',
          'cache',
          'load',
          'shrinks',
          'steady',
          'counted-elsewhere',
          'restart',
        ]),
        text,
        certainty: v.picklist(['certain', 'inferred']),
      }),
      limit: v.nullable(timeToLimit),
      owners: v.array(v.strictObject({ name: text, bytes: v.number() })),
      points: v.array(
        v.strictObject({
          sample: count,
          line,
          live: v.number(),
          kept: v.number(),
          requests: v.number(),
          limit: v.number(),
          used: v.number(),
          unit: v.number(),
        }),
      ),
    }),
  ),
  total: v.nullable(derivation),
  totalRate: v.nullable(rate),
  limit: v.nullable(timeToLimit),
  notes: v.array(text),
});
