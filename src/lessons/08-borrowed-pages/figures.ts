/** What lesson 8 works out itself. */
import { PLACES, framesAt, framesOfProcess, placeOfSfBuf, procRows, stateFigures } from '../../sim';
import type { Kernel } from '../../sim';
import { PAGE_SIZE } from '../../base/units';
import type { OwnFigures } from '../figures';
import { counted, follows, fromInputs, less, sum } from '../own-figure';
import { REFERENCES } from '../references';
import type { Scene } from '../types';

/** Frames that sf_bufs show and somebody has wired: pages under way. */
const lentFrames = (k: Kernel, sfBufs: number): readonly number[] =>
  Array.from({ length: sfBufs }, (_, i) => framesAt(k, placeOfSfBuf(k, i + 1)))
    .flat()
    .filter((f) => PLACES[k.phys.frame.queue.get(f)] === 'wired');

const lent = ({ timeline }: Scene): readonly number[] =>
  lentFrames(timeline.sim.kernel, stateFigures(timeline).net.sfBufs.total);

/** Lent frames that no process maps any more. */
const replaced = (scene: Scene): number => {
  const k = scene.timeline.sim.kernel;
  const mapped = new Set(procRows(k).flatMap((p) => framesOfProcess(k, p.process)));
  return lent(scene).filter((f) => !mapped.has(f)).length;
};

export const FIGURES: OwnFigures = {
  borrowed: ({ timeline }) =>
    fromInputs([counted('pages held', stateFigures(timeline).pipes.borrowed, 'pages')], {
      id: 'borrowed',
      label: 'Pages of writers that direct writes hold',
      unit: 'pages',
      formula: 'pages held by all pipes',
      source: REFERENCES.pipe_build_write_buffer,
      of: sum,
    }),
  'direct-kva': ({ timeline }) =>
    fromInputs([counted('taken', stateFigures(timeline).pipes.directKva / PAGE_SIZE, 'pages')], {
      id: 'direct-kva',
      label: 'Addresses of kernel_map for direct writes',
      unit: 'pages',
      formula:
        'address space that direct writes took of kernel_map; none where pages are only held',
      source: REFERENCES.pipe_build_write_buffer,
      of: sum,
    }),
  'sf-peak': ({ timeline }) =>
    fromInputs([counted('nsfbufspeak', stateFigures(timeline).net.sfBufs.peak, 'count')], {
      id: 'sf-peak',
      label: 'sf_bufs in use at once, at most',
      unit: 'count',
      formula: 'most that were in use since boot',
      source: REFERENCES.uiomove_fromphys,
      of: sum,
    }),
  pipekva: ({ timeline }) =>
    fromInputs([counted('sum of buffers', stateFigures(timeline).pipes.kva, 'B')], {
      id: 'pipekva',
      label: 'Address space of pipe buffers',
      unit: 'B',
      formula: 'sizes of all pipe buffers: kern.ipc.pipekva',
      source: REFERENCES.pipespace_new,
      of: sum,
    }),
  half: (scene) =>
    follows(scene, ['boot|maxpipekva'], {
      id: 'half',
      label: 'Half of pipe_map',
      unit: 'B',
      formula: 'maxpipekva ÷ 2',
      source: REFERENCES.pipe_write,
      of: ([max = 0]) => Math.floor(max / 2),
    }),
  'three-quarters': (scene) =>
    follows(scene, ['boot|maxpipekva'], {
      id: 'three-quarters',
      label: 'Three quarters of pipe_map',
      unit: 'B',
      formula: '3 × maxpipekva ÷ 4',
      source: REFERENCES.pipe_write,
      of: ([max = 0]) => Math.floor((3 * max) / 4),
    }),
  lent: (scene) =>
    fromInputs([counted('frames', lent(scene).length, 'pages')], {
      id: 'lent',
      label: 'Pages lent to sockets',
      unit: 'pages',
      formula: 'wired frames that an sf_buf shows',
      source: REFERENCES.socow_setup,
      of: sum,
    }),
  replaced: (scene) =>
    fromInputs([counted('frames', replaced(scene), 'pages')], {
      id: 'replaced',
      label: 'Lent pages that their process had to replace',
      unit: 'pages',
      formula: 'lent frames that no process maps',
      source: REFERENCES.vm_page_cowfault,
      of: sum,
    }),
  saved: (scene) =>
    fromInputs(
      [counted('lent', lent(scene).length, 'pages'), counted('replaced', replaced(scene), 'pages')],
      {
        id: 'saved',
        label: 'Copies that lending saved',
        unit: 'pages',
        formula: 'pages lent − pages replaced',
        source: REFERENCES.vm_page_cowfault,
        of: less,
      },
    ),
};
