/** What the reader says of the machine, in place of what was guessed from the text. */
import type { Evidence, KernelReport } from '../../import';
import type { Arch } from '../../sim';

/** null = as the text has it */
export interface ToldMachine {
  readonly release: string | null;
  readonly arch: Arch | null;
  readonly cpus: number | null;
}

export const NOTHING_TOLD: ToldMachine = { release: null, arch: null, cpus: null };

/** Releases whose slabs are known: src/viewmodel/explain/era. */
export const RELEASES = ['6', '7', '8', '9', '10', '11', '12', '13', '14', '15'] as const;
export const ARCHES: readonly Arch[] = ['i386', 'amd64'];
export const CPUS = [1, 2, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 256] as const;

const REASON = 'You said so.';

const evidenceOf = (told: ToldMachine): readonly Evidence[] =>
  (['release', 'arch', 'cpus'] as const).flatMap((about) => {
    const value = told[about];
    return value === null
      ? []
      : [{ about, value: String(value), reason: REASON, confidence: 'sure' as const }];
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
      evidence: [...said, ...machine.evidence.filter((e) => !isTold(e))],
    },
  };
};

/** Whether two say the same. */
export const isToldAlike = (a: ToldMachine | null, b: ToldMachine | null): boolean =>
  a?.release === b?.release && a?.arch === b?.arch && a?.cpus === b?.cpus;
