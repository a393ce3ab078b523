/** What the fourth lesson works out: kmem_map on other machines, and two clocks of the same leak. */
import { sourceRef } from '../../base/sources';
import type { AnyDerivation, Derivation } from '../../base/derivation';
import { GIB, MIB, bytes } from '../../base/units';
import { bootLayout } from '../../sim';
import { lessOf, quotientOf, sumOf } from '../arithmetic';
import { rowFigure } from '../reports';
import type { Head } from '../own-figure';
import type { OwnFigures } from '../figures';
import { modelFigure as of } from '../own-figure';
import type { Scene } from '../types';

const KMEMINIT = sourceRef('r62', 'sys/kern/kern_malloc.c', 'kmeminit()');
const MAIL = sourceRef('seed', 'vmstat -m a week after the restart', 'libalias');

/** A value of the boot of the same machine with other RAM. */
const atRam = (scene: Scene, ram: number, id: string): AnyDerivation | null => {
  const layout = bootLayout({ ...scene.timeline.machine, ram: bytes(ram) });
  if (!layout.ok) return null;
  return Object.values(layout.value.values).find((d) => d.id === id) ?? null;
};

const same = (id: string, label: string, d: AnyDerivation | null): Derivation | null =>
  sumOf({ id, label, unit: 'B', formula: 'as kmeminit() works it out', source: KMEMINIT }, [d]);

/** A number of frames less what divides it, in whole pages. */
const third = (scene: Scene, id: string, pages: AnyDerivation | null): Derivation | null => {
  const d = quotientOf(
    {
      id,
      label: 'Frames of the VM ÷ vm.kmem_size_scale',
      unit: 'pages',
      formula: 'v_page_count ÷ scale, rounded down',
      source: KMEMINIT,
    },
    pages,
    of(scene, 'boot|kmem_scale'),
  );
  return d === null ? null : { ...d, value: Math.floor(d.value) };
};

const room = (scene: Scene, id: string, map: AnyDerivation | null): Derivation | null =>
  lessOf(
    {
      id,
      label: 'Pages of kmem_map that others leave to the links',
      unit: 'pages',
      formula: 'pages of the map − (pages of the router’s map − those of its zone 128)',
      source: MAIL,
      note: 'Takes it that everybody else needs as much as on the router.',
    },
    map,
    lessOf(
      {
        id: 'others',
        label: 'Held in kmem_map by others at the panic',
        unit: 'pages',
        formula: 'pages of kmem_map − pages of zone 128',
        source: MAIL,
      },
      of(scene, 'seed|ledger.map'),
      of(scene, 'seed|zone.128.pages'),
    ),
  );

const room256 = (scene: Scene): Derivation | null =>
  room(scene, 'room256', of(scene, 'seed|ledger.map'));
const room1g = (scene: Scene): Derivation | null =>
  room(scene, 'room1g', atRam(scene, GIB, 'vm.kmem_size'));

/** Links that were in use a week after the restart, as the mail says. */
const perWeek: Derivation = { ...rowFigure('week-links'), id: 'own|perWeek' };

const weeks = (scene: Scene, id: string, pages: Derivation | null): Derivation | null => {
  const links = of(scene, 'seed|keg.128.ipers');
  if (pages === null || links === null) return null;
  const head: Head = {
    id,
    label: 'Weeks until the map is full',
    unit: 'count',
    formula: 'pages left × links of a page ÷ links of a week, rounded',
    source: MAIL,
    note: 'Takes it that links go on leaking as in the one week that the mail reports.',
  };
  const d = sumOf(head, [pages, links, perWeek]);
  const value = Math.round((pages.value * Number(links.value)) / perWeek.value);
  return d === null ? null : { ...d, value, grade: 'inferred' };
};

export const FIGURES: OwnFigures = {
  at512: (scene) => same('at512', 'kmem_map with 512 MB', atRam(scene, 512 * MIB, 'vm.kmem_size')),
  ram512: (scene) => same('ram512', '512 MB of RAM', atRam(scene, 512 * MIB, 'spec.ram')),
  at4g: (scene) => same('at4g', 'kmem_map with 4 GB', atRam(scene, 4 * GIB, 'vm.kmem_size')),
  third4g: (scene) => third(scene, 'third4g', atRam(scene, 4 * GIB, 'v_page_count')),
  ram4g: (scene) => same('ram4g', '4 GB of RAM', atRam(scene, 4 * GIB, 'spec.ram')),
  third: (scene) => third(scene, 'third', of(scene, 'boot|v_page_count')),
  /** what no setting gets past */
  twice: (scene) => {
    const pages = of(scene, 'boot|v_page_count');
    return sumOf(
      {
        id: 'twice',
        label: 'Twice the frames that the VM has',
        unit: 'B',
        formula: '2 × v_page_count × 4,096',
        source: KMEMINIT,
      },
      [pages, pages],
    );
  },
  room256,
  room1g,
  longer: (scene) =>
    quotientOf(
      {
        id: 'longer',
        label: 'How many times as many links',
        unit: 'count',
        formula: 'pages left to links with 1 GB ÷ pages left with 256 MB',
        source: MAIL,
      },
      room1g(scene),
      room256(scene),
    ),
  weeks256: (scene) => weeks(scene, 'weeks256', room256(scene)),
  weeks1g: (scene) => weeks(scene, 'weeks1g', room1g(scene)),
  perWeek: () => perWeek,
  laidOut: (scene) =>
    quotientOf(
      {
        id: 'laidOut',
        label: 'Share of kernel_map that boot lays out',
        unit: 'percent',
        formula: '100 × addresses that boot lays out ÷ vm.kvm_size',
        source: sourceRef('r62', 'sys/vm/vm_init.c', 'vm_ksubmap_init()'),
      },
      of(scene, 'boot|accounted'),
      of(scene, 'boot|vm.kvm_size'),
    ),
  /** how large kmem_map is against that of the machine without tunables */
  grown: (scene) => {
    const plain = bootLayout({ ...scene.timeline.machine, tunables: {} });
    const before = plain.ok ? (plain.value.values['vm.kmem_size'] ?? null) : null;
    return quotientOf(
      {
        id: 'grown',
        label: 'kmem_map against that without tunables',
        unit: 'percent',
        formula: '100 × vm.kmem_size ÷ vm.kmem_size of the same RAM by default',
        source: KMEMINIT,
      },
      of(scene, 'boot|vm.kmem_size'),
      before,
    );
  },
};
