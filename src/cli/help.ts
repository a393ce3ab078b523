/** What `kva --help` prints. Commands, their objects, and every option of the table. */
import { OPTIONS } from './options';
import type { Option } from './options';

const argument = ({ values }: Option): string => {
  if (values === undefined) return '';
  return typeof values === 'string' ? ` ${values}` : ` ${values.join('|')}`;
};
const WIDTH = 30;
const optionLine = (usage: string, help: string): string => `  ${usage.padEnd(WIDTH)}${help}`;

/** Commands, in the order of the help. */
export const COMMANDS = [
  'layout',
  'read',
  'explain',
  'diff',
  'report',
  'collect',
  'scenarios',
  'workloads',
  'run',
  'state',
] as const;

/** The text of `kva --help`. */
export const HELP = `kva: the kvascope model in a terminal. Prints JSON, exits 0, or 2 with one line on bad input.

  kva layout [options]     a machine's kernel address space at boot
      {machine, sysctl, zoneLimits, regions, outside, accounted, values, notes}
  kva read FILE...         what a text holds: tables, counters, panics: [--without REPAIR]
      {encoding, lineCount, verdict, blocks, sums, diagnostics, repairs, machine}, by name if several
  kva explain FILE         who holds the kernel's heap, what agrees with the model, what follows
      {headline, rules, balance, ledger, selfCheck, findings, limits, machine}
  kva diff FILE...         samples of one machine set side by side: [--hours N,N...] [--text]
      {headline, hours, samples, rows, total, totalRate, limit, notes}, or a table
  kva report FILE          a report to send, which can be read again: [--text] [--keep VALUE] [--without REPAIR]
      Markdown, or {format, text, replaced, readsBack} with --json
  kva collect              a script for sh that prints all that is read here, FreeBSD 4 to 15
      the script, or {script, commands} with --json
  kva scenarios            the scenarios that can be run
      [{id, title, what, seed}]
  kva workloads            the loads that a machine can be put under
      [{id, title, what, parameters}]
  kva run NAME|FILE        a scenario or a command file: [--until N] [--json|--vmstat-z|--vmstat-m|--events|--moments|--log]
                           a workload: --commands N [--seed N] [--ram SIZE] [--set NAME=VALUE]
      {at, commands, uptime, panic, hash, maps, pages, zones, types, holdings}, or the text asked for
  kva state NAME|FILE      the same after N commands: --at N
  kva --help               this text

FILE is a path, or - for standard input. docs/cli.md has the schemas,
docs/commands.md describes command files.

Options of layout, each with a default (6.2, i386, 256M):
${OPTIONS.map((o) => optionLine(o.name + argument(o), o.help)).join('\n')}
${optionLine('--set NAME=VALUE', 'a loader tunable, as often as you like')}

SIZE and VALUE take K, M and G.
`;
