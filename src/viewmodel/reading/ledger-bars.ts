/**
 * The ledger as a waterfall: where each bar begins and ends, in percent of the track. The end of
 * the map stands at two thirds, so that the mistaken sum has room to run past it.
 */
import type { Derivation } from '../../base/derivation';
import { formatCount, formatWholeKib } from '../../base/format';
import type { Owner } from '../../base/owner';
import type { KernelReport } from '../../import';
import { chooseBlocks } from '../explain/choose-blocks';
import type { Ledger, LedgerLine } from '../explain/types';

/** A coloured part of a bar. */
export interface BarPart {
  readonly owner: Owner;
  readonly bytes: number;
  /** free items and headers in resident slabs are tinted, what is in use is solid */
  readonly look: 'solid' | 'tint';
}

export interface Bar {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  /** percent of the track */
  readonly from: number;
  readonly to: number;
  readonly parts: readonly BarPart[];
  readonly of: Derivation;
}

export interface LedgerPicture {
  readonly bars: readonly Bar[];
  /** percent of the track at which the map ends */
  readonly mapAt: number;
  readonly held: {
    readonly parts: readonly BarPart[];
    readonly of: Derivation;
    readonly note: string;
  };
  readonly naive: {
    readonly to: number;
    readonly of: Derivation;
    readonly percent: Derivation;
  } | null;
  /** the sentence about what no sum shows, and the figures in it */
  readonly open: { readonly text: string; readonly figures: readonly Derivation[] } | null;
}

const MAP_AT = 66;

const partsOf = (line: LedgerLine): readonly BarPart[] =>
  line.parts
    .filter((p) => p.bytes > 0)
    .map((p) => ({ ...p, look: line.id === 'dead' ? 'tint' : 'solid' }));

/** The same parts, one for each owner, in the order in which the bars above show them. */
const byOwner = (lines: readonly LedgerLine[]): readonly BarPart[] => {
  const bytes = new Map<Owner, number>();
  for (const p of lines.flatMap((l) => l.parts))
    bytes.set(p.owner, (bytes.get(p.owner) ?? 0) + p.bytes);
  return [...bytes]
    .map(([owner, sum]) => ({ owner, bytes: sum, look: 'solid' as const }))
    .filter((p) => p.bytes > 0);
};

const heldNote = (ledger: Ledger, report: KernelReport): string => {
  const { panic, panicFits } = chooseBlocks(report);
  const size = `${formatCount(ledger.map.value)} B`;
  return panicFits && panic?.allocated === ledger.map.value
    ? `= ${size}, as the panic says`
    : `= ${size}`;
};

const openOf = (ledger: Ledger): LedgerPicture['open'] => {
  const { mallocSum, unattributed, lines } = ledger;
  const large = lines.find((l) => l.id === 'large')?.bytes;
  if (mallocSum === null || unattributed === null || large === undefined) return null;
  if (unattributed.value <= 0) return null;
  const which = mallocSum.source.function.includes('awk') ? 'The awk sum' : 'The sum';
  return {
    text: `${which} of vmstat -m was ${formatWholeKib(mallocSum.value)}. Blocks over 4 K hold ${formatWholeKib(large.value)} of the map; ${formatWholeKib(unattributed.value)} of them are in no sum and have no known owner.`,
    figures: [mallocSum, large, unattributed],
  };
};

export const ledgerPicture = (ledger: Ledger, report: KernelReport): LedgerPicture => {
  const map = ledger.map.value;
  const scale = Math.max((map * 100) / MAP_AT, ledger.naive?.bytes.value ?? 0);
  const at = (bytes: number): number => (100 * bytes) / scale;
  let sum = 0;
  const bars = ledger.lines.map((line): Bar => {
    const from = at(sum);
    sum += line.bytes.value;
    const { id, label, detail, bytes } = line;
    return { id, label, detail, from, to: at(sum), parts: partsOf(line), of: bytes };
  });
  return {
    bars,
    mapAt: at(map),
    held: { parts: byOwner(ledger.lines), of: ledger.map, note: heldNote(ledger, report) },
    naive:
      ledger.naive === null
        ? null
        : {
            to: at(ledger.naive.bytes.value),
            of: ledger.naive.bytes,
            percent: ledger.naive.percent,
          },
    open: openOf(ledger),
  };
};

/** The picture while the sizes of its lines are asked for: the sum stands in one piece. */
export const untold = (picture: LedgerPicture): LedgerPicture => ({
  ...picture,
  held: { ...picture.held, parts: [{ owner: 'free', bytes: 1, look: 'tint' }] },
  naive: null,
  open: null,
});
