/** What lesson 10 works out itself. What it says of later releases is arithmetic on rules of their source. */
import { bootLayout, procRows, zoneNames, zoneRow } from '../../sim';
import type { AnyDerivation } from '../../base/derivation';
import { readMachine } from '../../viewmodel/machine/machine-code';
import { rowFigure } from '../reports';
import type { OwnFigures } from '../figures';
import { counted, fromInputs, modelFigure as live, share, sum, worked } from '../own-figure';
import { STACK_PAGES } from '../constants';
import { REFERENCES } from '../references';
import type { Scene } from '../types';

/** Tries of kmem_malloc() in 7.3, and the quarters of a second after the first of them. */
const TRIES = 8;
const HOURS_A_WEEK = 168;

/** A figure of the layout of another machine; null where the model does not know it. */
const layoutOf =
  (machine: string, id: string) =>
  (scene: Scene): AnyDerivation | null => {
    const ram = scene.timeline.machine.ram;
    const { machine: spec } = readMachine(`${machine},${ram}`);
    const layout = bootLayout(spec);
    if (!layout.ok) return null;
    const found = Object.values(layout.value.values).find((d) => d.id === id);
    return found === undefined ? null : { ...found, note: `Layout of ${machine} with this RAM.` };
  };

/** Pages in slabs of several pages: with a direct map only these need addresses of kmem_map. */
const manyPages = ({ timeline }: Scene): number => {
  const k = timeline.sim.kernel;
  const rows = zoneNames(k).map(({ zone }) => zoneRow(k, zone));
  return sum(rows.filter((r) => r.pagesPerSlab > 1).map((r) => r.pages));
};

const swappedStacks = ({ timeline }: Scene): number =>
  sum(
    procRows(timeline.sim.kernel)
      .filter((p) => p.state === 'swapped out')
      .map((p) => p.threads),
  );

export const FIGURES: OwnFigures = {
  'retry-seconds': () =>
    fromInputs([counted('tries', TRIES, 'count')], {
      id: 'retry-seconds',
      label: 'Seconds that 7.3 waits before it panics',
      unit: 'count',
      formula:
        'a quarter of a second after the first try, and a quarter more after each further one',
      source: REFERENCES.kmem_malloc73,
      of: ([tries = 0]) => (tries * (tries + 1)) / 8,
    }),
  tries: () =>
    fromInputs([counted('tries', TRIES, 'count')], {
      id: 'tries',
      label: 'Tries of 7.3',
      unit: 'count',
      formula: 'rounds of kmem_malloc()',
      source: REFERENCES.kmem_malloc73,
      of: sum,
    }),
  'hours-won': (scene) =>
    worked(
      [
        live(scene, 'live|map|kmem_map|free'),
        live(scene, 'live|zone|128|items'),
        rowFigure('week-links'),
      ],
      {
        id: 'hours-won',
        label: 'Hours of leaking that fit into what came back',
        unit: 'count',
        formula: 'free pages × links of a page × 168 ÷ links of a week, rounded',
        source: REFERENCES.seed,
        grade: 'inferred',
        note: 'If links come as in the week of the mail, and nobody else asks.',
        of: ([pages = 0, items = 0, week = 1]) => Math.round((pages * items * HOURS_A_WEEK) / week),
      },
    ),
  'still-in-map': (scene) => {
    const large = live(scene, 'live|holder|holder:large|');
    if (large === null) return null;
    return fromInputs(
      [
        counted('blocks above a page', Number(large.value), 'pages'),
        counted('slabs of several pages', manyPages(scene), 'pages'),
      ],
      {
        id: 'still-in-map',
        label: 'Pages that would need kmem_map on amd64',
        unit: 'pages',
        formula: 'blocks of malloc(9) above a page + slabs of more than one page',
        source: REFERENCES.uma_small_alloc,
        grade: 'inferred',
        note: 'The pages of this run, which is i386; items of a 64-bit kernel are larger.',
        of: sum,
      },
    );
  },
  'kva-amd64': layoutOf('6.2,amd64', 'vm.kvm_size'),
  'kmem-amd64': layoutOf('6.2,amd64', 'vm.kmem_size'),
  'kva-i386': layoutOf('6.2,i386', 'vm.kvm_size'),
  'kmem-i386': layoutOf('6.2,i386', 'vm.kmem_size'),
  'stacks-out': (scene) =>
    fromInputs(
      [
        counted('threads that are out', swappedStacks(scene), 'count'),
        counted('pages of a stack', STACK_PAGES, 'pages'),
      ],
      {
        id: 'stacks-out',
        label: 'Stacks of processes that are swapped out',
        unit: 'pages',
        formula: 'threads that are out × pages of a stack',
        source: REFERENCES.vm_thread_swapout,
        of: ([threads = 0, pages = 0]) => threads * pages,
      },
    ),
  'ram-left': (scene) =>
    worked([live(scene, 'live|pages|available|'), live(scene, 'live|pages|total|')], {
      id: 'ram-left',
      label: 'Share of RAM that is free',
      unit: 'percent',
      formula: '100 × free and cache ÷ v_page_count',
      source: REFERENCES.kmem_malloc,
      of: share,
    }),
};
