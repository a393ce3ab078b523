/**
 * Kernel threads that run when nobody else does: after a command, before sleepers try again.
 * The rule is in docs/adr/0007-daemons-after-commands.md.
 */
import { nextPass, pageDaemonTime, wakePageDaemon } from '../pageout/daemon';
import { UPTIME } from '../kernel/types';
import { belowMin } from '../phys/page';
import { runScheduler, runVmdaemon } from '../proc/swap';
import { UMA_TIMEOUT, umaTimeout } from '../uma/live/drain';
import { ipSlowtimo } from '../net/ip-reass';
import { letGo } from './done';
import { runFileDaemons } from '../file/daemons';
import { before, changesSince } from './events';
import type { SimEvent } from './events';
import type { Sim } from './sim';

/** Messages since the last event, as events; the figures that changed stand with the last of them. */
const tell = (s: Sim, at: number, figures: ReturnType<typeof before>): SimEvent[] => {
  const words = s.kernel.console.splice(0);
  const none = { changes: [], frames: [], pages: [] };
  return words.map((line, i) => ({
    at,
    outcome: 'daemon',
    words: line,
    ...(i === words.length - 1 ? changesSince(s.kernel, figures) : none),
  }));
};

/** Processes that the kernel has killed are in nobody's hands any more. */
const forgetKilled = (s: Sim): void => {
  for (const p of s.kernel.killed.splice(0))
    for (const [name, h] of s.holdings) if (h.kind === 'process') letGo(s, name, p);
};

const isWanted = (s: Sim): boolean =>
  belowMin(s.kernel.phys) && s.sleepers.some((x) => x.on === 'vmwait' || x.on === 'pfault');

/** Daemons of files and the buffer cache; the figures of all stand in the first event. */
const fileDaemons = (s: Sim, at: number): SimEvent[] => {
  const figures = before(s.kernel, 0);
  const words = runFileDaemons(s.kernel);
  if (words.length === 0) return [];
  return [{ at, outcome: 'daemon', words: words.join('; '), ...changesSince(s.kernel, figures) }];
};

/**
 * Lets the daemons work that were asked for. Where somebody sleeps for pages, the page daemon's half
 * seconds between passes go by, as long as a pass changes anything.
 * @returns their events; none where nothing was to do
 */
export const runDaemons = (s: Sim, at: number): SimEvent[] => {
  const k = s.kernel;
  const figures = before(k, 0);
  // What a command sleeps on is noted with the sleeper; the daemons ask for themselves.
  k.wait.on = '';
  wakePageDaemon(k);
  runVmdaemon(k);
  while (isWanted(s) && nextPass(k)) runVmdaemon(k);
  runScheduler(k);
  forgetKilled(s);
  const told = tell(s, at, figures);
  return [...told, ...fileDaemons(s, at)];
};

/** Seconds pass: daemons do what they do in the meantime, and hash tables grow every 20 s. */
export const passTime = (s: Sim, seconds: number): void => {
  const k = s.kernel;
  const start = k.cell.get(UPTIME);
  pageDaemonTime(k, seconds);
  const end = start + seconds;
  const ticks = Math.floor(end / UMA_TIMEOUT) - Math.floor(start / UMA_TIMEOUT);
  k.cell.set(UPTIME, Math.max(end, k.cell.get(UPTIME)));
  ipSlowtimo(k, seconds);
  // Tables double once a tick; ten ticks outgrow any, and the rest would change nothing.
  for (let i = 0; i < Math.min(ticks, 32); i += 1) umaTimeout(k.uma);
};
