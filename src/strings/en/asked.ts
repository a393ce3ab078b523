/** Who asked for a page, and why a page can or cannot leave RAM. */
export const ASKER_WORDS = {
  kernel: { label: 'kernel itself', what: 'Tables of the boot and of the VM system.' },
  processes: {
    label: 'processes',
    what: 'Their memory, page tables, stacks, and what the kernel keeps for each of them.',
  },
  files: { label: 'files', what: 'Data of files, and vnodes, inodes and names.' },
  buffers: { label: 'buffers', what: 'Pages of files that a buffer wires.' },
  pipes: { label: 'pipes', what: 'Buffers of pipes and arguments of programs.' },
  network: { label: 'network', what: 'Packets, sockets and what protocols remember.' },
  devices: { label: 'devices', what: 'Requests of disks and of their drivers.' },
  uma: { label: 'UMA', what: 'What the allocator needs for itself.' },
  unnamed: {
    label: 'malloc, not recorded',
    what: 'Slabs of malloc(9) of which no live item is in the books of the run.',
  },
  free: { label: 'nobody', what: 'Free frames.' },
} as const;

export const ASKED_WORDS = {
  type: 'malloc type',
  typeWhat: 'asked malloc(9) for most of the live items in these slabs.',
  zoneWhat: 'has a zone of its own.',
  note: 'malloc(9): the type with most of the live items of a slab, as the run says. All else: the subsystem that it serves.',
  byAsker: 'asker',
  legend: 'Who asked',
  derivation: 'Frames asked for by',
  rule: 'frames of slabs most of whose live items it asked for; of all else, by zone and VM object',
  asked: 'asked for by',
  itemAsked: 'Asked for by',
  items: (own: string, all: string): string => `${own} of ${all} live items`,
  more: (n: number): string => `and ${n} more`,
} as const;

/** What keeps a wired page in RAM, by holder; zones and what is not listed have `zone`. */
export const WIRED_REASONS: Readonly<Record<string, string>> & { readonly zone: string } = {
  zone: 'cannot leave: UMA has it wired behind a kernel address',
  'holder:large': 'cannot leave: a block of malloc(9) is wired behind a kernel address',
  'holder:buffers': 'cannot leave until its buffer is recycled',
  'holder:stacks': 'cannot leave while its process is in RAM; swapped out with it',
  'holder:tables': 'cannot leave: page tables stay with their process',
  'holder:kernel': 'cannot leave: kernel_object is wired',
  'holder:pipes': 'cannot leave while the pipe is being written or read',
  'holder:exec': 'cannot leave while execve(2) copies it',
  'holder:user': 'cannot leave: wired by the kernel for a while',
  'holder:files': 'cannot leave: wired by the kernel for a while',
};

export const PAGING_REASONS = {
  held: 'cannot leave while it is held',
  active: 'can leave once idle: act_count falls to 0, then it goes to the inactive queue',
  toSwap: 'can leave once it is written to swap, for it is dirty',
  toFile: 'can leave once it is written to its file, for it is dirty',
  clean: 'can leave at once when the page daemon reaches it: its content is elsewhere',
  cache: 'can be taken at once: clean, and nobody maps it',
  noSwap: 'cannot leave: it is dirty, and the machine has no swap device',
  free: 'holds nothing',
} as const;

export const AGE_WORDS = {
  act: 'act_count',
  of: 'of 64',
  referenced: 'used since the daemon last looked',
  notReferenced: 'not used since the daemon last looked',
  none: 'has no age: the page daemon does not look at it',
} as const;
