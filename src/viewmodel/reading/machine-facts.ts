/** The machine in words: each fact with what speaks for it. */
import { formatBytes, formatSize } from '../../base/format';
import type { Evidence, KernelReport } from '../../import';
import type { BootLayout } from '../../sim';
import { asSentence } from './as-sentence';
import { nearestRelease } from './machine-clues';
import type { MachineClues } from './machine-clues';
import { archOf } from './machine-layout';
import type { RamFit } from './machine-ram';
import { ramFact } from './machine-ram-fact';
import type { MachineFact, Reason } from './machine-types';

/** Reasons beyond these say the same again. */
const MOST_REASONS = 3;

/** The reasons of the reader, without repetition. */
const reasonsFor = (report: KernelReport, about: Evidence['about']): readonly Reason[] => {
  const mine = report.machine.evidence.filter((e) => e.about === about);
  const distinct = [...new Map(mine.map((e) => [e.reason, e])).values()];
  return distinct.map((e) => ({
    text: asSentence(e.reason),
    confidence: e.confidence,
    ...(e.line === undefined ? {} : { line: e.line }),
  }));
};

/** The system printed its release itself; other clues are ranges, or a person's word. */
const OWN_WORD = /^the system names its own release/;

const releaseFact = (report: KernelReport, layout: BootLayout | null): MachineFact => {
  const named = report.machine.release;
  const near = layout === null ? null : nearestRelease(named, layout.machine.arch);
  const isPrinted = report.machine.evidence.some((e) => OWN_WORD.test(e.reason));
  const laid: Reason[] =
    layout === null || near?.exact === true
      ? []
      : [{ text: `Laid out as ${layout.machine.release}, the nearest that the model holds.` }];
  return {
    id: 'release',
    label: 'Release',
    value: named === null ? null : `FreeBSD ${named}`,
    grade: near?.exact === true || isPrinted ? 'user-data' : 'inferred',
    reasons: [...reasonsFor(report, 'release').slice(-MOST_REASONS), ...laid],
  };
};

const archFact = (report: KernelReport, layout: BootLayout | null): MachineFact => {
  const told = report.machine.arch;
  const assumed = told === null && layout !== null;
  return {
    id: 'arch',
    label: 'Architecture',
    value: told,
    grade: told === null ? 'inferred' : 'user-data',
    reasons: assumed
      ? [{ text: `Nothing tells it; laid out as ${archOf(report)}.` }]
      : reasonsFor(report, 'arch').slice(0, 2),
  };
};

const cpuFact = (report: KernelReport): MachineFact => {
  const { cpus } = report.machine;
  return {
    id: 'cpus',
    label: 'CPUs',
    value: cpus === null ? null : String(cpus),
    grade: 'user-data',
    reasons: reasonsFor(report, 'cpus').slice(0, 1),
  };
};

const pageFact = (report: KernelReport): MachineFact => {
  const { pageSize } = report.machine;
  return {
    id: 'pageSize',
    label: 'Page size',
    value: pageSize === null ? null : formatBytes(pageSize),
    grade: 'user-data',
    reasons: reasonsFor(report, 'page size').slice(0, 1),
  };
};

const kvaFact = (layout: BootLayout, clues: MachineClues): MachineFact | null => {
  const of = layout.sysctl['vm.kvm_size'];
  if (of === undefined) return null;
  const line = clues.sysctl.get('vm.kvm_size')?.line;
  const { smp, kvaPages } = layout.machine;
  return {
    id: 'kva',
    label: 'Kernel addresses',
    value: formatSize(of.value),
    of,
    grade: line === undefined ? 'inferred' : 'user-data',
    reasons: [
      {
        text: `${smp ? 'A kernel with options SMP' : 'A kernel for one CPU'}, KVA_PAGES ${kvaPages === undefined ? 'as shipped' : String(kvaPages)}.`,
        ...(line === undefined ? {} : { line }),
      },
    ],
  };
};

const settingsFact = (layout: BootLayout, clues: MachineClues): MachineFact | null => {
  const set = Object.keys(layout.machine.tunables);
  if (set.length === 0) return null;
  return {
    id: 'settings',
    label: 'Set by hand',
    value: set.join(', '),
    grade: 'inferred',
    reasons: set.map((name) => {
      const line = clues.sysctl.get(name)?.line;
      return {
        text: `${name} is not what the kernel would choose.`,
        ...(line === undefined ? {} : { line }),
      };
    }),
  };
};

/** All facts, also where no machine can be laid out. */
export const machineFacts = (
  report: KernelReport,
  clues: MachineClues,
  fit: RamFit | null,
): readonly MachineFact[] => {
  const layout = fit?.layout ?? null;
  return [
    releaseFact(report, layout),
    archFact(report, layout),
    cpuFact(report),
    pageFact(report),
    ramFact(fit, clues),
    ...(layout === null ? [] : [kvaFact(layout, clues), settingsFact(layout, clues)]),
  ].filter((f) => f !== null);
};
