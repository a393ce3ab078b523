/**
 * The machine that a paste came from: inverted from vm.kmem_size and its companions, laid out by
 * the boot model, and held against the paste's own sysctls and LIMITs. It grades itself.
 */
import type { AnyDerivation } from '../../base/derivation';
import { formatBytes, formatSize } from '../../base/format';
import { PAGE_SIZE } from '../../base/units';
import type { KernelReport } from '../../import';
import { checkDerivations, limitCheck, sysctlChecks } from './machine-checks';
import { machineClues, modelledOn, nearestRelease } from './machine-clues';
import type { MachineClues } from './machine-clues';
import { machineFacts } from './machine-facts';
import { archOf, kmemOf, layMachine, toldOf } from './machine-layout';
import type { RamFit } from './machine-ram';
import { ramOf, topOf } from './machine-ram-fact';
import type { LimitCheck, MachineCheck, MachineGrade, MachineReading } from './machine-types';

const isFreeBsd = (report: KernelReport): boolean =>
  report.blocks.some((b) => b.kind !== 'foreign');

/** Why there is no machine, in one sentence. */
const whyNot = (report: KernelReport, clues: MachineClues): string => {
  if (!isFreeBsd(report)) return 'No figure of a FreeBSD kernel is in the text.';
  const { pageSize } = report.machine;
  if (pageSize !== null && pageSize !== PAGE_SIZE)
    return `Only machines with pages of ${formatBytes(PAGE_SIZE)} are laid out; these have ${formatBytes(pageSize)}.`;
  if (kmemOf(clues) === null && toldOf(clues) === null && clues.said === null)
    return 'Neither the size of kmem_map nor the RAM is in the text.';
  const { release } = report.machine;
  const arch = archOf(report);
  if (clues.said !== null && nearestRelease(release, arch) !== null)
    return `With ${formatSize(clues.said)} of RAM no machine can be laid out whose figures are those of the text.`;
  return `FreeBSD ${release ?? ''} on ${arch} cannot be laid out: of ${arch} the model holds ${modelledOn(arch)}.`;
};

const SYSCTLS = 'sysctl vm.kmem_size vm.kvm_size vm.kvm_free hw.physmem';

/** What to add to the paste. */
const missingOf = (report: KernelReport, clues: MachineClues): readonly string[] => {
  if (!isFreeBsd(report)) return [];
  const wanted: string[] = [];
  if (report.machine.release === null) wanted.push('uname -a, for the release');
  const lacks = !clues.sysctl.has('vm.kmem_size') || !clues.sysctl.has('vm.kvm_free');
  if (lacks) wanted.push(`${SYSCTLS}, for the sizes`);
  if (clues.limits.length === 0)
    wanted.push('the whole vmstat -z, for the LIMITs to check against');
  return wanted;
};

const gradeOf = (
  fit: RamFit,
  checks: readonly MachineCheck[],
  limits: LimitCheck | null,
): MachineGrade => {
  const agrees = checks.every((c) => c.agrees) && (limits?.wrong.length ?? 0) === 0;
  const isFirm = fit.way === 'sold' || fit.way === 'said';
  return agrees && isFirm && limits !== null ? 'exact' : 'inferred';
};

const SENTENCES: Readonly<Record<Exclude<MachineGrade, 'none'>, string>> = {
  exact: 'Every sysctl and every LIMIT of the text comes out of the model to the digit.',
  inferred: 'The nearest machine of the model. What differs stands below.',
};

const onlyFew = (checks: readonly MachineCheck[], limits: LimitCheck | null): boolean =>
  limits === null && checks.every((c) => c.agrees);

const sentenceOf = (
  grade: Exclude<MachineGrade, 'none'>,
  checks: readonly MachineCheck[],
  limits: LimitCheck | null,
): string =>
  grade === 'inferred' && onlyFew(checks, limits)
    ? 'The text holds too little to check this machine. Read it as an estimate.'
    : SENTENCES[grade];

/**
 * @param report what was read
 * @returns facts always; a layout where release and size can be had
 */
export const machineOf = (report: KernelReport): MachineReading => {
  const clues = machineClues(report);
  const fit = isFreeBsd(report) ? layMachine(report, clues) : null;
  const facts = machineFacts(report, clues, fit);
  const missing = missingOf(report, clues);
  const top = topOf(clues);
  const told = top === null ? [] : [top];
  if (fit === null)
    return {
      grade: 'none',
      sentence: whyNot(report, clues),
      facts,
      layout: null,
      checks: [],
      limits: null,
      missing,
      derivations: told,
    };
  const { layout } = fit;
  const checks = sysctlChecks(layout, clues);
  const limits = limitCheck(layout, clues);
  const grade = gradeOf(fit, checks, limits);
  const derivations: AnyDerivation[] = [
    ...Object.values(layout.values),
    ramOf(fit),
    ...checkDerivations(checks, limits),
    ...told,
  ];
  return {
    grade,
    sentence: grade === 'none' ? '' : sentenceOf(grade, checks, limits),
    facts,
    layout,
    checks,
    limits,
    missing: grade === 'exact' ? [] : missing,
    derivations,
  };
};
