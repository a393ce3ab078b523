/**
 * The memory lines of top's header: `Mem:`, `ARC:` with its second line, `Swap:`.
 * Pinned: FreeBSD usr.bin/top/machine.c (memorynames, arcnames, carcnames, swapnames) and
 * contrib/top/display.c summary_format(), which leaves out fields that are zero.
 * Units are K, M, G of 1,024; old pages show `1MB` and `104 K`.
 */
import type { Diagnostic } from '../../base/diagnostic';
import type { TopRow } from '../types';
import type { Cursor, Reader, Taken } from '../reader';
import { joins } from '../reader';
import { endColumn } from '../text/lines';
import type { SourceLine } from '../text/lines';
import { readSize } from '../text/numbers';

const LABELS =
  'Active|Inact|Laundry|Wired|Cache|Buf|Free|Total|Used|Inuse|In|Out|MFU|MRU|Anon|Header|Other|Compressed|Uncompressed|Ratio|Overhead';
const START = /(?:^|\s)(Mem|ARC|Swap): ?(?=$|\d)/;
const ITEM = new RegExp(
  `^ ?(\\d{1,20}(?:\\.\\d{1,3})?(?: ?[KMGTPE]?B?|%|:1)) ?(${LABELS})(?![A-Za-z])(,?)`,
);
/** A line that only carries on: items, or the rest of one that was broken in mid-word. */
const TAIL = /^(?:, )?[\w.%:]{1,12}(?: ?[KMGT]?B?)?(?: [A-Za-z]{1,12})?(?:, |,?$)/;

interface Items {
  readonly fields: Record<string, number>;
  inusePercent?: number;
  ratio?: number;
  count: number;
  /** values that are none of what they are called */
  readonly odd: string[];
  /** what stands behind the last item */
  behind: string;
  /** ends in a comma or in half an item */
  open: boolean;
}

/** `100%`, or `75.5%`: more than three digits are no share of anything. */
const LONGEST_SHARE = 5;
/** `12345.67:1`: no data is packed closer. */
const LONGEST_RATIO = 10;

const put = (items: Items, value: string, label: string): void => {
  const isShare = value.endsWith('%');
  const isRatio = value.endsWith(':1');
  const longest = isShare ? LONGEST_SHARE : isRatio ? LONGEST_RATIO : Infinity;
  if (value.length > longest) items.odd.push(`${value} ${label}`);
  else if (isShare) items.inusePercent = Number(value.slice(0, -1));
  else if (isRatio) items.ratio = Number(value.slice(0, -2));
  else items.fields[label.toLowerCase()] = readSize(value)?.value ?? 0;
};

/** Reads items from the start of a text. Rest that is no item ends the list. */
const readItems = (text: string): Items => {
  const items: Items = { fields: {}, count: 0, odd: [], behind: '', open: false };
  let rest = text.slice(0, 400);
  let comma = true;
  while (comma) {
    const m = ITEM.exec(rest);
    if (m === null) break;
    put(items, m[1] ?? '', m[2] ?? '');
    items.count += 1;
    comma = m[3] === ',';
    rest = rest.slice(m[0].length);
  }
  items.open =
    comma &&
    (rest.trim() === '' ||
      /^ ?\d[\d.]{0,20} ?[KMGT]?B?$/.test(rest) ||
      /^ ?\d[\d.]* ?[KMGT]?B? [A-Z][a-z]*$/.test(rest));
  items.behind = items.open ? '' : rest.trim();
  return items;
};

const MOST_LINES = 3;

/** The items from `text` on, taking further lines while the list is open. */
const gather = (
  cursor: Cursor,
  text: string,
): { readonly items: Items; readonly count: number } => {
  let best = text;
  let items = readItems(text);
  let count = 1;
  while (count < MOST_LINES) {
    const next = cursor.lines[cursor.at + count];
    const goesOn = items.open || next?.compact.startsWith(', ') === true;
    if (next === undefined || !goesOn || START.test(next.compact) || !TAIL.test(next.compact))
      break;
    const before = items.count;
    const tries = joins({ ...cursor, at: cursor.at + count - 1 }, best, next).map((t) => ({
      t,
      read: readItems(t),
    }));
    const found = tries.sort((a, b) => b.read.count - a.read.count)[0];
    if (found === undefined || found.read.count <= before) break;
    best = found.t;
    items = found.read;
    count += 1;
  }
  return { items, count };
};

/** The ARC line's second half stands on a line of its own, without a label. */
const continuation = (cursor: Cursor): { readonly items: Items; readonly count: number } | null => {
  const line = cursor.lines[cursor.at];
  if (line === undefined || !/^\d[^:]* Compressed,/.test(line.compact)) return null;
  const read = gather(cursor, line.compact);
  return read.items.count >= 2 ? read : null;
};

const rowFrom = (line: SourceLine, label: string, all: readonly Items[]): TopRow => {
  const percent = all.find((i) => i.inusePercent !== undefined)?.inusePercent;
  const ratio = all.find((i) => i.ratio !== undefined)?.ratio;
  return {
    line: line.line,
    label,
    fields: Object.assign({}, ...all.map((i) => i.fields)) as Record<string, number>,
    ...(percent === undefined ? {} : { inusePercent: percent }),
    ...(ratio === undefined ? {} : { ratio }),
  };
};

const LONGEST_SHOWN = 40;

/** What is not taken of a line, or not whole. */
const remarksOn = (
  line: SourceLine,
  label: string,
  before: string,
  all: readonly Items[],
): readonly Diagnostic[] => {
  const at = { line: line.line, column: endColumn(line) } as const;
  const run = 'top -b | head';
  const odd = all.flatMap((i) => i.odd);
  const beside = [before, ...all.map((i) => i.behind)].filter((words) => words !== '');
  const isOpen = all[0]?.open === true;
  return [
    ...(isOpen
      ? [
          {
            ...at,
            severity: 'warning',
            found: 'a list that ends in a comma or half an item',
            expected: 'another item',
            done: 'kept',
            run,
            message: `The ${label} line of top breaks off; the fields before the break are kept.`,
          } as const,
        ]
      : []),
    ...odd.map(
      (item) =>
        ({
          ...at,
          severity: 'warning',
          found: item,
          expected: 'a share of at most 100 %, or a ratio',
          done: 'skipped',
          run,
          message: `The ${label} line of top has ${item}, which cannot be. It is left out; the other fields are kept.`,
        }) as const,
    ),
    ...beside.map(
      (words) =>
        ({
          ...at,
          severity: 'info',
          found: words.slice(0, LONGEST_SHOWN),
          expected: `the ${label} line of top and nothing else`,
          done: 'skipped',
          message: `Other words stand on the ${label} line of top. They are left out; if they belong to a row, paste it with its line ends.`,
        }) as const,
    ),
  ];
};

const parse = (cursor: Cursor): Taken | null => {
  const line = cursor.lines[cursor.at];
  const start = line === undefined ? null : START.exec(line.compact);
  if (line === undefined || start === null) return null;
  const label = start[1] ?? '';
  const text = line.compact.slice(start.index + start[0].length);
  const { items, count } = gather(cursor, text);
  const empty = text === '' && label === 'Swap' && cursor.context.touching === 'top';
  if (items.count === 0 && !empty) return null;
  const second = label === 'ARC' ? continuation({ ...cursor, at: cursor.at + count }) : null;
  const row = rowFrom(line, label, second === null ? [items] : [items, second.items]);
  return {
    count: count + (second?.count ?? 0),
    as: `top ${label}`,
    kind: 'top',
    parts: [{ kind: 'top', rows: [row] }],
    diagnostics: remarksOn(line, label, line.compact.slice(0, start.index).trim(), [
      items,
      ...(second === null ? [] : [second.items]),
    ]),
  };
};

export const top: Reader = {
  id: 'top',
  title: 'top: the memory lines of its header',
  sniff: (line) => /(?:Mem|ARC|Swap):/.test(line.compact),
  parse,
  example: `Mem: 41M Active, 1268K Inact, 102M Wired, 34M Buf, 94M Free
Swap: 512M Total, 2904K Used, 509M Free
`,
};
