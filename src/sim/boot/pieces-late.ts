/** What comes to kernel_map as the machine is used: stacks, page directories, the AGP aperture. */
import { PAGE_SIZE, roundUp } from '../../base/units';
import { archSource, kernSource, note, specFact } from './boot-context';
import type { Boot } from './boot-context';
import { KSTACK_GUARD_PAGES } from './constants';
import type { Piece } from './piece';
import { given } from './workbook';

const stacks = (b: Boot): Piece => {
  const source = kernSource(b, 'vm/vm_glue.c', 'vm_thread_new()');
  const pages = b.k.kstackPages + KSTACK_GUARD_PAGES;
  const threads = specFact(b, 'threads', b.machine.threads, {
    label: 'Kernel stacks that exist',
    unit: 'count',
    source,
    grade: 'inferred',
  });
  return {
    id: 'kernel_stacks',
    name: 'kernel stacks',
    what: 'Stacks with a guard page each. Swapped out with their process.',
    size: Math.max(0, threads.value - 1) * pages * PAGE_SIZE,
    owner: 'stacks',
    backing: 'handed-out',
    placeGrade: 'inferred',
    formula: '(threads − 1) × stack and guard × 4,096',
    from: [threads, given('stack and guard', pages, 'pages')],
    source,
    note: 'The number of threads is the workload’s.',
  };
};

const directories = (b: Boot): Piece => {
  const source = archSource(b, 'pmap.c', 'pmap_pinit()');
  const vmspaces = specFact(b, 'vmspaces', b.machine.vmspaces, {
    label: 'Address spaces that exist',
    unit: 'count',
    source,
    grade: 'inferred',
  });
  return {
    id: 'page_directories',
    name: 'page directories',
    what: 'One for each address space that exists.',
    size: vmspaces.value * b.k.npgptd * PAGE_SIZE,
    owner: 'meta',
    backing: 'resident',
    placeGrade: 'inferred',
    formula: 'vmspaces × pages of a directory × 4,096',
    from: [vmspaces, given('pages of a directory', b.k.npgptd, 'pages')],
    source,
    note: 'The number of address spaces is the workload’s.',
  };
};

const aperture = (b: Boot): readonly Piece[] => {
  if (b.machine.agpAperture === 0) return [];
  if (!b.k.mapsAgp) {
    note(
      b,
      'info',
      `The AGP aperture takes no kernel addresses on ${b.k.release} ${b.k.arch}: the driver leaves it unmapped, or the direct map shows it.`,
    );
    return [];
  }
  const source = kernSource(b, 'pci/agp.c', 'agp_generic_attach()');
  const size = specFact(b, 'agpAperture', b.machine.agpAperture, {
    label: 'AGP aperture',
    unit: 'B',
    source,
    grade: 'inferred',
  });
  return [
    {
      id: 'agp_aperture',
      name: 'AGP aperture',
      what: 'Mapped in full by the driver of 6.2.',
      size: roundUp(size.value, PAGE_SIZE),
      owner: 'free',
      backing: 'reserved',
      placeGrade: 'inferred',
      formula: 'the aperture set in the BIOS',
      from: [size],
      source,
      note: 'Not provable from the thread: 128 MB leaves a residue of the right size, 64 MB does not.',
    },
  ];
};

/** In the order in which the model places them; the kernel’s own order varies. */
export const latePieces = (b: Boot): readonly Piece[] => [
  stacks(b),
  directories(b),
  ...aperture(b),
];
