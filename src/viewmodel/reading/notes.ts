/** Short words at the right of a line: what it was read as, and its slab sum where it is a zone. */
import type { Derivation } from '../../base/derivation';
import { formatCount, formatSize } from '../../base/format';
import { REPOSITORIES } from '../../base/sources';
import type { Block, KernelReport } from '../../import';
import type { Arch } from '../../sim';
import { chooseBlocks } from '../explain/choose-blocks';
import type { Chosen } from '../explain/choose-blocks';
import type { Explanation, ZoneAccount } from '../explain/types';
import { sysctlWord } from './sysctl-words';

export interface Note {
  readonly text: string;
  /** `wrong`: the model and the row disagree. `panic`: the panic itself */
  readonly tone: 'plain' | 'wrong' | 'panic';
  /** derivation that the note opens */
  readonly why?: string;
}
export type Notes = ReadonlyMap<number, Note>;

const plain = (text: string): Note => ({ text, tone: 'plain' });

const slabSum = (z: ZoneAccount): Note => {
  const ipers = z.keg.ipers.value;
  const items = formatCount(Math.round(z.slabs.value * ipers));
  const sum = z.whole
    ? `${items} = ${formatCount(z.slabs.value)} × ${formatCount(ipers)}`
    : `${items} is ${z.slabs.value.toFixed(2)} × ${formatCount(ipers)}`;
  return {
    text: z.ownObject ? `${sum}, outside the map` : sum,
    tone: z.whole ? 'plain' : 'wrong',
    why: z.slabs.id,
  };
};

/** `260,760 = 8,692 × 30`, or why the zone's items are not added. */
export const zoneNote = (z: ZoneAccount): Note => {
  if (z.secondaryOf !== undefined) return plain(`lives in ${z.secondaryOf}, not added`);
  if (z.slabs.value === 0) return plain('no items');
  return slabSum(z);
};

/** The stretch of kernel addresses that has, or once had, page tables. */
export const pageTabled = (chosen: Chosen, arch: Arch): Derivation | null => {
  const size = chosen.sysctl.get('vm.kvm_size')?.number;
  const row = chosen.sysctl.get('vm.kvm_free');
  if (size === undefined || row?.number === undefined || row.number > size) return null;
  return {
    id: 'reading.pageTabled',
    label: 'Kernel addresses with page tables',
    value: size - row.number,
    unit: 'B',
    formula: 'vm.kvm_size − vm.kvm_free',
    inputs: [
      { name: 'vm.kvm_size', value: size, unit: 'B' },
      { name: 'vm.kvm_free', value: row.number, unit: 'B' },
    ],
    source: {
      repository: REPOSITORIES.r62,
      file: `sys/${arch}/${arch}/pmap.c`,
      function: 'pmap_growkernel()',
    },
    grade: 'user-data',
    note: 'A high-water mark in steps of a page table. It says nothing about RAM and never falls.',
  };
};

const sysctlNotes = (chosen: Chosen, arch: Arch): [number, Note][] => {
  const tabled = pageTabled(chosen, arch);
  return [...chosen.sysctl.values()].flatMap((row): [number, Note][] => {
    if (row.name === 'vm.kvm_free' && tabled !== null) {
      const text = `${formatSize(tabled.value)} page-tabled`;
      return [[row.line, { text, tone: 'plain', why: tabled.id }]];
    }
    const word = sysctlWord(row, chosen.sysctl);
    return word === undefined ? [] : [[row.line, plain(word)]];
  });
};

const apart = (block: Block, chosen: Chosen): boolean =>
  chosen.fromDump && !block.fromDump && ['top', 'vmstat-m', 'vmstat-z'].includes(block.kind);

const rowNotes = (report: KernelReport, chosen: Chosen): [number, Note][] =>
  report.blocks.flatMap((block): [number, Note][] => {
    if (block.kind === 'panic')
      return block.rows.map((r) => [r.line, { text: 'the panic', tone: 'panic' }]);
    if (apart(block, chosen))
      return block.rows.map((r) => [r.line, plain('another moment, kept apart')]);
    if (block.kind === 'vmstat-m')
      return block.rows.map((r) => [r.line, plain(`malloc type ${r.type}`)]);
    return [];
  });

/** The release that a table's columns speak for stands at its first line. */
const headerNotes = (report: KernelReport): [number, Note][] =>
  report.machine.evidence
    .filter((e) => e.about === 'release' && e.line !== undefined)
    .filter((e) => report.blocks.some((b) => b.lines[0] === e.line && b.kind !== 'sysctl'))
    .map((e) => [e.line ?? 0, plain(`columns of ${e.value}`)]);

const commandNotes = (report: KernelReport): [number, Note][] =>
  report.lines
    .filter((l) => l.as === 'command' && (l.joinedTo ?? l.line) === l.line)
    .map((l) => [l.line, plain(/ -M /.test(l.text) ? 'on the dump' : 'command')]);

/** `uname: 6.2, i386`. */
const unameNotes = (report: KernelReport): [number, Note][] =>
  report.lines
    .filter((l) => l.as === 'uname' && (l.joinedTo ?? l.line) === l.line)
    .map((l) => {
      const told = report.machine.evidence.filter((e) => e.line === l.line).map((e) => e.value);
      return [l.line, plain(`uname: ${told.join(', ')}`)];
    });

/** Notes by the first line of their row. */
export const notesOf = (report: KernelReport, explanation: Explanation): Notes => {
  const chosen = chooseBlocks(report);
  const isHeader = new Set(report.lines.filter((l) => l.as === 'header').map((l) => l.line));
  return new Map([
    ...commandNotes(report),
    ...unameNotes(report),
    ...rowNotes(report, chosen),
    ...sysctlNotes(chosen, explanation.arch),
    ...headerNotes(report).filter(([line]) => isHeader.has(line)),
    ...explanation.zones.map((z): [number, Note] => [z.line, zoneNote(z)]),
  ]);
};
