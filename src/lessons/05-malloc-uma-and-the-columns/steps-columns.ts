/** The columns of vmstat -z, one zone at a time. */
import { figureAt, writeFigure } from '../figures';
import type { Scene, Step, TaskState } from '../types';

const PANIC = { scenario: 'ng_nat', moment: 'panic' };
const ZONE = 'NetGraph items';

/** The zone hands out more than the limit of its boot allows. */
const beyondTheCap = (scene: Scene): TaskState => {
  const used = figureAt(scene, `live|zone|${ZONE}|used`, {});
  const limit = figureAt(scene, `live|zone|${ZONE}|limit`, {});
  const before = figureAt(scene, `boot|limit.${ZONE}`, {});
  if (used === null || limit === null || before === null)
    return { isDone: false, now: [], words: 'This machine has no such zone.' };
  const isDone = Number(used.value) > Number(before.value);
  const words = `${writeFigure(used, 'count')} items are in use, the limit is ${Number(limit.value) === 0 ? 'none' : writeFigure(limit, 'count')}; before it was ${writeFigure(before, 'count')}.`;
  return { isDone, now: [used, limit], words };
};

export const COLUMNS: readonly Step[] = [
  {
    id: 'size-used-free',
    title: 'What do SIZE, USED and FREE say?',
    place: PANIC,
    view: { sel: 'zone:128', table: 'zones' },
    figure: { kind: 'table', parts: ['table', 'panel'], light: ['zone:128'] },
  },
  {
    id: 'limit',
    title: 'Why are USED and FREE not LIMIT?',
    place: PANIC,
    view: { sel: 'zone:socket', table: 'zones' },
    figure: { kind: 'table', parts: ['table', 'panel'], light: ['zone:socket'] },
    prediction: {
      kind: 'amount',
      id: 'slabs-of-sockets',
      ask: 'Of the slabs that zone `socket` may have, how many does it have?',
      truth: 'live|zone|socket|slabs',
      whole: 'own|socketPages',
      shape: 'count',
      names: ['slabs that exist', 'slabs that may exist'],
      because:
        '{own|existSocket} items exist, {live|zone|socket|items} a slab: {live|zone|socket|slabs} slabs. Another {own|socketLeft} are allowed and not there; they cost nothing.',
      source: 'uma_zone_set_max',
    },
  },
  {
    id: 'whole-slabs',
    title: 'Why is the limit not the number that was set?',
    place: { scenario: 'boot', moment: 'start' },
    view: { sel: `zone:${ZONE}`, table: 'zones' },
    figure: { kind: 'table', parts: ['table'], light: [`zone:${ZONE}`] },
  },
  {
    id: 'at-the-cap',
    title: 'When is LIMIT reached?',
    place: { scenario: 'ng_nat', moment: 'refused' },
    view: { sel: `zone:${ZONE}`, table: 'zones' },
    figure: { kind: 'table', parts: ['table', 'log'], light: [`zone:${ZONE}`] },
    answers: ['column-names'],
  },
  {
    id: 'which-failures',
    title: 'Which FAILURES matter?',
    place: PANIC,
    view: { sel: 'zone:128 Bucket', table: 'zones' },
    figure: { kind: 'table', parts: ['table'], light: ['zone:128 Bucket', 'zone:128'] },
  },
  {
    id: 'not-free',
    title: 'Is FREE free?',
    place: { scenario: 'monthly_restart', moment: 'freed' },
    view: { sel: 'zone:128', table: 'zones' },
    figure: {
      kind: 'map',
      parts: ['table'],
      light: ['zone:128'],
      from: { moment: 'freed', offset: -1 },
    },
  },
  {
    id: 'raise',
    title: 'Raise a limit and watch the columns',
    place: { scenario: 'ng_nat', moment: 'refused' },
    view: { sel: `zone:${ZONE}`, table: 'zones' },
    figure: { kind: 'table', parts: ['table', 'hands', 'log'], light: [`zone:${ZONE}`] },
    task: {
      id: 'beyond-the-cap',
      goal: 'Let zone `NetGraph items` hand out more items than its limit of the boot allows.',
      hint: 'Set a larger limit for the zone, then ask for more items. A limit that fits in the slabs that it has changes nothing.',
      check: beyondTheCap,
    },
  },
  {
    id: 'against',
    title: 'Your model against the kernel',
    place: PANIC,
    view: { table: 'zones', sel: 'map:kmem_map' },
    figure: { kind: 'table', parts: ['table'] },
  },
];
