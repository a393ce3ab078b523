/** Runs one command: counts, sleepers, panics, and the words of its events. */
import { M_KMEM, mapOf } from '../kernel/types';
import { belowMin } from '../phys/page';
import { KernelPanic } from '../state/panic';
import type { Command, Verb } from './commands';
import { runDaemons } from './daemons';
import { done, wrong } from './done';
import type { Done, Runner } from './done';
import { before, changesSince } from './events';
import type { SimEvent } from './events';
import { held, newHolding, put, take, takeAlternate } from './holdings';
import type { Sim, Sleeper } from './sim';
import { FREES, freeOne, makerOf, runPlain } from './verbs';
import type { GiveCommand, Maker, PlainCommand, TakeCommand } from './verbs';
import { FILE_RUNNERS } from './verbs/file-run';
import { NET_RUNNERS } from './verbs/net-run';
import { PIPE_RUNNERS } from './verbs/pipe-run';
import { PROC_RUNNERS } from './verbs/proc-run';
import { SYSTEM_RUNNERS } from './verbs/system-run';

const TAKES = new Set<Verb>([
  'malloc',
  'uma_zalloc',
  'contigmalloc',
  'vm_page_alloc',
  'kmem_alloc',
  'kmem_alloc_nofault',
  'kmem_alloc_wait',
]);
const isTake = (c: Command): c is TakeCommand => TAKES.has(c.do);
type PartCommand = Exclude<Command, TakeCommand | GiveCommand | PlainCommand>;
const isPart = (c: Command): c is PartCommand => Object.hasOwn(RUNNERS, c.do);
const isGive = (c: Command): c is GiveCommand => Object.hasOwn(FREES, c.do);

/** The request as a C programmer would write it. */
const call = (c: TakeCommand): string => {
  switch (c.do) {
    case 'malloc':
      return `malloc(${c.size}, ${c.type}, ${c.wait === undefined || c.wait === 'waitok' ? 'M_WAITOK' : 'M_NOWAIT'})`;
    case 'uma_zalloc':
      return `uma_zalloc(${c.zone})`;
    case 'contigmalloc':
      return `contigmalloc(${c.size})`;
    case 'vm_page_alloc':
      return `vm_page_alloc(${c.class})`;
    default:
      return `${c.do}(${c.map}, ${c.size})`;
  }
};

/** Makes up to `count` allocations; stops where one would sleep. */
const fill = (s: Sim, c: TakeCommand, m: Maker, count: number): Done => {
  const { wait } = s.kernel;
  const name = c.as ?? m.name;
  const h = s.holdings.get(name) ?? newHolding(m.kind, m.owner);
  const fits = h.kind === m.kind && (h.kind === 'page' || h.owner === m.owner);
  if (!fits) return wrong(`holding ${name} holds something else`);
  s.holdings.set(name, h);
  let refused = 0;
  for (let i = 0; i < count; i += 1) {
    wait.on = '';
    const item = m.make();
    s.work += 1;
    if (item !== 0) put(h, item, m.size);
    else if (isAsleep(s)) {
      const words = `${call(c)} sleeps on ${wait.on}, ${i} of ${count} done`;
      return { outcome: 'asleep', words, left: count - i };
    } else refused += 1;
  }
  const times = count === 1 ? '' : ` × ${count}`;
  return refused === 0
    ? { outcome: 'done', words: `${call(c)}${times}` }
    : { outcome: 'refused', words: `${call(c)}${times}: NULL ${refused} times` };
};

const isAsleep = (s: Sim): boolean => s.kernel.wait.on !== '';

const runTake = (s: Sim, c: TakeCommand, count: number): Done => {
  const m = makerOf(s.kernel, c);
  return typeof m === 'string' ? wrong(m) : fill(s, c, m, count);
};

const runGive = (s: Sim, c: GiveCommand): Done => {
  const h = s.holdings.get(c.from);
  if (h === undefined) return wrong(`there is no holding named ${c.from}`);
  if (h.kind !== FREES[c.do]) return wrong(`${c.do} cannot free what holding ${c.from} holds`);
  const asked = c.count ?? 1;
  const count = asked === 0 ? held(h) : Math.min(asked, held(h));
  const pick = c.pick ?? 'newest';
  const freed = pick === 'alternate' ? takeAlternate(h, count) : [];
  for (const one of freed) freeOne(s.kernel, h, one);
  if (pick !== 'alternate')
    for (let i = 0; i < count; i += 1) freeOne(s.kernel, h, take(h, pick, s.kernel.random));
  const done = pick === 'alternate' ? freed.length : count;
  s.work += done;
  return { outcome: 'done', words: `${c.do}(${c.from}) × ${done}` };
};

/** Verbs of the parts above maps, zones and pages. */
const RUNNERS = {
  ...PROC_RUNNERS,
  ...SYSTEM_RUNNERS,
  ...FILE_RUNNERS,
  ...PIPE_RUNNERS,
  ...NET_RUNNERS,
};

const runPart = (s: Sim, c: PartCommand, left: number | null): Done => {
  // The table has for every verb the runner of that verb's commands.
  const runner = RUNNERS[c.do] as Runner<PartCommand>;
  return runner(s, c, left);
};

const runOnce = (s: Sim, c: Command, left: number | null): Done => {
  if (isTake(c)) return runTake(s, c, left ?? c.count ?? 1);
  if (isGive(c)) return runGive(s, c);
  if (isPart(c)) return runPart(s, c, left);
  const work = runPlain(s.kernel, c);
  if (typeof work === 'string') return wrong(work);
  s.work += work;
  return done(c.do);
};

/** Runs and turns a panic into an outcome; the state stays as the panic left it. */
const guarded = (s: Sim, c: Command, left: number | null): Done => {
  s.kernel.wait.on = '';
  try {
    const came = runOnce(s, c, left);
    if (came.outcome === 'asleep')
      s.sleepers = [...s.sleepers, { command: c, left: came.left ?? 1, on: s.kernel.wait.on }];
    return came;
  } catch (e) {
    if (!(e instanceof KernelPanic)) throw e;
    s.panic = `panic: ${e.message}`;
    return { outcome: 'panic', words: s.panic };
  }
};

const NEEDS_PAGES: ReadonlySet<string> = new Set(['vmwait', 'pfault']);

const mayWake = (s: Sim, sleeper: Sleeper): boolean =>
  !NEEDS_PAGES.has(sleeper.on) || !belowMin(s.kernel.phys);

/** Lets sleepers try again, in the order in which they fell asleep. */
const wake = (s: Sim, at: number): SimEvent[] => {
  const events: SimEvent[] = [];
  const waiting = s.sleepers;
  s.sleepers = [];
  for (const sleeper of waiting) {
    if (s.panic !== null || !mayWake(s, sleeper)) {
      s.sleepers = [...s.sleepers, sleeper];
      continue;
    }
    const figures = before(s.kernel, 0);
    const { outcome, words } = guarded(s, sleeper.command, sleeper.left);
    if (outcome === 'asleep') continue;
    const now = outcome === 'done' ? 'woken' : outcome;
    events.push({ at, outcome: now, words, ...changesSince(s.kernel, figures) });
  }
  return events;
};

/** The zone whose figures an event tells: of what is taken, or of the newest of what is freed. */
const zoneOf = (s: Sim, c: Command): number => {
  if (isTake(c)) return makerZone(s, c);
  const h = isGive(c) ? s.holdings.get(c.from) : undefined;
  if (h?.kind === 'zone') return h.owner;
  if (h?.kind !== 'malloc' || held(h) === 0) return 0;
  const { slab, keg } = s.kernel.uma;
  const newest = h.items.get(h.ends.get(1) - 1);
  return keg.firstZone.get(slab.keg.get(newest >>> 8));
};

const makerZone = (s: Sim, c: TakeCommand): number => {
  if (c.do === 'uma_zalloc') return Math.max(s.kernel.uma.names.indexOf(c.zone), 0);
  return c.do === 'malloc' && c.size <= 4096 ? s.kernel.malloc.zoneOf.get((c.size + 15) >> 4) : 0;
};

/** How often daemons and sleepers may set each other going after one command. */
const ROUNDS = 4096;

/**
 * What follows a command: daemons that it asked for, then sleepers, as long as one moves the other. A
 * sleeper that got further and fell asleep again counts as moved: a writer goes on and on with bufdaemon.
 */
const aftermath = (s: Sim, at: number, mayWakeNow: boolean): SimEvent[] => {
  const events: SimEvent[] = [];
  let wakes = mayWakeNow;
  for (let round = 0; round < ROUNDS && s.panic === null; round += 1) {
    const worked = s.work;
    const daemons = runDaemons(s, at);
    const woken = wakes || daemons.length > 0 ? wake(s, at) : [];
    events.push(...daemons, ...woken);
    if (woken.length === 0 && s.work === worked) break;
    wakes = true;
  }
  return events;
};

/**
 * Runs the command with index `at`.
 * @returns its event, then those of daemons that it set going and of sleepers that could go on. A
 *   machine that has panicked does nothing.
 */
export const apply = (s: Sim, at: number, c: Command): SimEvent[] => {
  if (s.panic !== null)
    return [{ at, outcome: 'wrong', words: s.panic, changes: [], frames: [], pages: [] }];
  const figures = before(s.kernel, zoneOf(s, c));
  const { outcome, words } = guarded(s, c, null);
  const event = { at, outcome, words, ...changesSince(s.kernel, figures) };
  return [event, ...aftermath(s, at, !isTake(c))];
};

/** Bytes of kmem_map handed out: `map->size`. */
export const kmemAllocated = (s: Sim): number =>
  s.kernel.kmem.maps.map.size.get(mapOf(s.kernel, M_KMEM)) * 4096;
