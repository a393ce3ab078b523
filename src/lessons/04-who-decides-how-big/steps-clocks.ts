/** The same leak on two machines, and a map of one's own choice. */
import { figureAt, writeFigure } from '../figures';
import type { Scene, Step, TaskState } from '../types';
import { FIGURES } from './figures';

const SEED_RAM = 'seed|spec.ram';

/** Half as much again of kmem_map, on the RAM of the router. */
const largerMap = (scene: Scene): TaskState => {
  const grown = figureAt(scene, 'own|grown', FIGURES);
  const kmem = figureAt(scene, 'boot|vm.kmem_size', {});
  const ram = figureAt(scene, 'boot|spec.ram', {});
  const had = figureAt(scene, SEED_RAM, {});
  if (grown === null || kmem === null || ram === null || had === null)
    return { isDone: false, now: [], words: 'This machine has no kmem_map.' };
  const isSame = ram.value === had.value;
  const words = `kmem_map has ${writeFigure(kmem, 'size')}, ${writeFigure(grown, 'percent')} of the default; RAM is ${writeFigure(ram, 'size')}${isSame ? '' : ', which the router has not'}.`;
  return { isDone: isSame && Number(grown.value) >= 150, now: [kmem, ram], words };
};

/** The answer nearest to the ratio, whatever the machines. */
const nearest = (scene: Scene): string => {
  const ratio = Number(figureAt(scene, 'own|longer', FIGURES)?.value ?? 1);
  const options = [
    ['two', 2],
    ['four', 4],
    ['eight', 8],
  ] as const;
  return options.reduce((best, o) =>
    Math.abs(o[1] - ratio) < Math.abs(best[1] - ratio) ? o : best,
  )[0];
};

export const CLOCKS: readonly Step[] = [
  {
    id: 'rock-stable',
    title: 'Why was the other router stable?',
    place: { scenario: 'ng_nat', moment: 'panic' },
    view: { sel: 'zone:128' },
    figure: { kind: 'map', light: ['zone:128'] },
    prediction: {
      kind: 'pick',
      id: 'how-many-times',
      ask: 'With a gigabyte the map is about four times as large, and everybody but the links needs what it needs here: how many times as many links fit?',
      options: [
        { id: 'two', name: 'About twice as many' },
        { id: 'four', name: 'Four times as many' },
        { id: 'eight', name: 'About eight times as many' },
      ],
      right: nearest,
      tells: ['{own|room1g:pages}', 'all that is added'],
      because:
        'Others take the same pages from both maps, so the links get all that is added: {own|room1g:pages} in place of {own|room256:pages}.',
      source: 'kmeminit',
    },
  },
  {
    id: 'two-clocks',
    title: 'How long is that?',
    place: { scenario: 'ng_nat', moment: 'panic' },
    view: { sel: 'type:libalias', table: 'types', colour: 'asked' },
    figure: { kind: 'map', parts: ['table'], light: ['zone:128'] },
  },
  {
    id: 'only-later',
    title: 'Does the larger machine live for ever?',
    place: { scenario: 'ng_nat_1g', moment: 'panic' },
    view: { sel: 'map:kmem_map' },
    figure: {
      kind: 'map',
      parts: ['transport', 'log'],
      light: ['zone:128'],
      from: { moment: 'start' },
      seconds: 8,
    },
    answers: ['one-gigabyte'],
  },
  {
    id: 'your-own',
    title: 'Set it yourself',
    place: { scenario: 'boot', moment: 'start' },
    view: { sel: 'map:kmem_map', lever: 'tunables' },
    figure: { kind: 'ruler', parts: ['machine'], light: ['map:kmem_map'] },
    task: {
      id: 'half-as-much-again',
      goal: 'Give the router half as much again of kmem_map, and no more RAM.',
      hint: 'Three tunables do it: a smaller `vm.kmem_size_scale`, `vm.kmem_size` itself, or a large `kern.ipc.nmbclusters`, which raises the floor.',
      check: largerMap,
    },
  },
  {
    id: 'against',
    title: 'Your model against the kernel',
    place: { scenario: 'boot', moment: 'start' },
    view: { sel: 'map:kmem_map' },
    figure: { kind: 'map', light: ['map:kmem_map'] },
  },
];
