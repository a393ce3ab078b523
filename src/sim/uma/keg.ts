/**
 * How a keg cuts its slabs: item size, items per slab, pages per slab, where the header goes.
 * Rules of FreeBSD 6.2 sys/vm/uma_core.c, keg_ctor(), zone_small_init() and zone_large_init().
 * They hold for i386 and amd64 from 6.x to 9.x. Later releases keep a bitmap instead of a byte
 * list and are not modelled here. Where the kernel would stop on an assertion (no item fits
 * beside the header), the model moves the header off the page and says so in a note.
 */
import { inputFrom } from '../../base/derivation';
import { roundUp } from '../../base/units';
import type { Derivation, DerivationInput, Source } from '../../base/derivation';
import type { Arch } from '../boot/types';
import type { KegLayout, KegSpec } from './types';
import {
  UMA_ARCH,
  UMA_MAX_WASTE,
  UMA_SLAB_SIZE,
  UMA_SMALLEST_UNIT,
  umaCore,
  type SlabCost,
} from './constants';

/** The bare numbers of a cut slab, before they are explained. */
interface Cut {
  readonly rsize: number;
  readonly ipers: number;
  readonly ppera: number;
  readonly offpage: boolean;
  readonly rule: string;
  readonly source: Source;
  readonly note?: string;
}

/** Header and per-item cost of a keg's slabs on that architecture. */
export const slabCost = (spec: Pick<KegSpec, 'refcnt'>, arch: Arch): SlabCost =>
  spec.refcnt ? UMA_ARCH[arch].refcnt : UMA_ARCH[arch].plain;

const ON_PAGE = '(4,096 − header) ÷ (rsize + index), rounded down';
const OFF_PAGE = '4,096 ÷ rsize, rounded down: the header lives elsewhere';
const LARGE = 'one item, too large to share a page with its header';

const cutLarge = (size: number, note?: string): Cut => ({
  rsize: size,
  ipers: 1,
  ppera: Math.ceil(size / UMA_SLAB_SIZE),
  offpage: true,
  rule: LARGE,
  source: umaCore('zone_large_init()'),
  ...(note === undefined ? {} : { note }),
});

/** zone_small_init(): header on the page unless that wastes a tenth and more items would fit. */
const cutSmall = (spec: KegSpec, cost: SlabCost): Cut => {
  const rsize = roundUp(Math.max(spec.size, UMA_SMALLEST_UNIT), spec.align);
  const source = umaCore('zone_small_init()');
  const room = UMA_SLAB_SIZE - cost.header;
  const onPage = Math.floor(room / (rsize + cost.perItem));
  const bare = Math.floor(UMA_SLAB_SIZE / rsize);
  if (bare < 1) return cutLarge(rsize, 'Alignment makes the item larger than a page.');
  const waste = room - onPage * (rsize + cost.perItem);
  const mayMove = !spec.internal && !spec.vm;
  if (waste >= UMA_MAX_WASTE && onPage < bare && (mayMove || onPage < 1)) {
    const forced = 'The kernel asserts against such a keg: no item fits beside the header.';
    return {
      rsize,
      ipers: bare,
      ppera: 1,
      offpage: true,
      rule: OFF_PAGE,
      source,
      ...(onPage < 1 ? { note: forced } : {}),
    };
  }
  return { rsize, ipers: onPage, ppera: 1, offpage: false, rule: ON_PAGE, source };
};

const cut = (spec: KegSpec, cost: SlabCost): Cut =>
  spec.size + cost.perItem > UMA_SLAB_SIZE - cost.header
    ? cutLarge(spec.size)
    : cutSmall(spec, cost);

/** Sizes and alignments are taken as whole numbers of at least 1; anything else is pulled there. */
const sane = (spec: KegSpec): KegSpec => {
  const whole = (n: number): number =>
    Number.isFinite(n) ? Math.min(Math.max(Math.trunc(n), 1), Number.MAX_SAFE_INTEGER / 4) : 1;
  return { ...spec, size: whole(spec.size) as KegSpec['size'], align: whole(spec.align) };
};

type Body = Pick<Derivation, 'label' | 'value' | 'unit' | 'formula' | 'inputs'>;

/** Puts id, source and note on a body; all four numbers of a keg rest on the same rule. */
const maker =
  (spec: KegSpec, c: Cut) =>
  (what: string, body: Body): Derivation => ({
    id: `keg.${spec.name}.${what}`,
    ...body,
    source: c.source,
    grade: 'exact',
    ...(c.note === undefined ? {} : { note: c.note }),
  });

const describe = (spec: KegSpec, cost: SlabCost, c: Cut): Omit<KegLayout, 'spec' | 'hash'> => {
  const made = maker(spec, c);
  const size: DerivationInput = { name: 'size', value: spec.size, unit: 'B' };
  const rsize = made('rsize', {
    label: `Rounded item size of ${spec.name}`,
    value: c.rsize,
    unit: 'B',
    formula:
      c.rule === LARGE
        ? 'size, not rounded: one item fills the slab'
        : `size, at least ${UMA_SMALLEST_UNIT}, rounded up to the alignment`,
    inputs: [size, { name: 'alignment', value: spec.align, unit: 'B' }],
  });
  const ipers = made('ipers', {
    label: `Items in a slab of ${spec.name} (ipers)`,
    value: c.ipers,
    unit: 'items',
    formula: c.rule,
    inputs: [
      inputFrom(rsize, 'rsize'),
      { name: 'header', value: cost.header, unit: 'B' },
      { name: 'index', value: cost.perItem, unit: 'B' },
      { name: 'waste that moves the header', value: UMA_MAX_WASTE, unit: 'B' },
    ],
  });
  const ppera = made('ppera', {
    label: `Pages in a slab of ${spec.name} (ppera)`,
    value: c.ppera,
    unit: 'pages',
    formula: c.rule === LARGE ? 'size ÷ 4,096, rounded up' : 'one page: the keg is small',
    inputs: [size],
  });
  const overhead = made('overhead', {
    label: `Bytes of a ${spec.name} slab that no item can use`,
    value: c.ppera * UMA_SLAB_SIZE - c.ipers * spec.size,
    unit: 'B',
    formula: 'ppera × 4,096 − ipers × size',
    inputs: [inputFrom(ppera, 'ppera'), inputFrom(ipers, 'ipers'), size],
  });
  return { rsize, ipers, ppera, overhead, offpage: c.offpage };
};

/**
 * Cuts the slabs of a keg.
 * @param spec the zone as its creator asks for it; size in bytes, alignment in bytes
 * @param arch structure sizes differ between i386 and amd64
 * @returns item size, items, pages and overhead of a slab, each with its derivation under
 *   `keg.<name>.rsize`, `.ipers`, `.ppera`, `.overhead`. Never throws; ipers is at least 1.
 */
export const kegLayout = (spec: KegSpec, arch: Arch): KegLayout => {
  const clean = sane(spec);
  const cost = slabCost(clean, arch);
  const made = describe(clean, cost, cut(clean, cost));
  // A malloc keg finds its slab through the page, so it needs no hash even when off-page.
  return { ...made, spec: clean, hash: made.offpage && !clean.malloc };
};
