/** Runs one command: counts, sleepers, panics, and the words of its events. */
import { M_KMEM, mapOf } from '../kernel/types';
import { belowMin } from '../phys/page';
import { KernelPanic } from '../state/panic';
import type { Command, Verb } from './commands';
import { before, changesSince } from './events';
import type { Outcome, SimEvent } from './events';
import { held, newHolding, put, take, takeAlternate } from './holdings';
import type { Sim, Sleeper } from './sim';
import { FREES, freeOne, makerOf, runPlain } from './verbs';
import type { GiveCommand, Maker, TakeCommand } from './verbs';

/** What one run of a command came to. */
interface Done {
  readonly outcome: Outcome;
  readonly words: string;
}

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
const isGive = (c: Command): c is GiveCommand => Object.hasOwn(FREES, c.do);

const wrong = (words: string): Done => ({ outcome: 'wrong', words });

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
      const on = wait.on;
      s.sleepers = [...s.sleepers, { command: c, left: count - i, on }];
      return { outcome: 'asleep', words: `${call(c)} sleeps on ${on}, ${i} of ${count} done` };
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

const runOnce = (s: Sim, c: Command, count: number): Done => {
  if (isTake(c)) return runTake(s, c, count);
  if (isGive(c)) return runGive(s, c);
  const work = runPlain(s.kernel, c);
  if (typeof work === 'string') return wrong(work);
  s.work += work;
  return { outcome: 'done', words: c.do === 'wait' ? `${c.seconds} s pass` : c.do };
};

/** Runs and turns a panic into an outcome; the state stays as the panic left it. */
const guarded = (s: Sim, c: Command, count: number): Done => {
  try {
    return runOnce(s, c, count);
  } catch (e) {
    if (!(e instanceof KernelPanic)) throw e;
    s.panic = `panic: ${e.message}`;
    return { outcome: 'panic', words: s.panic };
  }
};

const mayWake = (s: Sim, sleeper: Sleeper): boolean =>
  sleeper.on !== 'vmwait' || !belowMin(s.kernel.phys);

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
    const done = guarded(s, sleeper.command, sleeper.left);
    if (done.outcome === 'asleep') continue;
    const outcome = done.outcome === 'done' ? 'woken' : done.outcome;
    events.push({ at, outcome, words: done.words, changes: changesSince(s.kernel, figures) });
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

/**
 * Runs the command with index `at`.
 * @returns its event, and one for each sleeper that it woke. A machine that has panicked does nothing.
 */
export const apply = (s: Sim, at: number, c: Command): SimEvent[] => {
  if (s.panic !== null) return [{ at, outcome: 'wrong', words: s.panic, changes: [] }];
  const figures = before(s.kernel, zoneOf(s, c));
  const done = guarded(s, c, isTake(c) ? (c.count ?? 1) : 1);
  const event = { at, ...done, changes: changesSince(s.kernel, figures) };
  return s.sleepers.length === 0 || isTake(c) ? [event] : [event, ...wake(s, at)];
};

/** Bytes of kmem_map handed out: `map->size`. */
export const kmemAllocated = (s: Sim): number =>
  s.kernel.kmem.maps.map.size.get(mapOf(s.kernel, M_KMEM)) * 4096;
