/** What the second lesson works out: addresses in use by page tables, and RAM by owner. */
import { sourceRef } from '../../base/sources';
import type { AnyDerivation, Source } from '../../base/derivation';
import { KIB, MIB } from '../../base/units';
import { constantOf, lessOf, quotientOf, sumOf } from '../arithmetic';
import type { OwnFigures } from '../figures';
import { modelFigure as of } from '../own-figure';
import type { Scene } from '../types';

const PMAP = (fn: string): Source => sourceRef('r62', 'sys/i386/i386/pmap.c', fn);
const TOP = sourceRef('seed', 'the line of top(1)', 'Mem:');

/** kvm_size − kvm_free: what the mail subtracted. */
const used = (scene: Scene): AnyDerivation | null =>
  lessOf(
    {
      id: 'used',
      label: 'Addresses with page tables',
      unit: 'B',
      formula: 'vm.kvm_size − vm.kvm_free',
      source: PMAP('kvm_free()'),
    },
    of(scene, 'boot|vm.kvm_size'),
    of(scene, 'boot|vm.kvm_free'),
  );

const tableBytes = constantOf(
  {
    id: 'table',
    label: 'Addresses of one page table',
    unit: 'B',
    formula: '1,024 entries × 4,096 B',
    source: sourceRef('r62', 'sys/i386/include/pmap.h', 'NBPDR'),
  },
  4 * MIB,
);

/** Parts of the line as top(1) printed it; Buf is none of them. */
const TOP_PARTS: readonly (readonly [label: string, bytes: number])[] = [
  ['41M Active', 41 * MIB],
  ['1268K Inact', 1268 * KIB],
  ['102M Wired', 102 * MIB],
  ['94M Free', 94 * MIB],
];
const topPart = ([label, bytes]: (typeof TOP_PARTS)[number]): AnyDerivation => ({
  ...constantOf(
    { id: `top.${label}`, label, unit: 'B', formula: 'as top(1) printed it', source: TOP },
    bytes,
  ),
  grade: 'user-data',
});

const OWN_ZONES = ['PV ENTRY', 'KMAP ENTRY', 'SWAPMETA'];

const frames = (scene: Scene, holder: string): AnyDerivation | null =>
  of(scene, `live|holder|${holder}|`);

export const FIGURES: OwnFigures = {
  used,
  table: () => tableBytes,
  tables: (scene) =>
    quotientOf(
      {
        id: 'tables',
        label: 'Page tables of the kernel',
        unit: 'count',
        formula: 'addresses with page tables ÷ addresses of one page table',
        source: PMAP('pmap_growkernel()'),
      },
      used(scene),
      tableBytes,
    ),
  top: () =>
    sumOf(
      {
        id: 'top',
        label: 'Active, Inact, Wired and Free of top(1)',
        unit: 'B',
        formula: 'sum of the line without Buf',
        source: TOP,
      },
      TOP_PARTS.map(topPart),
    ),
  /** RAM that the VM never got: the kernel, its first tables, the message buffer */
  outside: (scene) =>
    lessOf(
      {
        id: 'outside',
        label: 'RAM that the kernel keeps outside of the VM',
        unit: 'pages',
        formula: 'installed RAM − v_page_count',
        source: sourceRef('r62', 'sys/vm/vm_page.c', 'vm_page_startup()'),
      },
      of(scene, 'boot|spec.ram'),
      of(scene, 'boot|v_page_count'),
    ),
  /** frames of zones that have addresses of their own in kernel_map */
  ownZones: (scene) =>
    sumOf(
      {
        id: 'ownZones',
        label: 'Frames of the zones PV ENTRY, KMAP ENTRY and SWAPMETA',
        unit: 'pages',
        formula: 'sum of their frames',
        source: sourceRef('r62', 'sys/vm/uma_core.c', 'uma_zone_set_obj()'),
      },
      OWN_ZONES.map((zone) => frames(scene, `zone:${zone}`)),
    ),
  /** kernel stacks and page directories: RAM that comes and goes with processes */
  perProcess: (scene) =>
    sumOf(
      {
        id: 'perProcess',
        label: 'Frames of kernel stacks and page directories',
        unit: 'pages',
        formula: 'frames of stacks + frames of page tables',
        source: sourceRef('r62', 'sys/vm/vm_glue.c', 'vm_thread_new()'),
      },
      [frames(scene, 'holder:stacks'), frames(scene, 'holder:tables')],
    ),
  /** share of the wired frames that lie in kmem_map */
  kmemShare: (scene) =>
    quotientOf(
      {
        id: 'kmemShare',
        label: 'Share of kmem_map in wired RAM',
        unit: 'percent',
        formula: '100 × frames behind kmem_map ÷ v_wire_count',
        source: sourceRef('r62', 'sys/vm/vm_kern.c', 'kmem_malloc()'),
      },
      of(scene, 'live|reach|map:kmem_map|frames'),
      of(scene, 'live|pages|wired|'),
    ),
  apertureShare: (scene) =>
    quotientOf(
      {
        id: 'apertureShare',
        label: 'Share of the AGP aperture in addresses with page tables',
        unit: 'percent',
        formula: '100 × aperture ÷ addresses with page tables',
        source: sourceRef('r62', 'sys/pci/agp.c', 'agp_generic_attach()'),
      },
      of(scene, 'boot|region.agp_aperture.size'),
      used(scene),
    ),
  /** the goal of the task: so near that the daemon is about to run, or has run */
  near: (scene) => {
    const wake = of(scene, 'live|mark|wake|');
    return sumOf(
      {
        id: 'near',
        label: 'Twice the mark at which the page daemon wakes',
        unit: 'pages',
        formula: 'mark + mark',
        source: sourceRef('r62', 'sys/sys/vmmeter.h', 'vm_paging_needed()'),
      },
      [wake, wake],
    );
  },
};
