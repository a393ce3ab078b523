/**
 * The model in a terminal: `kva layout`, `kva read`, `kva explain`, `kva run`. Prints JSON. Pure apart from
 * the reader handed in, so that a test can run it without a process.
 */
import { err, ok } from '../base/result';
import type { Result } from '../base/result';
import { GIB, KIB, MIB, bytes } from '../base/units';
import { readBytes } from '../import';
import { bootLayout, makeMachine } from '../sim';
import type { MachineSpec } from '../sim';
import { explain } from '../viewmodel/explain/explain';
import { listScenarios, simulate } from './simulate';
import type { ReadText } from './simulate';

export interface Answer {
  readonly code: 0 | 2;
  readonly stdout: string;
  readonly stderr: string;
}

/** Reads a file, or standard input for `-`. Throws as the system does. */
export type ReadFile = (path: string) => Uint8Array;

export const HELP = `kva: the kvascope model in a terminal. Prints JSON, exits 0, or 2 with one line on bad input.

  kva layout --release 6.2 --arch i386 --ram 256M [--smp] [--pae] [--kva-pages N] [--set name=value]...
      {machine, sysctl: {name: number}, zoneLimits: {zone: number},
       regions: [{id, parent, start: "0x...", size, grade, formula, source}], values, notes}
  kva read FILE
      {encoding, blocks: [{kind, era, lines: [from, to], rows}],
       diagnostics: [{line, column, severity, message}], machine: {release, arch, cpus, evidence}}
  kva explain FILE
      {headline, ledger, selfCheck, findings, limits, machine}

  kva scenarios
      [{id, title, what, seed}]
  kva run SCENARIO|FILE.json [--until N] [--json|--vmstat-z|--vmstat-m|--events]
      {at, commands, uptime, panic, hash, maps, pages, zones, types, holdings}, or the text asked for
  kva state SCENARIO|FILE.json --at N
      the same after N commands; docs/commands.md describes command files

  FILE is a path, or - for standard input. Sizes take K, M and G.
`;

const good = (value: unknown): Answer => ({
  code: 0,
  stdout: `${JSON.stringify(value, plain, 2)}\n`,
  stderr: '',
});
const bad = (reason: string): Answer => ({ code: 2, stdout: '', stderr: `kva: ${reason}\n` });
const plain = (_: string, v: unknown): unknown =>
  typeof v === 'bigint' ? `0x${v.toString(16)}` : v;

const UNITS: Readonly<Record<string, number>> = { '': 1, K: KIB, M: MIB, G: GIB };
const parseSize = (text: string): number | null => {
  const found = /^(\d+)([KMG]?)B?$/i.exec(text);
  return found === null ? null : Number(found[1]) * (UNITS[(found[2] ?? '').toUpperCase()] ?? 1);
};

const FLAGS = new Set(['--smp', '--pae']);
const SIZES: Readonly<Record<string, keyof MachineSpec>> = {
  '--ram': 'ram',
  '--kva-pages': 'kvaPages',
  '--kernel-end': 'kernelEnd',
  '--reserved-top': 'reservedTop',
  '--agp': 'agpAperture',
  '--threads': 'threads',
  '--vmspaces': 'vmspaces',
};
const WORDS: Readonly<Record<string, readonly [keyof MachineSpec, readonly string[]]>> = {
  '--release': ['release', ['6.2', '7.0', '7.3']],
  '--arch': ['arch', ['i386', 'amd64']],
};

interface Draft {
  readonly fields: Record<string, unknown>;
  readonly tunables: Record<string, number>;
}

const takeOption = (draft: Draft, option: string, value: string | undefined): string | null => {
  if (value === undefined) return `${option} needs a value`;
  const word = WORDS[option];
  if (word !== undefined) {
    if (!word[1].includes(value)) return `${option} is ${value}: expected ${word[1].join(', ')}`;
    draft.fields[word[0]] = value;
    return null;
  }
  const [name, given] =
    option === '--set' ? (value.split('=', 2) as [string, string?]) : [SIZES[option], value];
  if (name === undefined) return `unknown option ${option}; see kva --help`;
  const size = parseSize(given ?? '');
  if (size === null)
    return `${option} ${value}: expected a whole number with K, M or G${option === '--set' ? ' as name=value' : ''}`;
  if (option === '--set') draft.tunables[name] = size;
  else draft.fields[name] = option === '--kva-pages' ? size : bytes(size);
  return null;
};

const parseMachine = (args: readonly string[]): Result<MachineSpec, string> => {
  const draft: Draft = { fields: {}, tunables: {} };
  for (let i = 0; i < args.length; i += 1) {
    const option = args[i] ?? '';
    if (FLAGS.has(option)) {
      draft.fields[option.slice(2)] = true;
      continue;
    }
    const wrong = takeOption(draft, option, args[i + 1]);
    if (wrong !== null) return err(wrong);
    i += 1;
  }
  return ok(makeMachine({ ...(draft.fields as Partial<MachineSpec>), tunables: draft.tunables }));
};

const layout = (args: readonly string[]): Answer => {
  const machine = parseMachine(args);
  if (!machine.ok) return bad(machine.error);
  const made = bootLayout(machine.value);
  if (!made.ok) return bad(`${made.error.field}: ${made.error.message}`);
  const { sysctl, zoneLimits, regions, values, notes } = made.value;
  const numbers = (
    of: Readonly<Record<string, { readonly value: number }>>,
  ): Record<string, number> => Object.fromEntries(Object.entries(of).map(([k, d]) => [k, d.value]));
  return good({
    machine: machine.value,
    sysctl: numbers(sysctl),
    zoneLimits: numbers(zoneLimits),
    regions,
    values,
    notes,
  });
};

const withText = (
  args: readonly string[],
  readFile: ReadFile,
  use: (data: Uint8Array) => unknown,
): Answer => {
  const [path, extra] = args;
  if (path === undefined || extra !== undefined)
    return bad('give one FILE, or - for standard input');
  let data: Uint8Array;
  try {
    data = readFile(path);
  } catch (e) {
    return bad(`${path} cannot be read: ${e instanceof Error ? e.message : 'unknown reason'}`);
  }
  return data.length === 0
    ? bad(`${path} is empty: give a file with the output of vmstat or sysctl`)
    : good(use(data));
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

/** Runs one command line. Never throws. */
export const run = (argv: readonly string[], readFile: ReadFile): Answer => {
  const [command, ...args] = argv;
  if (command === undefined || argv.includes('--help') || argv.includes('-h'))
    return { code: 0, stdout: HELP, stderr: '' };
  switch (command) {
    case 'layout':
      return layout(args);
    case 'read':
      return withText(args, readFile, (data) => {
        const { encoding, report } = readBytes(data);
        const { blocks, diagnostics, machine } = report;
        return { encoding, lineCount: report.lines.length, blocks, diagnostics, machine };
      });
    case 'explain':
      return withText(args, readFile, (data) => {
        const { report } = readBytes(data);
        const { headline, ledger, selfCheck, findings, limits } = explain(report);
        return { headline, ledger, selfCheck, findings, limits, machine: report.machine };
      });
    case 'scenarios':
      return { code: 0, stdout: listScenarios(), stderr: '' };
    case 'run':
    case 'state': {
      const position = command === 'run' ? '--until' : '--at';
      const text = simulate(args, position, textReader(readFile));
      return text.ok ? { code: 0, stdout: text.value, stderr: '' } : bad(text.error);
    }
    default:
      return bad(`unknown command ${command}; see kva --help`);
  }
};
