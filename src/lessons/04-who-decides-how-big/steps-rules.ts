/** The rules of kmeminit(), each on the machine where it decides. */
import type { Step } from '../types';

const on = (machine?: string) => ({
  scenario: 'boot',
  moment: 'start',
  ...(machine === undefined ? {} : { machine }),
});

export const RULES: readonly Step[] = [
  {
    id: 'question',
    title: 'Three numbers, and which one counts?',
    place: on(),
    view: { sel: 'map:kmem_map' },
    figure: { kind: 'ruler', light: ['map:kmem_map'] },
  },
  {
    id: 'third',
    title: 'What does the scale do?',
    place: on(),
    view: { sel: 'map:kmem_map' },
    figure: { kind: 'map', light: ['map:kmem_map'] },
    prediction: {
      kind: 'amount',
      id: 'double-ram',
      ask: 'Somebody doubles the RAM of the router: how large is kmem_map then?',
      truth: 'own|at512',
      whole: 'own|ram512',
      shape: 'size',
      names: ['size of kmem_map', 'RAM beyond it'],
      because:
        'The scale divides the frames that the VM got at boot, so the map goes with RAM: {own|at512:size} for {own|ram512:size}. It is a third of them and not of all RAM, since the kernel’s own frames are not counted.',
      source: 'kmeminit',
    },
  },
  {
    id: 'ceiling',
    title: 'What does the maximum do?',
    place: on('6.2,i386,1G'),
    view: { sel: 'map:kmem_map' },
    figure: { kind: 'map', light: ['map:kmem_map'] },
    prediction: {
      kind: 'amount',
      id: 'four-gigabytes',
      ask: 'Give the machine all the RAM that i386 can address: how large is kmem_map then?',
      truth: 'own|at4g',
      whole: 'own|third4g',
      shape: 'size',
      names: ['size of kmem_map', 'the rest of a third of RAM'],
      because:
        'vm.kmem_size_max cuts off what the scale gives: {own|at4g:size}, whether RAM is {boot|spec.ram:size} or {own|ram4g:size}. The kernel has no more addresses with more RAM.',
      source: 'kmeminit',
    },
  },
  {
    id: 'floor',
    title: 'What decides on a small machine?',
    place: on('6.2,i386,64M'),
    view: { sel: 'map:kmem_map' },
    figure: { kind: 'map', light: ['map:kmem_map'] },
  },
  {
    id: 'tunable',
    title: 'What if the owner sets it himself?',
    place: on('6.2,i386,256M,vm.kmem_size=209715200'),
    view: { sel: 'map:kmem_map', lever: 'tunables' },
    figure: { kind: 'ruler', parts: ['machine'], light: ['map:kmem_map'] },
  },
  {
    id: 'for-ever',
    title: 'Can it grow?',
    place: on(),
    view: { sel: 'map:kmem_map' },
    figure: { kind: 'ruler', light: ['map:kmem_map', 'map:buf_tables', 'map:clean_map'] },
    answers: ['who-sizes-kmem'],
  },
  {
    id: 'price',
    title: 'Why not make it very large?',
    place: on('6.2,i386,1G'),
    view: { sel: 'map:kernel_map' },
    figure: { kind: 'ruler' },
  },
];
