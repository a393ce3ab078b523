/** RAM as a fact: how it was found, and what top says of it. */
import { inputFrom } from '../../base/derivation';
import type { Derivation, Grade } from '../../base/derivation';
import { formatSize } from '../../base/format';
import { REPOSITORIES, sourceRef } from '../../base/sources';
import type { MachineClues } from './machine-clues';
import { kmemOf, toldOf } from './machine-layout';
import type { RamFit, RamWay } from './machine-ram';
import type { MachineFact, Reason } from './machine-types';
import { asSentence } from './as-sentence';

const WAYS: Readonly<Record<RamWay, string>> = {
  sold: 'the RAM size whose boot layout gives this vm.kmem_size to the byte',
  'kernel-end':
    'the nearest RAM size on sale; the end of the kernel image is moved until vm.kmem_size comes out to the byte',
  ceiling: 'vm.kmem_size is at its ceiling, which this size and every larger one reach',
  floor: 'vm.kmem_size is at its floor, which this size and every smaller one get',
  set: 'vm.kmem_size was set by hand and tells nothing; the size comes from another clue, or is the least that can hold it',
  told: 'the RAM size on sale that holds what the tools of the paste speak of',
  said: 'the RAM that you said',
};
const GRADES: Readonly<Record<RamWay, Grade>> = {
  sold: 'user-data',
  'kernel-end': 'inferred',
  ceiling: 'inferred',
  floor: 'inferred',
  set: 'inferred',
  told: 'inferred',
  said: 'user-data',
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

const SAID: Reason = { text: 'You said so.', confidence: 'sure' };

const ramReasons = (fit: RamFit | null, clues: MachineClues): readonly Reason[] => {
  if (clues.said !== null) return [SAID];
  const kmem = kmemOf(clues);
  const told = toldOf(clues);
  const reasons: Reason[] = [];
  if (fit !== null)
    reasons.push({
      text: asSentence(WAYS[fit.way]),
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

/** The fact itself; without a layout only what another clue tells. */
export const ramFact = (fit: RamFit | null, clues: MachineClues): MachineFact => {
  const base = { id: 'ram', label: 'RAM', reasons: ramReasons(fit, clues) } as const;
  const told = toldOf(clues);
  if (fit === null && clues.said !== null)
    return { ...base, value: formatSize(clues.said), grade: 'user-data' };
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
