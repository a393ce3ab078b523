/** What the third lesson works out: how kernel_map divides into submaps and the rest. */
import { sourceRef } from '../../base/sources';
import type { AnyDerivation } from '../../base/derivation';
import { lessOf, quotientOf, sumOf } from '../arithmetic';
import type { OwnFigures } from '../figures';
import { modelFigure as of } from '../own-figure';
import type { Scene } from '../types';

const size = (scene: Scene, map: string): AnyDerivation | null =>
  of(scene, `boot|region.${map}.size`);

/** Submaps that lie in kernel_map itself; two more lie in clean_map. */
const CHILDREN = ['kmem_map', 'clean_map', 'exec_map', 'pipe_map'];

const submaps = (scene: Scene): AnyDerivation | null =>
  sumOf(
    {
      id: 'submaps',
      label: 'Addresses of the submaps of kernel_map',
      unit: 'B',
      formula: 'kmem_map + clean_map + exec_map + pipe_map',
      source: sourceRef('r62', 'sys/vm/vm_init.c', 'vm_ksubmap_init()'),
    },
    CHILDREN.map((map) => size(scene, map)),
  );

export const FIGURES: OwnFigures = {
  submaps,
  /** what lies in kernel_map and in none of its submaps, as boot lays it out */
  direct: (scene) =>
    lessOf(
      {
        id: 'direct',
        label: 'Laid out by boot in kernel_map itself',
        unit: 'B',
        formula: 'addresses that boot lays out − those of the submaps',
        source: sourceRef('r62', 'sys/vm/vm_kern.c', 'kmem_alloc_nofault()'),
      },
      of(scene, 'boot|accounted'),
      submaps(scene),
    ),
  /** what top(1) calls Buf: the sum of b_kvasize */
  buf: (scene) =>
    sumOf(
      {
        id: 'buf',
        label: 'Buf of top(1): address space of all buffers',
        unit: 'B',
        formula: 'pages that buffer_map has handed out × 4,096: vfs.bufspace',
        source: sourceRef('r62', 'usr.bin/top/machine.c', 'get_system_info()'),
      },
      [of(scene, 'live|map|buffer_map|allocated')],
    ),
  pipesTaken: (scene) =>
    quotientOf(
      {
        id: 'pipesTaken',
        label: 'Share of pipe_map that is handed out',
        unit: 'percent',
        formula: '100 × pages handed out ÷ pages of the map',
        source: sourceRef('r62', 'sys/kern/sys_pipe.c', 'pipespace_new()'),
      },
      of(scene, 'live|map|pipe_map|allocated'),
      of(scene, 'live|map|pipe_map|size'),
    ),
};
