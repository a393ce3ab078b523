/** `kva run`, `kva scenarios` and `kva state`: the simulator in a terminal. */
import { err, ok } from '../base/result';
import type { Result } from '../base/result';
import { SCENARIOS, replay, runScenario, stateSummary, vmstatM, vmstatZ } from '../sim';
import type { Timeline } from '../sim';

const FORMATS = ['--json', '--vmstat-z', '--vmstat-m', '--events'] as const;
type Format = (typeof FORMATS)[number];

interface Order {
  readonly name: string;
  readonly until: number | null;
  readonly format: Format;
}

/** Reads a file as text, or says why not. */
export type ReadText = (path: string) => Result<string, string>;

const isFormat = (word: string): word is Format => (FORMATS as readonly string[]).includes(word);

const parseOrder = (args: readonly string[], position: string): Result<Order, string> => {
  let name: string | undefined;
  let until: number | null = null;
  let format: Format = '--json';
  for (let i = 0; i < args.length; i += 1) {
    const word = args[i] ?? '';
    if (isFormat(word)) format = word;
    else if (word === position) {
      i += 1;
      if (!/^\d+$/.test(args[i] ?? '')) return err(`${position} needs the number of a command`);
      until = Number(args[i]);
    } else if (word.startsWith('--')) return err(`unknown option ${word}; see kva --help`);
    else if (name === undefined) name = word;
    else return err(`one run at a time: found ${name} and ${word}`);
  }
  if (name === undefined) return err('give the name of a scenario or a FILE.json with commands');
  return ok({ name, until, format });
};

const isFile = (name: string): boolean => name === '-' || name.includes('.') || name.includes('/');

const runNamed = (name: string, readText: ReadText): Result<Timeline, string> => {
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

const print = (t: Timeline, format: Format): string => {
  switch (format) {
    case '--json':
      return `${JSON.stringify(stateSummary(t), null, 2)}\n`;
    case '--vmstat-z':
      return vmstatZ(t.sim.kernel);
    case '--vmstat-m':
      return vmstatM(t.sim.kernel);
    case '--events':
      return eventLines(t);
  }
};

/**
 * Runs a scenario or a command file and prints where it ended.
 * @param position option that names the command to stop after: `--until`, or `--at` of `kva state`
 */
export const simulate = (
  args: readonly string[],
  position: '--until' | '--at',
  readText: ReadText,
): Result<string, string> => {
  const order = parseOrder(args, position);
  if (!order.ok) return order;
  const run = runNamed(order.value.name, readText);
  if (!run.ok) return run;
  const t = run.value;
  const { until } = order.value;
  if (until !== null && until > t.length)
    return err(`${position} ${until}: the run has ${t.length} commands`);
  if (until !== null) t.seek(until);
  return ok(print(t, order.value.format));
};

/** All scenarios as JSON. */
export const listScenarios = (): string =>
  `${JSON.stringify(
    SCENARIOS.map(({ id, title, what, seed }) => ({ id, title, what, seed })),
    null,
    2,
  )}\n`;
