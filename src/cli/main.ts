/**
 * The model in a terminal: `kva layout`, `kva read`, `kva explain`, and the simulator. Pure apart from
 * the reader handed in, so that a test can run it without a process.
 */
import { err, ok } from '../base/result';
import type { Result } from '../base/result';
import { readBytes, readFile as readFileBytes } from '../import';
import { bootLayout } from '../sim';
import { explain } from '../viewmodel/explain/explain';
import { HELP } from './help';
import { parseMachine } from './options';
import { compare } from './diff';
import { bytesOf, sortWords } from './files';
import type { ReadFile } from './files';
import { collect, reportOn } from './report';
import type { Printed } from './report';
import { listScenarios, listWorkloads, simulate } from './simulate';
import type { ReadText } from './simulate';

/** What a command line comes to: exit code and both outputs. */
export interface Answer {
  readonly code: 0 | 2;
  readonly stdout: string;
  readonly stderr: string;
}

/** Addresses are larger than JSON's numbers: they are written as `0x…`. */
const plain = (_: string, v: unknown): unknown =>
  typeof v === 'bigint' ? `0x${v.toString(16)}` : v;

const good = (value: unknown): Answer => ({
  code: 0,
  stdout: `${JSON.stringify(value, plain, 2)}\n`,
  stderr: '',
});
const printed = (text: string): Answer => ({ code: 0, stdout: text, stderr: '' });
const bad = (reason: string): Answer => ({
  code: 2,
  stdout: '',
  stderr: `kva: ${reason.replace(/\s*\n\s*/g, ' ')}\n`,
});

const shown = (made: Result<Printed, string>): Answer => {
  if (!made.ok) return bad(made.error);
  if ('value' in made.value) return good(made.value.value);
  const { text, warning } = made.value;
  return { code: 0, stdout: text, stderr: warning === undefined ? '' : `kva: ${warning}\n` };
};

const numbers = (
  of: Readonly<Record<string, { readonly value: number }>>,
): Record<string, number> => Object.fromEntries(Object.entries(of).map(([k, d]) => [k, d.value]));

const layout = (words: readonly string[]): Answer => {
  const machine = parseMachine(words);
  if (!machine.ok) return bad(machine.error);
  const made = bootLayout(machine.value);
  if (!made.ok) return bad(`${made.error.field}: ${made.error.message}`);
  const { sysctl, zoneLimits, regions, outside, accounted, values, notes } = made.value;
  return good({
    machine: machine.value,
    sysctl: numbers(sysctl),
    zoneLimits: numbers(zoneLimits),
    regions,
    outside,
    accounted: accounted.value,
    values,
    notes,
  });
};

const withText = (
  words: readonly string[],
  readFile: ReadFile,
  use: (data: Uint8Array) => unknown,
): Answer => {
  const [path, extra] = words;
  if (path === undefined || extra !== undefined)
    return bad('give one FILE, or - for standard input');
  const data = bytesOf(path, readFile);
  return data.ok ? good(use(data.value)) : bad(data.error);
};

const textReader =
  (readFile: ReadFile): ReadText =>
  (path) => {
    try {
      return ok(new TextDecoder().decode(readFile(path)));
    } catch (e) {
      return err(`${path} cannot be read: ${e instanceof Error ? e.message : 'unknown reason'}`);
    }
  };

/** What `kva read` prints of one file. */
const readOne = (name: string, data: Uint8Array, without: readonly string[]): unknown => {
  const { encoding, report } = readFileBytes(name, data, { without });
  const { blocks, sums, diagnostics, machine, lines, repairs, verdict } = report;
  return {
    encoding,
    lineCount: lines.length,
    verdict,
    blocks,
    sums,
    diagnostics,
    repairs,
    machine,
  };
};

/** `kva read FILE… [--without ID]…`: one file's object, or an object of objects by file name. */
const readAll = (words: readonly string[], readFile: ReadFile): Answer => {
  const sorted = sortWords(words, ['--without']);
  if (!sorted.ok) return bad(sorted.error);
  const { files: names, values } = sorted.value;
  const without = values['--without'] ?? [];
  const [only, ...more] = names;
  if (only === undefined || more.length === 0)
    return withText(names, readFile, (data) => readOne(only ?? '', data, without));
  const all: Record<string, unknown> = {};
  for (const name of names) {
    const one = withText([name], readFile, (data) => {
      all[name] = readOne(name, data, without);
    });
    if (one.code !== 0) return one;
  }
  return good(all);
};

const explainAll = (data: Uint8Array): unknown => {
  const { report } = readBytes(data);
  const { headline, ledger, balance, rules, selfCheck, findings, limits } = explain(report);
  const { machine } = report;
  return { headline, rules, balance, ledger, selfCheck, findings, limits, machine };
};

/**
 * Runs one command line. Never throws.
 * @param argv the words after `kva`
 * @param readFile may throw; the reason becomes the one line on standard error
 */
export const run = (argv: readonly string[], readFile: ReadFile): Answer => {
  const [command, ...words] = argv;
  if (command === undefined || argv.includes('--help') || argv.includes('-h')) return printed(HELP);
  switch (command) {
    case 'layout':
      return layout(words);
    case 'read':
      return readAll(words, readFile);
    case 'explain':
      return withText(words, readFile, explainAll);
    case 'diff':
      return shown(compare(words, readFile));
    case 'report':
      return shown(reportOn(words, readFile));
    case 'collect':
      return shown(collect(words));
    case 'scenarios':
      return printed(listScenarios());
    case 'workloads':
      return printed(listWorkloads());
    case 'run':
    case 'state': {
      const position = command === 'run' ? '--until' : '--at';
      const text = simulate(words, position, textReader(readFile));
      return text.ok ? printed(text.value) : bad(text.error);
    }
    default:
      return bad(`unknown command ${command}; see kva --help`);
  }
};
