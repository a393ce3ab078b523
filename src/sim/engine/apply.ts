/** Runs one command: counts, sleepers, panics, and the words of its events. */
import { M_KMEM, mapOf } from '../kernel/types';
import { belowMin } from '../phys/page';
import { KernelPanic } from '../state/panic';
import type { Command, Verb } from './commands';
import { beginAftermath, runDaemons, timePasses } from './daemons';
import { done, wrong } from './done';
import type { Done, Runner } from './done';
import { before, changesSince, hasChanged } from './events';
import type { SimEvent } from './events';
import { held } from './holdings';
import type { Sim, Sleeper } from './sim';
import { endWait } from './time';
import { runGive, runTake } from './take-give';
import { FREES, runPlain } from './verbs';
import type { GiveCommand, PlainCommand, TakeCommand } from './verbs';
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
  if (isGive(c)) return runGive(s, c, left);
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

/** What sleepers did when they tried again; whether one of them got to an end, and whether one got further. */
interface Woken {
  readonly events: SimEvent[];
  readonly moved: boolean;
  readonly advanced: boolean;
}
const NOBODY: Woken = { events: [], moved: false, advanced: false };

/** What a sleeper that goes on made the kernel say first: proc0 brings its process back before it runs. */
const saidFirst = (s: Sim, at: number): SimEvent[] =>
  s.kernel.console
    .splice(0)
    .map((words) => ({ at, outcome: 'daemon', words, changes: [], frames: [], pages: [] }));

/**
 * Lets sleepers try again, in the order in which they fell asleep. One that falls asleep again is told of
 * only where it has changed something.
 */
const wake = (s: Sim, at: number): Woken => {
  const events: SimEvent[] = [];
  let moved = false;
  let advanced = false;
  const waiting = s.sleepers;
  s.sleepers = [];
  for (const sleeper of waiting) {
    if (s.panic !== null || !mayWake(s, sleeper)) {
      s.sleepers = [...s.sleepers, sleeper];
      continue;
    }
    const figures = before(s.kernel, 0);
    const { outcome, words } = guarded(s, sleeper.command, sleeper.left);
    const changed = changesSince(s.kernel, figures);
    advanced ||= outcome !== 'asleep' || s.sleepers.at(-1)?.left !== sleeper.left;
    if (outcome !== 'asleep') moved = true;
    else if (!hasChanged(changed)) continue;
    events.push(...saidFirst(s, at));
    events.push({ at, outcome: outcome === 'done' ? 'woken' : outcome, words, ...changed });
  }
  return { events, moved, advanced };
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
 * Rounds in a row in which daemons work and no sleeper gets further, before they are left alone: the
 * machine thrashes, each page that comes in costs another that is needed as much.
 */
const THRASHING = 64;

/**
 * What follows a command: daemons that it asked for, then sleepers, as long as one moves the other, and
 * then the next moment of a `wait`. A sleeper that got further and fell asleep again counts as moved: a
 * writer goes on and on with bufdaemon.
 */
const aftermath = (s: Sim, at: number, mayWakeNow: boolean): SimEvent[] => {
  const events: SimEvent[] = [];
  let wakes = mayWakeNow;
  let vain = 0;
  beginAftermath(s);
  // Daemons had their turn after the last command: a wait begins with time that passes.
  timePasses(s, at, events);
  for (let round = 0; round < ROUNDS && s.panic === null; round += 1) {
    const worked = s.work;
    const daemons = runDaemons(s, at);
    const woken = wakes || daemons.length > 0 ? wake(s, at) : NOBODY;
    events.push(...daemons, ...woken.events);
    vain = woken.advanced ? 0 : vain + 1;
    const rests = !woken.moved && s.work === worked;
    if ((rests || vain > THRASHING) && !timePasses(s, at, events)) break;
    wakes = true;
  }
  endWait(s.kernel);
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
