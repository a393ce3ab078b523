/** What each picture of the room draws, as a short log of one well-known state: the end of the capped leak. */
import { beforeAll, describe, expect, it } from 'vitest';
import { mapExtent, mapNumber, newSurvey, runScenario, updateSurvey } from '../../sim';
import type { Survey, Timeline } from '../../sim';
import type { Column } from '../ruler/types';
import { noCells } from './cells';
import type { CellPicture } from './cells';
import { openColumns } from './open-columns';
import { drawPages } from './page-picture';
import { resolve } from './place';
import { queuesView } from './queues';
import { drawRam } from './ram-picture';
import { drawSlabs } from './slab-picture';
import { swapView } from './swap-view';

let t: Timeline;
let s: Survey;
beforeAll(() => {
  const run = runScenario('ng_nat_capped');
  if (!run.ok) throw new Error(run.error);
  t = run.value;
  s = newSurvey(t.sim.kernel);
  updateSurvey(t.sim.kernel, s);
});

/** Runs of cells: label, first cell, how many, and how the first is drawn. */
const runs = (p: CellPicture): string[] => [
  `${p.count} cells`,
  ...p.runs
    .filter((r) => r.size > 20)
    .map((r) => `${r.label}: ${r.from} + ${r.size}, code ${String(p.codes[r.from])}`),
];
const bands = (c: Column | null): string[] =>
  c === null
    ? []
    : [
        `${c.title}, ${c.extent}`,
        ...c.bands
          .slice(0, 6)
          .map((b) => `${b.label}: ${b.from} + ${b.size}, ${b.owner} ${b.backing}`),
      ];

describe('draws', () => {
  it('the regions of the kernel map, and what is open of it', () => {
    const k = t.sim.kernel;
    const slab = k.uma.keg.full.get(k.uma.zone.keg.get(k.uma.names.indexOf('libalias')));
    const address = `0x${(k.uma.slab.page.get(slab) * 4096).toString(16)}`;
    const selected = resolve(k, s, `item:${address}`);
    const open = openColumns(k, s, { selected, open: 'kmem_map', order: 'owners' });
    expect({
      kernel: bands(open.kernel),
      slabs: open.slabs,
      slab: bands(open.slab).slice(0, 4),
      item: bands(open.item),
    }).toMatchInlineSnapshot(`
      {
        "item": [
          "Item 1, 96 B",
          "live: 0 + 96, uma resident",
        ],
        "kernel": [
          "Kernel map, 1,024 MB",
          "kernel: 0 + 20971520, meta resident",
          "SYSMAPs: 20971520 + 159744, meta reserved",
          "UMA boot pages: 21131264 + 208896, uma resident",
          "vm_page_array: 21340160 + 4718592, meta resident",
          "PV ENTRY zone: 26058752 + 12779520, meta reserved",
          "kmem_map: 38838272 + 83415040, malloc reserved",
        ],
        "slab": [
          "One slab, 4,096 B",
          "1 live: 0 + 96, uma resident",
          "2 live: 96 + 96, uma resident",
          "3 live: 192 + 96, uma resident",
        ],
        "slabs": 1639,
      }
    `);
  });
  it('the pages of kmem_map', () => {
    const k = t.sim.kernel;
    const map = mapNumber(k, 'kmem_map');
    const plain = { hue: 'free', look: 'none' } as const;
    const p = noCells();
    const range = { map, ...mapExtent(k, map) };
    drawPages(k, s, { range, order: 'owners', plain, marks: null }, p);
    expect(runs(p)).toMatchInlineSnapshot(`
      [
        "20365 cells",
        "libalias: 6 + 1639, code 21",
        "holes: 1645 + 18720, code 120",
      ]
    `);
  });
  it('the slabs of a zone', () => {
    const p = noCells();
    drawSlabs(t.sim.kernel, { id: 'zone:libalias', order: 'owners' }, p);
    expect(runs(p)).toMatchInlineSnapshot(`
      [
        "1639 cells",
        "all live: 0 + 1639, code 21",
      ]
    `);
  });
  it('the frames of RAM', () => {
    const p = noCells();
    drawRam(t.sim.kernel, s, { arrangement: 'queue', colour: 'holder', marks: null }, p);
    expect(runs(p)).toMatchInlineSnapshot(`
      [
        "61096 cells",
        "wired: libalias: 6 + 1639, code 21",
        "wired: kernel_object: 1645 + 255, code 63",
        "free: 1900 + 59196, code 77",
      ]
    `);
  });
  it('queues and swap', () => {
    const q = queuesView(t.sim.kernel, s);
    expect([
      ...q.bars.map(
        (b) => `${b.place} ${b.size}: ${b.parts.map((x) => `${x.owner} ${x.size}`).join(', ')}`,
      ),
      ...q.marks.map((m) => `${m.id} ${m.at}`),
      JSON.stringify(swapView(t.sim.kernel)),
    ]).toMatchInlineSnapshot(`
      [
        "wired 1900: malloc 4, uma 1641, meta 255",
        "active 0: ",
        "inactive 0: ",
        "cache 0: ",
        "hold 0: ",
        "free 59196: free 59196",
        "severe 313",
        "min 465",
        "wake 2182",
        "goal 4042",
        "{"total":0,"used":0,"out":0,"in":0,"isFull":true,"isAlmostFull":true,"state":"The machine has no swap device: nothing that is dirty and has no file can leave RAM."}",
      ]
    `);
  });
});
