/**
 * Map, table and words count the same, in whatever state random commands of all parts leave a kernel:
 * processes, pipes, files, swap and sockets among them.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  PLACES,
  SEED_MACHINE,
  Timeline,
  mapExtent,
  mapNumber,
  newSurvey,
  stateSummary,
  updateSurvey,
} from '../../src/sim';
import type { Command, Kernel, Survey } from '../../src/sim';
import { formatAddress } from '../../src/base/format';
import { anyScript } from '../../src/sim/oracle/arbitraries';
import { askedNow } from '../../src/viewmodel/running/askers';
import { DIM, HOLE } from '../../src/viewmodel/running/cell-codes';
import { cellOf, noCells, thingAt } from '../../src/viewmodel/running/cells';
import { deriveLive } from '../../src/viewmodel/running/derive';
import { liveId } from '../../src/viewmodel/running/derive-zone';
import { freeFrames, liveHeadline } from '../../src/viewmodel/running/headline';
import { holdersOf } from '../../src/viewmodel/running/holders';
import { BARE } from '../../src/viewmodel/running/insides';
import { liveKernelColumn } from '../../src/viewmodel/running/kernel-column';
import { ramLink } from '../../src/viewmodel/running/link';
import { countMarks, frameMarks, marksIn } from '../../src/viewmodel/running/marks';
import { openColumns } from '../../src/viewmodel/running/open-columns';
import { drawPages } from '../../src/viewmodel/running/page-picture';
import { resolve } from '../../src/viewmodel/running/place';
import { markProfile } from '../../src/viewmodel/running/profile';
import { queuesView } from '../../src/viewmodel/running/queues';
import { drawRam } from '../../src/viewmodel/running/ram-picture';
import type { RamView } from '../../src/viewmodel/running/ram-picture';
import { PLACE_ORDER } from '../../src/viewmodel/running/ram-layout';
import { ramRows } from '../../src/viewmodel/running/ram-rows';
import type { RamRow } from '../../src/viewmodel/running/ram-rows';
import { ramTarget } from '../../src/viewmodel/running/ram-target';
import { reachFigures } from '../../src/viewmodel/running/reach-figures';
import { regionRows } from '../../src/viewmodel/running/regions';
import { relationsOf } from '../../src/viewmodel/running/relations';
import { swapView } from '../../src/viewmodel/running/swap-view';
import { tableRows } from '../../src/viewmodel/running/tables';
import { idOfPage } from '../../src/viewmodel/running/thing-place';
import { childId, parentId } from '../../src/viewmodel/running/zoom';

const SEED = 12;

const after = (commands: readonly Command[]): Timeline => {
  const t = Timeline.boot(SEED_MACHINE, 1);
  if (!t.ok) throw new Error(t.error);
  for (const c of commands) if (t.value.sim.panic === null) t.value.push(c);
  return t.value;
};
const surveyOf = (k: Kernel): Survey => {
  const s = newSurvey(k);
  updateSurvey(k, s);
  return s;
};
const ARRANGEMENTS = ['owner', 'queue', 'address'] as const;
const COLOURS = ['holder', 'paging', 'age', 'zone', 'asked'] as const;

/** Frames on each queue, counted four ways. */
const queuesAgree = (t: Timeline, s: Survey): void => {
  const k = t.sim.kernel;
  const { pages, swap } = stateSummary(t);
  const wanted = {
    wired: pages.wired,
    active: pages.active,
    inactive: pages.inactive,
    cache: pages.cache,
    hold: pages.held,
    free: pages.free,
  };
  const rows = ramRows(k, s);
  const sums = Object.fromEntries(
    PLACES.map((p) => [p, rows.reduce((n, r) => n + r.places[p], 0)]),
  );
  const bars = Object.fromEntries(queuesView(k, s).bars.map((b) => [b.place, b.size]));
  expect(sums).toEqual(wanted);
  expect(bars).toEqual(wanted);
  expect(freeFrames(t)).toBe(pages.free);
  expect(swapView(k)).toMatchObject({ total: swap.total, used: swap.used });
  for (const row of rows)
    expect([row.id, Number(deriveLive({ timeline: t, survey: s }, row.why)?.value)]).toEqual([
      row.id,
      row.frames,
    ]);
};

/** The table of RAM as the picture has it: a row a run, in the same order. */
const runsOfRows = (rows: readonly RamRow[], arrangement: 'owner' | 'queue') =>
  arrangement === 'owner'
    ? rows.map((r) => [r.id, r.label, r.owner, r.shade, r.frames])
    : PLACE_ORDER.flatMap((place) =>
        rows
          .filter((r) => r.places[place] > 0)
          .map((r) => {
            const label = place === 'free' ? r.label : `${place}: ${r.label}`;
            return [r.id, label, r.owner, r.shade, r.places[place]];
          }),
      );

/** Every arrangement shows every frame, and row by row what the table says. */
const ramAgrees = (t: Timeline, s: Survey, id: string): void => {
  const k = t.sim.kernel;
  const selected = resolve(k, s, id);
  const marks = marksIn(t, s, selected, new Uint8Array(0));
  const p = noCells();
  for (const arrangement of ARRANGEMENTS)
    for (const colour of COLOURS) {
      const asked = colour === 'asked' ? askedNow(t, s) : null;
      drawRam(k, s, { arrangement, colour, marks, asked }, p);
      expect(p.count).toBe(k.phys.pages);
      if (arrangement === 'address') {
        const front = p.codes.subarray(0, p.count).filter((c) => (c & DIM) === 0).length;
        expect(front).toBe(marks === null ? p.count : countMarks(marks));
        continue;
      }
      const rows = runsOfRows(ramRows(k, s, asked), arrangement);
      expect(p.runs.map((r) => [r.id, r.label, r.owner, r.shade, r.amount])).toEqual(rows);
      const chosen = p.chosen.reduce((n, c) => n + c.size, 0);
      expect([id, colour, chosen]).toEqual([id, colour, countMarks(marks)]);
      for (const c of p.chosen) {
        const frame = thingAt(p, c.from);
        expect(marks?.[frame]).toBe(1);
        expect(cellOf(p, frame)).toBe(c.from);
      }
    }
};

/** The list of regions as the first column has it: a row a band, in the same order. */
const regionsAgree = (k: Kernel): void => {
  const column = liveKernelColumn(k, '', {});
  expect(regionRows(k, column).map((r) => [r.id, r.label, r.owner, r.address, r.bytes])).toEqual(
    column.bands.map((b) => [b.id, b.label, b.owner, formatAddress(b.address!), b.size]),
  );
};

/** The pages of a map by who holds or asked: frame by frame what the picture of RAM shows. */
const pagesAgree = (t: Timeline, s: Survey, isAsked: boolean): void => {
  const k = t.sim.kernel;
  const asked = isAsked ? askedNow(t, s) : null;
  const holders = asked?.holders ?? holdersOf(k);
  const { holder } = asked?.survey ?? s;
  const map = mapNumber(k, 'kmem_map');
  const range = { map, ...mapExtent(k, map) };
  const p = noCells();
  drawPages(k, s, { range, order: 'owners', plain: BARE, marks: null, asked }, p);
  const behind = new Map<string, number>();
  for (let page = range.start; page < range.end; page += 1) {
    const f = k.frameAt.get(page - k.kmem.base);
    const { id } = holders.of(holder[f] ?? 0);
    if (f !== 0) behind.set(id, (behind.get(id) ?? 0) + 1);
  }
  for (const [id, frames] of behind)
    expect([isAsked, id, p.runs.find((r) => r.id === id)?.amount ?? 0]).toEqual([
      isAsked,
      id,
      frames,
    ]);
};

/** Regions, maps table, headline and the pages of a map. */
const mapsAgree = (t: Timeline, s: Survey): void => {
  const k = t.sim.kernel;
  regionsAgree(k);
  for (const isAsked of [false, true]) pagesAgree(t, s, isAsked);
  const table = new Map(tableRows(t, 'maps').map((r) => [r.name, r.figures]));
  for (const row of regionRows(k, liveKernelColumn(k, '', {}))) {
    if (row.used === null || row.hole === null) continue;
    const figures = table.get(row.id);
    const [size, used, , hole] = figures ?? [];
    expect([row.id, row.bytes / 4096, row.used.pages, row.hole.pages]).toEqual([
      row.id,
      size,
      used,
      hole,
    ]);
    const live = { timeline: t, survey: s };
    expect(Number(deriveLive(live, row.used.why)?.value)).toBe(used);
    const map = mapNumber(k, row.id);
    const range = { map, ...mapExtent(k, map) };
    const p = noCells();
    const plain = { hue: 'free', look: 'tint' } as const;
    for (const order of ['owners', 'addresses'] as const) {
      drawPages(k, s, { range, order, plain, marks: null }, p);
      const paper = p.codes.subarray(0, p.count).filter((c) => c === HOLE).length;
      expect([row.id, order, p.count - paper]).toEqual([row.id, order, used]);
    }
  }
  const kmem = table.get('kmem_map');
  expect(liveHeadline(t).kmem).toEqual({
    size: kmem?.[0],
    allocated: kmem?.[1],
    hole: kmem?.[3],
  });
};

/** Everything that a table can select: it is found, marked, linked, and its figures are derived. */
const selectionsAgree = (t: Timeline, s: Survey): void => {
  const k = t.sim.kernel;
  const live = { timeline: t, survey: s };
  const ids = (['zones', 'maps', 'processes', 'pipes', 'buffers', 'vnodes'] as const).flatMap(
    (table) => tableRows(t, table).map((r) => r.selects),
  );
  for (const id of ids.filter((x) => x !== '')) {
    const selected = resolve(k, s, id);
    const marks = frameMarks(k, s, selected, new Uint8Array(0));
    const frames = countMarks(marks);
    const link = ramLink(k, selected, marks);
    for (const { figure } of link?.parts ?? []) {
      if (figure === undefined) continue;
      const d = deriveLive(live, liveId(...figure.of));
      expect([id, figure.of, Number(d?.value)]).toEqual([id, figure.of, figure.value]);
    }
    const reach = reachFigures(k, id);
    if (reach !== null) {
      expect([id, reach.frames]).toEqual([id, frames]);
      const why = `live|reach|${id}|frames`;
      expect(Number(deriveLive(live, why)?.value)).toBe(frames);
      expect(Object.values(reach.places).reduce((a, b) => a + b, 0)).toBe(frames);
      expect(reach.places.free).toBe(0);
    }
    for (const relation of relationsOf(k, selected))
      expect([relation.id, resolve(k, s, relation.id).kind]).not.toEqual([relation.id, 'none']);
    const parent = parentId(k, selected);
    if (parent !== '') expect([id, parent, resolve(k, s, parent).kind]).not.toContain('none');
    const child = childId(k, s, selected);
    if (child !== '') expect([id, child, resolve(k, s, child).kind]).not.toContain('none');
  }
};

/** Columns open on a selection, and the link ends at one of its frames. */
const columnsAgree = (t: Timeline, s: Survey, id: string): void => {
  const k = t.sim.kernel;
  const selected = resolve(k, s, id);
  const orders = ['owners', 'addresses'] as const;
  for (const [order, asked] of orders.flatMap(
    (o) =>
      [
        [o, null],
        [o, askedNow(t, s)],
      ] as const,
  )) {
    const open = openColumns(k, s, { selected, open: 'kmem_map', order, asked });
    expect(open.kernel.bands.reduce((n, b) => n + b.size, 0)).toBe(open.kernel.size);
    for (const f of open.framed)
      if (f !== null) expect(f.from >= 0 && f.from + f.size <= f.of + 1e-6).toBe(true);
    if (open.thing !== null)
      expect(open.thing.bands.reduce((n, b) => n + b.size, 0)).toBe(open.thing.size);
  }
  const marks = marksIn(t, s, selected, new Uint8Array(0));
  if (marks === null) return;
  const shape = { frames: k.phys.pages, per: 1, perRow: 256 };
  for (const [arrangement, colour] of ARRANGEMENTS.flatMap(
    (a) =>
      [
        [a, 'holder'],
        [a, 'asked'],
      ] as const,
  )) {
    const asked = colour === 'asked' ? askedNow(t, s) : null;
    const view: Pick<RamView, 'arrangement' | 'colour' | 'asked'> = { arrangement, colour, asked };
    const target = ramTarget({ k, s, selected, marks }, shape, view);
    expect(target === null).toBe(countMarks(marks) === 0);
    if (target === null) continue;
    expect(target.row).toBeGreaterThan(0);
    expect(target.row).toBeLessThan(Math.ceil(k.phys.pages / 256));
  }
  const { rows } = markProfile(marks, k.phys.pages, 256);
  expect(rows.reduce((a, b) => a + b, 0)).toBe(countMarks(marks));
};

describe('in any state', () => {
  it('map, table and words count the same', () => {
    fc.assert(
      fc.property(anyScript(20, 60), fc.nat(), (commands, pick) => {
        const t = after(commands);
        const k = t.sim.kernel;
        const s = surveyOf(k);
        queuesAgree(t, s);
        mapsAgree(t, s);
        selectionsAgree(t, s);
        const ids = ['zones', 'processes', 'pipes', 'buffers', 'vnodes'] as const;
        const all = ids.flatMap((table) => tableRows(t, table).map((r) => r.selects));
        const frame = `frame:${1 + (pick % k.phys.pages)}`;
        for (const id of [
          '',
          'holder:user',
          'map:buffer_map',
          'asker:kernel',
          'type:temp',
          frame,
          all[pick % all.length] ?? '',
        ]) {
          ramAgrees(t, s, id);
          columnsAgree(t, s, id);
        }
      }),
      { seed: SEED, numRuns: 12 },
    );
  });
});

/** Every third of the first pages of a submap; the last page of kernel_map. */
const sampled = (k: Kernel, name: string): number[] => {
  const { start, end } = mapExtent(k, mapNumber(k, name));
  if (name === 'kernel_map') return [end - 1];
  const pages = Math.min(end - start, 200);
  return Array.from({ length: Math.ceil(pages / 3) }, (_, i) => start + 3 * i);
};

/** The kind of thing that a page is selected as. */
const kindOfPage = (k: Kernel, page: number): string => {
  const id = idOfPage(k, page);
  expect([id, resolve(k, surveyOf(k), id).kind]).toEqual([id, 'thing']);
  return id.split(':')[0] ?? '';
};

describe('pages of the kernel', () => {
  it('are what covers them: a buffer, a pipe, a stack, an exec slot, an sf_buf', () => {
    const t = after([
      { do: 'fork', as: 'shell', count: 2 },
      { do: 'file_create', as: 'log', count: 2, pages: 20 },
      { do: 'file_read', file: 'log' },
      { do: 'pipe_open', as: 'pipe', count: 2 },
      { do: 'pipe_write', pipe: 'pipe', bytes: 3000, nth: 0 },
      { do: 'exec_begin', process: 'shell', bytes: 9000, as: 'execs', nth: 0 },
    ]);
    const k = t.sim.kernel;
    const kinds = ['buffer_map', 'pipe_map', 'exec_map', 'kernel_map'].flatMap((name) =>
      sampled(k, name).map((page) => kindOfPage(k, page)),
    );
    expect([...new Set(kinds)].sort()).toEqual(['buf', 'exec', 'page', 'pipe']);
    const s = surveyOf(k);
    const pid = tableRows(t, 'processes').at(-1)?.selects ?? '';
    const [stack] = relationsOf(k, resolve(k, s, pid));
    const found = resolve(k, s, stack?.id ?? '');
    expect(found).toMatchObject({ kind: 'thing', thing: { kind: 'stack' } });
    expect(found.thing?.frames).toHaveLength(2);
    const place = found.thing?.places[0];
    expect(idOfPage(k, place?.start ?? 0)).toBe(stack?.id);
    expect(parentId(k, found)).toBe('map:kernel_map');
    const frame = resolve(k, s, `frame:${found.thing?.frames[0] ?? 0}`);
    expect(relationsOf(k, frame).map((r) => r.id)).toEqual([stack?.id]);
    expect(resolve(k, s, `address:0x${((place?.start ?? 0) * 4096 + 12).toString(16)}`).id).toBe(
      stack?.id,
    );
  });
});
