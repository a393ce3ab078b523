/** The machine in words: each fact with what speaks for it. */
import type { Derivation, Grade } from '../../base/derivation';
import { inputFrom } from '../../base/derivation';
import { formatSize } from '../../base/format';
import { REPOSITORIES, sourceRef } from '../../base/sources';
import type { Evidence, KernelReport } from '../../import';
import type { BootLayout } from '../../sim';
import { nearestRelease } from './machine-clues';
import type { MachineClues } from './machine-clues';
import { archOf, kmemOf, toldOf } from './machine-layout';
import type { RamFit, RamWay } from './machine-ram';
import type { MachineFact, Reason } from './machine-types';

/** Names of tools and sysctls keep their small letter. */
const NAME = /^(?:vmstat|netstat|[a-z]+\.[a-z])/;

const sentence = (text: string): string => {
  const first = NAME.test(text) ? text.charAt(0) : text.charAt(0).toUpperCase();
  return `${first}${text.slice(1)}${/[.?]$/.test(text) ? '' : '.'}`;
};

/** Reasons beyond these say the same again. */
const MOST_REASONS = 3;

/** The reasons of the reader, without repetition. */
const reasonsFor = (report: KernelReport, about: Evidence['about']): readonly Reason[] => {
  const mine = report.machine.evidence.filter((e) => e.about === about);
  const distinct = [...new Map(mine.map((e) => [e.reason, e])).values()];
  return distinct.map((e) => ({
    text: sentence(e.reason),
    ...(e.line === undefined ? {} : { line: e.line }),
  }));
};

const releaseFact = (report: KernelReport, layout: BootLayout | null): MachineFact => {
  const named = report.machine.release;
  const near = layout === null ? null : nearestRelease(named, layout.machine.arch);
  const laid: Reason[] =
    layout === null || near?.exact === true
      ? []
      : [{ text: `Laid out as ${layout.machine.release}, the nearest that the model holds.` }];
  return {
    id: 'release',
    label: 'Release',
    value: named === null ? null : `FreeBSD ${named}`,
    grade: near?.exact === true ? 'user-data' : 'inferred',
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

const WAYS: Readonly<Record<RamWay, string>> = {
  sold: 'the RAM size whose boot layout gives this vm.kmem_size to the byte',
  'kernel-end':
    'the nearest RAM size on sale; the end of the kernel image is moved until vm.kmem_size comes out to the byte',
  ceiling: 'vm.kmem_size is at its ceiling, which this size and every larger one reach',
  floor: 'vm.kmem_size is at its floor, which this size and every smaller one get',
  set: 'vm.kmem_size was set by hand and tells nothing; the size comes from another clue, or is the least that can hold it',
  told: 'the RAM size on sale that holds what the tools of the paste speak of',
};
const GRADES: Readonly<Record<RamWay, Grade>> = {
  sold: 'user-data',
  'kernel-end': 'inferred',
  ceiling: 'inferred',
  floor: 'inferred',
  set: 'inferred',
  told: 'inferred',
};

/** RAM as a figure that can be opened. */
export const ramOf = (fit: RamFit): Derivation => {
  const { layout } = fit;
  const used = ['vm.kmem_size', 'v_page_count', 'kmem_scale']
    .map((id) => layout.values[id])
    .filter((d) => d !== undefined);
  return {
    id: 'machine.ram',
    label: 'RAM of this machine',
    value: layout.machine.ram,
    unit: 'B',
    formula: WAYS[fit.way],
    inputs: used.map((d) => inputFrom(d)),
    source: sourceRef('r62', 'sys/kern/kern_malloc.c', 'kmeminit()'),
    grade: GRADES[fit.way],
  };
};

/** What the memory line of top adds up to. */
export const topOf = (clues: MachineClues): Derivation | null =>
  clues.top === null
    ? null
    : {
        id: 'machine.top',
        label: 'RAM by top',
        value: clues.top.bytes,
        unit: 'B',
        formula: 'Active + Inact + Laundry + Wired + Cache + Free, as far as they are printed',
        inputs: [],
        source: { repository: REPOSITORIES.paste, file: `line ${clues.top.line}`, function: 'top' },
        grade: 'user-data',
        note: 'Buf and the ARC lie inside Wired. What the kernel image and its tables take is in none of them.',
      };

const ramReasons = (fit: RamFit | null, clues: MachineClues): readonly Reason[] => {
  const kmem = kmemOf(clues);
  const told = toldOf(clues);
  const reasons: Reason[] = [];
  if (fit !== null)
    reasons.push({
      text: sentence(WAYS[fit.way]),
      ...(kmem === null || fit.way === 'told' ? {} : { line: kmem.line }),
    });
  if (clues.top !== null)
    reasons.push({
      text: `The memory line of top adds up to ${formatSize(clues.top.bytes)}.`,
      line: clues.top.line,
    });
  else if (told !== null)
    reasons.push({ text: 'A sysctl names the physical memory.', line: told.line });
  return reasons;
};

const ramFact = (fit: RamFit | null, clues: MachineClues): MachineFact => {
  const base = { id: 'ram', label: 'RAM', reasons: ramReasons(fit, clues) } as const;
  const told = toldOf(clues);
  if (fit === null)
    return {
      ...base,
      value: told === null ? null : `about ${formatSize(told.bytes)}`,
      grade: 'inferred',
    };
  const of = ramOf(fit);
  const open = { ceiling: ' or more', floor: ' or less' }[fit.way as string] ?? '';
  return { ...base, value: formatSize(of.value) + open, of, grade: of.grade };
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
    ramFact(fit, clues),
    ...(layout === null ? [] : [kvaFact(layout, clues), settingsFact(layout, clues)]),
  ].filter((f) => f !== null);
};
