/**
 * Findings from a panic line alone. Memory panics name what could not be had; any other panic is told
 * as such, so that tables without a suspect do not pass for a healthy machine.
 * Pinned: FreeBSD sys/vm/vm_kern.c kmem_malloc() and kmem_suballoc(), sys/kern/kern_malloc.c kmeminit(),
 * sys/amd64/amd64/pmap.c pmap_growkernel(), sys/vm/vm_glue.c vm_thread_new().
 */
import { formatBytes, formatCount } from '../../../base/format';
import type { PanicRow } from '../../../import';
import { sysctlOf } from './rule';
import type { Draft, Facts, Rule } from './rule';

type Say = Pick<Draft, 'owner' | 'title' | 'text' | 'next' | 'use'>;

/** Messages of memory that was not to be had. Those with a rule of their own say nothing here. */
const MESSAGES: readonly (readonly [message: RegExp, say: Say | null])[] = [
  [/get_pv_entry|kstack allocation failed/, null],
  [
    /pmap_growkernel: no memory to grow kernel/,
    {
      owner: 'meta',
      title: 'No page was left for a page table',
      text: 'The kernel took more of its addresses into use. They need a page table, the table needs a page, and no free page was to be had: RAM was short, not addresses.',
      next: 'See who held RAM: wired pages, and the tables of the dump.',
      use: ['vmstat -s -M /var/crash/vmcore.0', 'vmstat -z -M /var/crash/vmcore.0'],
    },
  ],
  [
    /kmem_suballoc: bad status return of 3\b/,
    {
      owner: 'free',
      title: 'A map found no place among the kernel’s addresses',
      text: 'Status 3 is KERN_NO_SPACE: kernel_map had no hole as large as the map that was to be set aside. Maps are set aside at boot, so one of them was made too large.',
      next: 'Lower the map that was raised last, or give the kernel more addresses.',
      use: ['sysctl vm.kmem_size kern.ipc.nmbclusters kern.maxbcache', 'options KVA_PAGES=512'],
    },
  ],
  [
    /Tune VM_KMEM_SIZE_\* for the platform/,
    {
      owner: 'malloc',
      title: 'The heap came out with no size',
      text: 'At boot vm.kmem_size came to 0. A tunable that makes it so is the likely reason.',
      next: 'Take vm.kmem_size and its limits out of the loader’s settings, then boot again.',
      use: ['grep kmem /boot/loader.conf'],
    },
  ],
  [
    /mb_map too small/,
    {
      owner: 'mbufs',
      title: 'The map of mbufs had no room',
      text: 'A request found no hole in mb_map, the map that mbufs and clusters came from.',
      next: 'Raise kern.ipc.nmbclusters at boot, which sizes that map.',
      use: ['netstat -m', 'kern.ipc.nmbclusters="…" in /boot/loader.conf'],
    },
  ],
];

/** A panic of kmem_map that nothing else in the paste lets one judge. */
const ofMap = ({ requested, allocated }: PanicRow): Say => ({
  owner: 'malloc',
  title: 'kmem_map had no room',
  text:
    allocated === undefined
      ? 'A request found no hole in kmem_map. The message does not say how much of it was allocated.'
      : `${formatBytes(allocated)} were allocated and no hole fitted ${requested === undefined ? 'the request' : `${formatCount(requested)} B`}. Without vm.kmem_size it is open whether the map was full or in pieces.`,
  next: 'Add vm.kmem_size of the same boot, and the tables of the dump.',
  use: [
    'sysctl vm.kmem_size',
    'vmstat -z -M /var/crash/vmcore.0',
    'vmstat -m -M /var/crash/vmcore.0',
  ],
});

const isOfMap = (p: PanicRow): boolean => /kmem_malloc|kmem_map too small/.test(p.text);

/** Whether the rule `exhausted` sets the panic against the size of the map. */
const isJudged = (f: Facts): boolean => {
  if (f.ledger !== null) return f.ledger.isFillKnown;
  const size = sysctlOf(f, 'vm.kmem_size');
  const allocated = f.chosen.panic?.allocated;
  return size !== undefined && allocated !== undefined && allocated <= size.value;
};

const sayOf = (f: Facts, p: PanicRow): Say | null => {
  if (isOfMap(p)) return isJudged(f) ? null : ofMap(p);
  return MESSAGES.find(([message]) => message.test(p.text))?.[1] ?? null;
};

const isOfMemory = (p: PanicRow): boolean =>
  isOfMap(p) || MESSAGES.some(([message]) => message.test(p.text));

/** The same message stands twice in a core.txt: once by savecore, once in the kernel's own words. */
const firstOfEach = (panics: readonly PanicRow[]): readonly PanicRow[] =>
  panics.filter((p, i) => panics.findIndex((q) => q.text === p.text) === i);

/** A panic whose message names the memory that was not to be had. */
export const memoryPanic: Rule = (_, f) =>
  firstOfEach(f.seen.panics).flatMap((p): Draft[] => {
    const say = sayOf(f, p);
    return say === null
      ? []
      : [
          {
            id: 'memory-panic',
            severity: 'cause',
            certainty: 'certain',
            figures: [],
            lines: f.seen.panics.filter((q) => q.text === p.text).map((q) => q.line),
            ...say,
          },
        ];
  });

const LONGEST_QUOTE = 80;
const quoted = (text: string): string =>
  text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;

/** A panic of another kind. */
export const otherPanic: Rule = (_, { seen }) => {
  if (seen.panics.some(isOfMemory)) return [];
  const last = seen.panics.at(-1);
  return last === undefined
    ? []
    : [
        {
          id: 'other-panic',
          severity: 'note',
          certainty: 'certain',
          owner: 'uma',
          figures: [],
          lines: [last.line],
          title: 'The panic names no memory that ran out',
          text: `“${quoted(last.text)}” is a message of another kind. The tables show what was held then, not why it happened.`,
        },
      ];
};
