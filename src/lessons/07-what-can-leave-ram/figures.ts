/** What lesson 7 works out itself. */
import type { DerivationInput } from '../../base/derivation';
import { PAGE_SIZE } from '../../base/units';
import { thingsOf } from '../../viewmodel/running/thing-tables';
import type { OwnFigures } from '../figures';
import { counted, follows, fromInputs, less, sum, worked } from '../own-figure';
import { STACK_PAGES } from '../constants';
import { REFERENCES } from '../references';
import type { Scene } from '../types';

type Table = 'processes' | 'pipes';
const total = (scene: Scene, table: Table, column: string): number =>
  sum(thingsOf(scene.timeline, table).map((x) => Number(x.cells[column] ?? 0)));

/** A column of the files in use, directories left out. */
const ofFiles = (scene: Scene, column: string): readonly number[] =>
  thingsOf(scene.timeline, 'vnodes')
    .filter((x) => x.held !== '')
    .map((x) => Number(x.cells[column] ?? 0));

/** Pages of the files in use, in RAM or not. */
const filePages = (scene: Scene): DerivationInput =>
  counted(
    'pages of files',
    sum(ofFiles(scene, 'size').map((n) => Math.ceil(n / PAGE_SIZE))),
    'pages',
  );

const pipeData = (scene: Scene) =>
  fromInputs([counted('bytes in all pipes', total(scene, 'pipes', 'inBuffer'), 'B')], {
    id: 'pipe-data',
    label: 'Pages of pipes that hold data',
    unit: 'pages',
    formula: 'bytes in all pipes ÷ 4,096',
    source: REFERENCES.pipespace_new,
    note: 'Right where the data of each pipe fills whole pages.',
    of: ([n = 0]) => n / PAGE_SIZE,
  });

const pipesInRam = (scene: Scene) =>
  follows(scene, ['live|holder|holder:pipes|'], {
    id: 'pipe-in-ram',
    label: 'Pages of pipes in RAM',
    unit: 'pages',
    formula: 'frames that pipe buffers hold',
    source: REFERENCES.pipespace_new,
    of: sum,
  });

export const FIGURES: OwnFigures = {
  'in-use': (scene) =>
    follows(scene, ['live|pages|total|', 'live|pages|free|'], {
      id: 'in-use',
      label: 'Frames in use',
      unit: 'pages',
      formula: 'v_page_count − v_free_count',
      source: REFERENCES.vm_pageout_scan,
      of: less,
    }),
  files: (scene) =>
    fromInputs([filePages(scene)], {
      id: 'files',
      label: 'Pages of the files in use',
      unit: 'pages',
      formula: 'sizes of all files in use, each rounded up to a page',
      source: REFERENCES.vnode_pager_putpages,
      of: sum,
    }),
  'files-gone': (scene) =>
    fromInputs([filePages(scene), counted('in RAM', sum(ofFiles(scene, 'resident')), 'pages')], {
      id: 'files-gone',
      label: 'Pages of files that are not in RAM',
      unit: 'pages',
      formula: 'pages of files − those of them in RAM',
      source: REFERENCES.vm_pageout_scan,
      of: less,
    }),
  'files-left': (scene) =>
    fromInputs([counted('in RAM', sum(ofFiles(scene, 'resident')), 'pages')], {
      id: 'files-left',
      label: 'Pages of files that are in RAM',
      unit: 'pages',
      formula: 'pages of the files in use that have a frame',
      source: REFERENCES.vfs_vmio_release,
      of: sum,
    }),
  'pipe-data': pipeData,
  'pipe-out': (scene) =>
    worked([pipeData(scene), pipesInRam(scene)], {
      id: 'pipe-out',
      label: 'Pages of pipes on swap space only',
      unit: 'pages',
      formula: 'pages that hold data − those of them in RAM',
      source: REFERENCES.vm_pageout_scan,
      of: less,
    }),
  stacks: (scene) =>
    fromInputs(
      [
        counted('threads', total(scene, 'processes', 'threads'), 'count'),
        counted('pages of a stack', STACK_PAGES, 'pages'),
      ],
      {
        id: 'stacks',
        label: 'Kernel stacks of all processes',
        unit: 'pages',
        formula: 'threads × pages of a stack',
        source: REFERENCES.vm_thread_new,
        of: ([threads = 0, pages = 0]) => threads * pages,
      },
    ),
  'pageable-kva': (scene) =>
    follows(scene, ['live|map|pipe_map|size', 'live|map|exec_map|size'], {
      id: 'pageable-kva',
      label: 'Kernel address space that is paged on demand',
      unit: 'pages',
      formula: 'size of pipe_map + size of exec_map',
      source: REFERENCES.vm_map_lookup,
      of: sum,
    }),
  'wake-gap': (scene) =>
    follows(scene, ['live|pages|available|', 'live|mark|wake|'], {
      id: 'wake-gap',
      label: 'Pages to go until the page daemon wakes',
      unit: 'pages',
      formula: 'free and cache − mark of the daemon; 0 = it wakes',
      source: REFERENCES.vm_pageout,
      of: ([now = 0, mark = 0]) => Math.max(now - mark + 1, 0),
    }),
};
