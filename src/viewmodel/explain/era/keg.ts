/**
 * The keg of a zone in any era, as the model writes a keg of 6.x: item size, items and pages of a
 * slab, each with its derivation, and what the header takes of the slab.
 */
import { inputFrom } from '../../../base/derivation';
import type { Derivation } from '../../../base/derivation';
import { PAGE_SIZE } from '../../../base/units';
import { kegLayout } from '../../../sim';
import type { Arch, KegLayout, KegSpec } from '../../../sim';
import type { CutContext, EraSpec, SlabCut } from './cut';
import { cutBitmap } from './cut-bitmap';
import { cutFitted } from './cut-fitted';
import { eraSource } from './eras';
import { eraSpec } from './zone-facts';

export interface EraKeg {
  readonly keg: KegLayout;
  readonly spec: EraSpec;
  /** bytes of the header inside a slab; 0 where it lives elsewhere */
  readonly header: number;
  /** alignment and flags are known, not guessed */
  readonly known: boolean;
  /** how often an item exists: once for each CPU where the zone is per CPU */
  readonly copies: number;
}

/** `struct uma_slab` without its list, and one entry of the list (6 to 9, sys/vm/uma_int.h). */
const LIST_HEADER: Readonly<Record<Arch, { head: number; plain: number; refcnt: number }>> = {
  i386: { head: 24, plain: 4, refcnt: 8 },
  amd64: { head: 48, plain: 8, refcnt: 8 },
};

const bare = (spec: EraSpec): KegSpec => {
  const { name, size, align, refcnt, malloc, internal, vm, nofree, ownObject, secondaryOf } = spec;
  const plain = { name, size, align, refcnt, malloc, internal, vm, nofree, ownObject };
  return secondaryOf === undefined ? plain : { ...plain, secondaryOf };
};

const listHeader = (spec: EraSpec, keg: KegLayout, arch: Arch): number => {
  const cost = LIST_HEADER[arch];
  const room = keg.ppera.value * PAGE_SIZE - keg.ipers.value * spec.size;
  const header = cost.head + keg.ipers.value * (spec.refcnt ? cost.refcnt : cost.plain);
  return keg.offpage ? 0 : Math.min(header, Math.max(0, room));
};

const cutOf = (spec: EraSpec, at: CutContext): SlabCut =>
  at.era.slab === 'fitted' ? cutFitted(spec, at) : cutBitmap(spec, at);

/** Items of a slab, without a derivation: for trying an era or an alignment. */
export const itemsPerSlab = (spec: EraSpec, at: CutContext): number =>
  at.era.slab === 'list' ? kegLayout(bare(spec), at.arch).ipers.value : cutOf(spec, at).ipers;

const describe = (spec: EraSpec, at: CutContext, c: SlabCut): KegLayout => {
  const { name } = spec;
  const kernel = at.invariants ? 'With options INVARIANTS.' : undefined;
  const note = c.note ?? kernel;
  const made = (
    what: string,
    d: Pick<Derivation, 'label' | 'value' | 'unit' | 'formula' | 'inputs'>,
  ): Derivation => ({
    id: `keg.${name}.${what}`,
    ...d,
    source: eraSource(at.era, c.fn),
    grade: 'exact',
    ...(note === undefined ? {} : { note }),
  });
  const size = { name: 'size', value: spec.size, unit: 'B' } as const;
  const rsize = made('rsize', {
    label: `Rounded item size of ${name}`,
    value: c.rsize,
    unit: 'B',
    formula: `size, at least ${at.era.unit}, rounded up to the alignment`,
    inputs: [size, { name: 'alignment', value: spec.align, unit: 'B' }],
  });
  const ipers = made('ipers', {
    label: `Items in a slab of ${name} (ipers)`,
    value: c.ipers,
    unit: 'items',
    formula: c.rule,
    inputs: [inputFrom(rsize, 'rsize'), { name: 'header', value: c.header, unit: 'B' }],
  });
  const ppera = made('ppera', {
    label: `Pages in a slab of ${name} (ppera)`,
    value: c.ppera,
    unit: 'pages',
    formula: 'pages that the rule for its items takes',
    inputs: [size],
  });
  const overhead = made('overhead', {
    label: `Bytes of a ${name} slab that no item can use`,
    value: c.ppera * PAGE_SIZE - c.ipers * spec.size,
    unit: 'B',
    formula: 'ppera × 4,096 − ipers × size',
    inputs: [inputFrom(ppera, 'ppera'), inputFrom(ipers, 'ipers'), size],
  });
  return { spec: bare(spec), rsize, ipers, ppera, overhead, offpage: c.offpage, hash: false };
};

const build = (spec: EraSpec, known: boolean, at: CutContext): EraKeg => {
  if (at.era.slab === 'list') {
    const keg = kegLayout(bare(spec), at.arch);
    return { keg, spec, known, header: listHeader(spec, keg, at.arch), copies: 1 };
  }
  const cut = cutOf(spec, at);
  const copies = spec.pcpu ? at.cpus : 1;
  return { keg: describe(spec, at, cut), spec, known, header: cut.header, copies };
};

/** Alignments in use, besides the pointer's. */
const ALIGNMENTS = [16, 32, 64, 128] as const;

/** The first usual alignment under which the items fill whole slabs; null where none does. */
const alignThatFits = (spec: EraSpec, items: number, at: CutContext): number | null =>
  ALIGNMENTS.find(
    (align) => align > spec.align && items % itemsPerSlab({ ...spec, align }, at) === 0,
  ) ?? null;

const inferred = (k: EraKeg, note: string): EraKeg => {
  const guess = (d: Derivation): Derivation => ({ ...d, grade: 'inferred', note });
  const { keg } = k;
  return {
    ...k,
    keg: {
      ...keg,
      rsize: guess(keg.rsize),
      ipers: guess(keg.ipers),
      ppera: guess(keg.ppera),
      overhead: guess(keg.overhead),
    },
  };
};

const UNKNOWN = 'The model does not know this zone: pointer alignment is assumed.';

/**
 * The keg of a row.
 * @param items USED + FREE of all rows of the keg; an alignment that nobody knows is chosen so that
 *   they fill whole slabs, where one of the usual ones does, and is inferred
 */
export const eraKeg = (
  row: { readonly name: string; readonly size: number },
  items: number,
  at: CutContext,
): EraKeg => {
  const { spec, known } = eraSpec(row, at.era, at.arch);
  if (known) return build(spec, true, at);
  const plain = itemsPerSlab(spec, at);
  const isTold = items > 0 && items % plain !== 0 && !spec.pcpu && !spec.cache;
  const align = isTold ? alignThatFits(spec, items, at) : null;
  if (align === null) return inferred(build(spec, false, at), UNKNOWN);
  return inferred(
    build({ ...spec, align }, false, at),
    `Alignment of ${align} B is taken because the items then fill whole slabs.`,
  );
};
