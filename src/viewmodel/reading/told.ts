/** What the reader says of the machine, in place of what was guessed from the text. */
import { KIB } from '../../base/units';
import type { Evidence, KernelReport } from '../../import';
import type { Arch } from '../../sim';

/** null = as the text has it */
export interface ToldMachine {
  readonly release: string | null;
  readonly arch: Arch | null;
  readonly cpus: number | null;
  /** bytes */
  readonly pageSize: number | null;
  /** bytes */
  readonly ram: number | null;
}

export const NOTHING_TOLD: ToldMachine = {
  release: null,
  arch: null,
  cpus: null,
  pageSize: null,
  ram: null,
};

/** Releases whose slabs are known: src/viewmodel/explain/era. */
export const RELEASES = ['6', '7', '8', '9', '10', '11', '12', '13', '14', '15'] as const;
export const ARCHES: readonly Arch[] = ['i386', 'amd64'];
export const CPUS = [1, 2, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 256] as const;
/**
 * Page sizes of the machines that FreeBSD ran on: 8 K on alpha and sparc64 (sys/alpha/include/param.h,
 * sys/sparc64/include/param.h PAGE_SHIFT), 16 K on some kernels of arm64, 4 K on all others.
 */
export const PAGE_SIZES = [4 * KIB, 8 * KIB, 16 * KIB] as const;

const REASON = 'You said so.';

/** The same facts by the names that evidence has. */
const ABOUT: Readonly<Record<keyof ToldMachine, Evidence['about']>> = {
  release: 'release',
  arch: 'arch',
  cpus: 'cpus',
  pageSize: 'page size',
  ram: 'RAM',
};
const FACTS = Object.keys(ABOUT) as (keyof ToldMachine)[];

const evidenceOf = (told: ToldMachine): readonly Evidence[] =>
  FACTS.flatMap((fact) => {
    const value = told[fact];
    return value === null
      ? []
      : [
          {
            about: ABOUT[fact],
            value: String(value),
            reason: REASON,
            confidence: 'sure' as const,
          },
        ];
  });

/** The report as it is to be explained: what was told stands before what was found. */
export const withTold = (report: KernelReport, told: ToldMachine | null): KernelReport => {
  if (told === null) return report;
  const said = evidenceOf(told);
  if (said.length === 0) return report;
  const { machine } = report;
  const isTold = (e: Evidence): boolean => said.some((s) => s.about === e.about);
  return {
    ...report,
    machine: {
      ...machine,
      release: told.release ?? machine.release,
      arch: told.arch ?? machine.arch,
      cpus: told.cpus ?? machine.cpus,
      pageSize: told.pageSize ?? machine.pageSize,
      evidence: [...said, ...machine.evidence.filter((e) => !isTold(e))],
    },
  };
};

/** RAM in bytes as the reader of the page says; null where nothing was said. No text names it so. */
export const saidRam = ({ machine }: KernelReport): number | null => {
  const said = machine.evidence.find((e) => e.about === 'RAM');
  return said === undefined ? null : Number(said.value);
};

/** Whether two say the same. */
export const isToldAlike = (a: ToldMachine | null, b: ToldMachine | null): boolean =>
  FACTS.every((fact) => a?.[fact] === b?.[fact]);
