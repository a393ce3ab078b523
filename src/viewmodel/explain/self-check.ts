/** The model's own predictions beside what the paste says. */
import type { Derivation } from '../../base/derivation';
import { formatCount } from '../../base/format';
import { predictHash, umaSource } from '../../sim';
import type { BootLayout } from '../../sim';
import type { Chosen } from './choose-blocks';
import { computed, read } from './notebook';
import type { Notebook } from './notebook';
import type { SelfCheckRow, ZoneAccount } from './types';

interface Claim {
  readonly id: string;
  readonly label: string;
  readonly predicted: Derivation;
  readonly found: Derivation;
  readonly text?: string;
  readonly note?: string;
}

const row = (c: Claim): SelfCheckRow => {
  const agrees = c.predicted.value === c.found.value;
  const text =
    c.text ??
    `${formatCount(c.predicted.value)} ${agrees ? '=' : 'against'} ${formatCount(c.found.value)}`;
  return {
    id: c.id,
    label: c.label,
    predicted: c.predicted,
    found: c.found,
    agrees,
    text,
    ...(c.note === undefined ? {} : { note: c.note }),
  };
};

const inPaste = (book: Notebook, z: ZoneAccount, column: 'used' | 'requests'): Derivation =>
  read(book, {
    id: `paste.${z.name}.${column}`,
    label: `${column.toUpperCase()} of zone ${z.name}`,
    value: z[column],
    unit: 'items',
    line: z.line,
    what: z.name,
  });

const wholeSlabs = (book: Notebook, zones: readonly ZoneAccount[]): SelfCheckRow => {
  const held = zones.filter((z) => z.used + z.free > 0 && z.secondaryOf === undefined);
  const odd = held.filter((z) => !z.whole);
  const source = umaSource('zone_small_init()');
  const predicted = computed(book, {
    id: 'check.whole.all',
    label: 'Zones with items',
    value: held.length,
    unit: 'count',
    formula: 'zones with USED + FREE > 0, secondary zones left out',
    inputs: [],
    source,
  });
  const found = computed(book, {
    id: 'check.whole.found',
    label: 'Zones that fill whole slabs',
    value: held.length - odd.length,
    unit: 'count',
    formula: 'zones in which USED + FREE divides by items a slab',
    inputs: odd.map((z) => z.slabs),
    source,
  });
  const note =
    odd.length === 0
      ? {}
      : {
          note: `Not whole: ${odd.map((z) => `${z.name}, ${formatCount(z.used + z.free)} items at ${formatCount(z.keg.ipers.value)} a slab`).join('; ')}.`,
        };
  return row({
    id: 'whole',
    label: 'Zones that fill whole slabs',
    predicted,
    found,
    text: `${String(found.value)} of ${String(predicted.value)}`,
    ...note,
  });
};

const headers = (book: Notebook, zones: readonly ZoneAccount[], chosen: Chosen): SelfCheckRow[] => {
  const off = zones.filter(
    (z) => z.keg.offpage && z.secondaryOf === undefined && z.slabs.value > 0,
  );
  const counted = (id: string, label: string, list: readonly ZoneAccount[]): Derivation =>
    computed(book, {
      id,
      label,
      value: list.reduce((n, z) => n + z.slabs.value, 0),
      unit: 'slabs',
      formula: 'the sum of the slabs whose header is off the page',
      inputs: list.map((z) => z.slabs),
      source: umaSource('slab_zalloc()'),
    });
  const rows: SelfCheckRow[] = [];
  const ref = zones.find((z) => z.name === 'UMA RCntSlabs');
  const plain = zones.find((z) => z.name === 'UMA Slabs');
  if (ref !== undefined)
    rows.push(
      row({
        id: 'rcnt',
        label: 'UMA RCntSlabs in use = slabs of clusters',
        predicted: counted(
          'check.rcnt',
          'Off-page slabs with reference counts',
          off.filter((z) => z.keg.spec.refcnt),
        ),
        found: inPaste(book, ref, 'used'),
      }),
    );
  if (plain !== undefined) {
    const slabs = counted(
      'check.slabs',
      'Off-page slabs',
      off.filter((z) => !z.keg.spec.refcnt),
    );
    const found = inPaste(book, plain, 'used');
    const blocks = computed(book, {
      id: 'check.largeBlocks',
      label: 'Headers of blocks over 4 K',
      value: found.value - slabs.value,
      unit: 'items',
      formula: 'UMA Slabs in use − off-page slabs',
      inputs: [found, slabs],
      source: umaSource('uma_large_malloc()'),
    });
    const note =
      chosen.panic === null
        ? `${formatCount(blocks.value)} blocks over 4 K are live.`
        : `The last header belongs to the request that panicked: ${formatCount(blocks.value - 1)} blocks are live.`;
    rows.push({
      id: 'slabs',
      label: 'UMA Slabs in use = off-page slabs + blocks over 4 K',
      predicted: blocks,
      found,
      agrees: blocks.value >= 0,
      text: `${formatCount(found.value)} = ${formatCount(slabs.value)} + ${formatCount(blocks.value)}`,
      note,
    });
  }
  return rows;
};

const ownZones = (book: Notebook, zones: readonly ZoneAccount[]): SelfCheckRow[] => {
  const rows: SelfCheckRow[] = [];
  const hash = zones.find((z) => z.name === 'UMA Hash');
  if (hash !== undefined) {
    const p = predictHash(
      zones
        .filter((z) => z.secondaryOf === undefined)
        .map((z) => ({ keg: z.keg, slabs: z.slabs.value })),
    );
    const requests = book.keep(p.requests);
    const used = book.keep(p.used);
    const found = inPaste(book, hash, 'used');
    rows.push({
      id: 'hash',
      label: 'UMA Hash, asked for and in use',
      predicted: used,
      found,
      agrees: requests.value === hash.requests && used.value === hash.used,
      text: `${String(requests.value)} / ${String(used.value)} = ${formatCount(hash.requests)} / ${formatCount(hash.used)}`,
    });
  }
  const secondary = zones.filter((z) => z.secondaryOf !== undefined).length;
  const masters: readonly (readonly [string, number, string])[] = [
    [
      'UMA Kegs',
      zones.length - secondary - 1,
      'zones listed − secondary zones − the static master',
    ],
    ['UMA Zones', zones.length - 2, 'zones listed − the two static masters'],
  ];
  for (const [name, value, formula] of masters) {
    const zone = zones.find((z) => z.name === name);
    if (zone === undefined) continue;
    const predicted = computed(book, {
      id: `check.${name}`,
      label: `${name} that must exist`,
      value,
      unit: 'items',
      formula,
      inputs: [],
      source: umaSource('uma_startup()'),
    });
    rows.push(
      row({ id: name, label: `${name} in use`, predicted, found: inPaste(book, zone, 'used') }),
    );
  }
  return rows;
};

const limits = (
  book: Notebook,
  zones: readonly ZoneAccount[],
  layout: BootLayout,
): SelfCheckRow => {
  const capped = zones.filter((z) => z.limit > 0);
  const good = capped.filter((z) => layout.zoneLimits[z.name]?.value === z.limit);
  const wrong = capped.filter((z) => !good.includes(z));
  const source = umaSource('uma_zone_set_max()');
  const predicted = computed(book, {
    id: 'check.limits.all',
    label: 'Zones with a LIMIT',
    value: capped.length,
    unit: 'count',
    formula: 'rows with LIMIT > 0',
    inputs: [],
    source,
  });
  const found = computed(book, {
    id: 'check.limits.found',
    label: 'LIMITs reproduced',
    value: good.length,
    unit: 'count',
    formula: 'LIMIT from the tuning formulas, rounded up to whole slabs, equals the row',
    inputs: good.flatMap((z) => layout.zoneLimits[z.name] ?? []),
    source,
  });
  return row({
    id: 'limits',
    label: 'LIMITs reproduced from the tuning formulas',
    predicted,
    found,
    text: `${String(good.length)} of ${String(capped.length)}`,
    ...(wrong.length === 0
      ? {}
      : { note: `Not reproduced: ${wrong.map((z) => z.name).join(', ')}.` }),
  });
};

/** All checks that this paste allows. */
export const selfCheckOf = (
  book: Notebook,
  zones: readonly ZoneAccount[],
  layout: BootLayout | null,
  chosen: Chosen,
): readonly SelfCheckRow[] => {
  const rows = [wholeSlabs(book, zones), ...headers(book, zones, chosen), ...ownZones(book, zones)];
  if (layout === null) return rows;
  for (const d of Object.values(layout.values)) if (!book.has(d.id)) book.keep(d);
  rows.push(limits(book, zones, layout));
  const predicted = layout.sysctl['vm.kmem_size'];
  const printed = chosen.sysctl.get('vm.kmem_size');
  if (predicted !== undefined && printed?.number !== undefined) {
    const found = read(book, {
      id: 'paste.vm.kmem_size',
      label: 'vm.kmem_size as printed',
      value: printed.number,
      unit: 'B',
      line: printed.line,
      what: 'vm.kmem_size',
    });
    rows.push(
      row({
        id: 'kmem_size',
        label: 'vm.kmem_size from RAM',
        predicted,
        found,
        text: `${formatCount(found.value)} B`,
      }),
    );
  }
  return rows;
};
