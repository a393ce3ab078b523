/** `kva run`, `kva scenarios`, `kva workloads` and `kva state`: the simulator in a terminal. */
import { err, ok } from '../base/result';
import type { Result } from '../base/result';
import { bytes } from '../base/units';
import {
  SCENARIOS,
  SEED_MACHINE,
  Timeline,
  WORKLOADS,
  findMoments,
  makeMachine,
  replay,
  runScenario,
  save,
  startWorkload,
  stateSummary,
  vmstatM,
  vmstatZ,
} from '../sim';
import { parseOrder } from './order';
import type { Order } from './order';

/** Reads a file as text, or says why not. */
export type ReadText = (path: string) => Result<string, string>;

const isFile = (name: string): boolean => name === '-' || name.includes('.') || name.includes('/');
const isWorkload = (name: string): boolean => WORKLOADS.some((w) => w.id === name);

/** A machine under a load for so many commands, or to its end. */
const runWorkload = ({ name, commands, ram, set, ...order }: Order): Result<Timeline, string> => {
  if (commands === null)
    return err(`${name} is a workload: say with --commands N how many of its commands to run`);
  const machine = ram === null ? SEED_MACHINE : makeMachine({ ram: bytes(ram) });
  const seed = order.seed ?? 1;
  const t = Timeline.boot(machine, seed);
  if (!t.ok) return t;
  const run = startWorkload(t.value, { id: name, set, seed });
  if (!run.ok) return run;
  for (let i = 0; i < commands && run.value.step(); i += 1);
  return t;
};

/** Options that mean something with a workload only; one of them, or none. */
const strayOption = (o: Order): string | null => {
  if (o.commands !== null) return '--commands';
  if (o.seed !== null) return '--seed';
  if (o.ram !== null) return '--ram';
  return Object.keys(o.set).length > 0 ? '--set' : null;
};

const runNamed = (order: Order, readText: ReadText): Result<Timeline, string> => {
  const { name } = order;
  if (isWorkload(name)) return runWorkload(order);
  const stray = strayOption(order);
  if (stray !== null) return err(`${stray} is for a workload; ${name} is none`);
  if (!isFile(name)) return runScenario(name);
  const text = readText(name);
  if (!text.ok) return text;
  const t = replay(text.value);
  return t.ok ? t : err(`${name}: ${t.error}`);
};

const eventLines = (t: Timeline): string => {
  const lines: string[] = [];
  for (let i = 0; i < t.at; i += 1)
    for (const e of t.eventsOf(i)) {
      const changes = e.changes.map((c) => `${c.what} ${c.from} → ${c.to}`).join(', ');
      lines.push(`${e.at}\t${e.outcome}\t${e.words}\t${changes}`);
    }
  return `${lines.join('\n')}\n`;
};

/** Moments of a scenario up to where its run stands, one a line; of other runs nobody has named any. */
const momentLines = (t: Timeline, name: string): string => {
  const moments = SCENARIOS.find((s) => s.id === name)?.moments ?? [];
  const found = findMoments(t, moments, { from: 0, to: t.at, known: [] });
  return found.map(({ at, moment }) => `${at}\t${moment.id}\t${moment.name}\n`).join('');
};

const print = (t: Timeline, { format, name }: Order): string => {
  switch (format) {
    case '--json':
      return `${JSON.stringify(stateSummary(t), null, 2)}\n`;
    case '--vmstat-z':
      return vmstatZ(t.sim.kernel);
    case '--vmstat-m':
      return vmstatM(t.sim.kernel);
    case '--events':
      return eventLines(t);
    case '--moments':
      return momentLines(t, name);
    case '--log':
      return `${save(t)}\n`;
  }
};

/**
 * Runs a scenario, a workload or a command file and prints where it ended.
 * @param position option that names the command to stop after: `--until`, or `--at` of `kva state`
 */
export const simulate = (
  args: readonly string[],
  position: '--until' | '--at',
  readText: ReadText,
): Result<string, string> => {
  const order = parseOrder(args, position);
  if (!order.ok) return order;
  const run = runNamed(order.value, readText);
  if (!run.ok) return run;
  const t = run.value;
  const { until } = order.value;
  if (until !== null && until > t.length)
    return err(`${position} ${until}: the run has ${t.length} commands`);
  if (until !== null) t.seek(until);
  return ok(print(t, order.value));
};

/** All workloads with their parameters as JSON. */
export const listWorkloads = (): string =>
  `${JSON.stringify(
    WORKLOADS.map(({ id, title, what, parameters }) => ({ id, title, what, parameters })),
    null,
    2,
  )}\n`;

/** All scenarios as JSON. */
export const listScenarios = (): string =>
  `${JSON.stringify(
    SCENARIOS.map(({ id, title, what, seed, moments }) => ({
      id,
      title,
      what,
      seed,
      moments: moments.map((m) => ({ id: m.id, name: m.name })),
    })),
    null,
    2,
  )}\n`;
