/**
 * Kernel threads that run when nobody else does: after a command, before sleepers try again.
 * The rule is in docs/adr/0007-daemons-after-commands.md. What they do as time passes is in `time.ts`.
 */
import { runFileDaemons } from '../file/daemons';
import { isStuck, newChance, runPass, wantsToRun } from '../pageout/daemon';
import { PDPAGES } from '../pageout/state';
import { belowMin, wakeDaemon } from '../phys/page';
import { reapKilled } from '../proc/proc';
import { runScheduler } from '../proc/swapin';
import { runVmdaemon } from '../proc/vmdaemon';
import { KernelPanic } from '../state/panic';
import { letGo } from './done';
import { isHeldBy } from './holdings';
import type { Holding } from './holdings';
import { before, changesSince, hasChanged } from './events';
import type { Changes, SimEvent } from './events';
import type { Sim } from './sim';
import { halfSecond, isWaiting, nextMoment } from './time';

/** `MAXCOMLEN`: letters of a process's name that the kernel keeps. */
const NAME_LETTERS = 19;

/** Says whom the page daemon has killed, by the name of the holding (`killproc`). */
const announceVictims = (s: Sim): void => {
  for (const { proc, pid } of s.kernel.victims.splice(0)) {
    const isThere = ([, h]: [string, Holding]): boolean =>
      h.kind === 'process' && isHeldBy(h, proc);
    const name = [...s.holdings].find(isThere)?.[0].slice(0, NAME_LETTERS) ?? '';
    s.kernel.console.push(`pid ${pid} (${name}), uid 0, was killed: out of swap space`);
  }
};

/** Processes that the kernel has killed are in nobody's hands any more. */
const forgetKilled = (s: Sim): void => {
  for (const p of s.kernel.killed.splice(0))
    for (const [name, h] of s.holdings) if (h.kind === 'process') letGo(s, name, p);
};

/** Messages since the last event, as events; the figures that changed stand with the first of them. */
const tell = (s: Sim, at: number, changed: Changes, silent: string): SimEvent[] => {
  const words = s.kernel.console.splice(0);
  if (words.length === 0 && hasChanged(changed)) words.push(silent);
  const none = { changes: [], frames: [], pages: [] };
  return words.map((line, i) => ({
    at,
    outcome: 'daemon',
    words: line,
    ...(i === 0 ? changed : none),
  }));
};

/**
 * Runs something for the kernel's own threads.
 * @param silent what it did, where it changed something and says nothing itself
 * @returns its events; a panic is the last of them
 */
export const asDaemon = (s: Sim, at: number, silent: string, run: () => void): SimEvent[] => {
  const k = s.kernel;
  if (s.panic !== null) return [];
  const figures = before(k, 0);
  const seen = k.pageout.cell.get(PDPAGES);
  // What a command sleeps on is noted with the sleeper; the daemons ask for themselves.
  k.wait.on = '';
  try {
    run();
    announceVictims(s);
    forgetKilled(s);
    s.work += k.pageout.cell.get(PDPAGES) - seen;
    return tell(s, at, changesSince(k, figures), silent);
  } catch (e) {
    if (!(e instanceof KernelPanic)) throw e;
    s.panic = `panic: ${e.message}`;
    const told = tell(s, at, changesSince(k, figures), silent);
    const none = { changes: [], frames: [], pages: [] };
    return [...told, { at, outcome: 'panic', words: s.panic, ...none }];
  }
};

/** Whether somebody sleeps for pages, or for proc0, which then does, and pages are still short. */
const isWanted = (s: Sim): boolean =>
  belowMin(s.kernel.phys) && s.sleepers.some((x) => ['vmwait', 'pfault', 'sched'].includes(x.on));

/** Everybody who was asked for, and whom that sets going. */
const runAll = (s: Sim, at: number): SimEvent[] => {
  const k = s.kernel;
  const events: SimEvent[] = [];
  while (s.panic === null && wantsToRun(k))
    events.push(
      ...asDaemon(s, at, 'page daemon', () => {
        runPass(k);
      }),
    );
  const others = asDaemon(s, at, 'vmdaemon and proc0', () => {
    runVmdaemon(k);
    runScheduler(k);
    reapKilled(k);
  });
  const files = asDaemon(s, at, 'bufdaemon, vnlru, syncer', () => {
    const words = runFileDaemons(k);
    if (words.length > 0) k.console.push(words.join('; '));
  });
  return [...events, ...others, ...files];
};

/**
 * Lets the daemons work that were asked for. Where somebody sleeps for pages, the page daemon's half
 * seconds between passes go by until it may go on, or passes lead nowhere.
 * @returns their events; none where nothing was to do
 */
export const runDaemons = (s: Sim, at: number): SimEvent[] => {
  const k = s.kernel;
  if (isWanted(s)) wakeDaemon(k.phys);
  const events = runAll(s, at);
  while (s.panic === null && isWanted(s) && !isStuck(k)) {
    events.push(
      ...asDaemon(s, at, 'half a second passes', () => {
        halfSecond(k);
      }),
    );
    events.push(...runAll(s, at));
  }
  return events;
};

/** A command may have changed everything: what had no hope may try again. */
export const beginAftermath = (s: Sim): void => {
  newChance(s.kernel);
};

/**
 * Lets a `wait` go on until something happens.
 * @param events where what happens is told
 * @returns false where no `wait` is going on, or it is over
 */
export const timePasses = (s: Sim, at: number, events: SimEvent[]): boolean => {
  let moved = false;
  let told: SimEvent[] = [];
  while (s.panic === null && told.length === 0 && isWaiting(s.kernel)) {
    told = asDaemon(s, at, 'timeouts', () => {
      nextMoment(s.kernel);
    });
    moved = true;
  }
  events.push(...told);
  return moved;
};
