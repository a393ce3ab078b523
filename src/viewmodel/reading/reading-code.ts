/**
 * How a text is read, as a link carries it: the repairs that are undone and the machine that was set by
 * hand. Letters that a link holds as they are: `join-37.2.2_quotes-12`, `release-13_cpus-8_ram-16384M`.
 * Reading is total: what is not understood is left out.
 */
import { MIB } from '../../base/units';
import type { Repair } from '../../import';
import { RAM_SIZES_MB } from './machine-clues';
import { ARCHES, CPUS, NOTHING_TOLD, PAGE_SIZES, RELEASES } from './told';
import type { ToldMachine } from './told';

/** Characters beyond which undone repairs are not put into a link. */
export const MOST_WITHOUT = 2000;

/** A link carries the decoded text: how its bytes were decoded cannot be undone there. */
const isCarried = ({ kind }: Repair): boolean => kind !== 'encoding';

/**
 * Undone repairs as a link has them: by kind, the first line of each, each as the distance from the one
 * before in base 36.
 * @returns '' where none is undone, and where they take more than {@link MOST_WITHOUT} characters
 */
export const withoutCode = (without: readonly Repair[]): string => {
  const kinds = new Map<string, number[]>();
  for (const { kind, lines } of without.filter(isCarried))
    kinds.set(kind, [...(kinds.get(kind) ?? []), lines[0]]);
  const code = [...kinds]
    .map(([kind, lines]) => {
      const sorted = lines.sort((a, b) => a - b);
      const steps = sorted.map((line, i) => (line - (sorted[i - 1] ?? 0)).toString(36));
      return `${kind.replaceAll(' ', '*')}-${steps.join('.')}`;
    })
    .join('_');
  return code.length > MOST_WITHOUT ? '' : code;
};

const PART = /^(.{1,30})-([0-9a-z.]+)$/;

/** Ids of the repairs that a code names. */
const idsOf = (code: string): ReadonlySet<string> => {
  const ids = new Set<string>();
  for (const part of code.split('_')) {
    const found = PART.exec(part);
    let line = 0;
    for (const step of found?.[2]?.split('.') ?? []) {
      line += parseInt(step, 36);
      ids.add(`${(found?.[1] ?? '').replaceAll('*', ' ')}:${String(line)}`);
    }
  }
  return ids;
};

/**
 * Those repairs of a text that a link undoes.
 * @param all repairs of the text, read with all of them
 */
export const withoutFrom = (code: string, all: readonly Repair[]): readonly Repair[] => {
  const ids = idsOf(code);
  return all.filter((r) => isCarried(r) && ids.has(r.id));
};

/** The machine set by hand as a link has it; '' where nothing was. */
export const toldCode = (told: ToldMachine | null): string => {
  const { release, arch, cpus, pageSize, ram } = told ?? NOTHING_TOLD;
  return [
    release === null ? '' : `release-${release}`,
    arch === null ? '' : `arch-${arch}`,
    cpus === null ? '' : `cpus-${String(cpus)}`,
    pageSize === null ? '' : `page-${String(pageSize)}`,
    ram === null ? '' : `ram-${String(ram / MIB)}M`,
  ]
    .filter((part) => part !== '')
    .join('_');
};

const pick = <T>(all: readonly T[], value: string | undefined): T | null =>
  all.find((one) => String(one) === value) ?? null;

/** The machine that a link sets; null where it sets nothing that is offered here. */
export const toldFrom = (code: string): ToldMachine | null => {
  const parts = new Map(
    code.split('_').map((part): [string, string] => {
      const at = part.indexOf('-');
      return [part.slice(0, at), part.slice(at + 1)];
    }),
  );
  const mb = pick(RAM_SIZES_MB, parts.get('ram')?.replace(/M$/, ''));
  const told: ToldMachine = {
    release: pick(RELEASES, parts.get('release')),
    arch: pick(ARCHES, parts.get('arch')),
    cpus: pick(CPUS, parts.get('cpus')),
    pageSize: pick(PAGE_SIZES, parts.get('page')),
    ram: mb === null ? null : mb * MIB,
  };
  return Object.values(told).every((v) => v === null) ? null : told;
};
