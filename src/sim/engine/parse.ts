/**
 * A command file: plain JSON from anybody, checked by the table of fields. The first fault is told
 * with the command's index, the field, and what was expected.
 */
import { err, ok } from '../../base/result';
import type { Result } from '../../base/result';
import { kva } from '../../base/units';
import { makeMachine } from '../boot/machine';
import type { MachineSpec } from '../boot/types';
import { FIELDS } from './commands';
import type { Command, Verb } from './commands';
import type { FieldRule } from './fields';

/** What a file holds. */
export interface CommandFile {
  readonly machine: MachineSpec;
  readonly seed: number;
  readonly commands: readonly Command[];
}

type Plain = Readonly<Record<string, unknown>>;

const isPlain = (x: unknown): x is Plain =>
  typeof x === 'object' && x !== null && !Array.isArray(x);
const show = (x: unknown): string => (x === undefined ? 'nothing' : JSON.stringify(x).slice(0, 40));

/** What the rule wants, where the value is not that; null where it is. */
const wanted = (rule: FieldRule, value: unknown): string | null => {
  switch (rule.is) {
    case 'name':
      return typeof value === 'string' && value.length > 0 && value.length <= 64
        ? null
        : 'a name of 1 to 64 characters';
    case 'flag':
      return typeof value === 'boolean' ? null : 'true or false';
    case 'word':
      return rule.words.includes(value as string) ? null : `one of ${rule.words.join(', ')}`;
    case 'number':
      return Number.isInteger(value) && Number(value) >= rule.min && Number(value) <= rule.max
        ? null
        : `a whole number from ${rule.min} to ${rule.max}`;
  }
};

/** Checks one command; a sentence where it is none. */
export const checkCommand = (x: unknown): string | null => {
  if (!isPlain(x)) return `expected an object with "do", found ${show(x)}`;
  const verb = x['do'];
  if (typeof verb !== 'string' || !Object.hasOwn(FIELDS, verb))
    return `field "do": expected one of ${Object.keys(FIELDS).join(', ')}, found ${show(verb)}`;
  const fields = FIELDS[verb as Verb];
  for (const [name, field] of Object.entries(fields)) {
    const value = x[name];
    if (value === undefined && !field.needed) continue;
    const want = wanted(field.rule, value);
    if (want !== null) return `field "${name}" of ${verb}: expected ${want}, found ${show(value)}`;
  }
  const extra = Object.keys(x).find((name) => name !== 'do' && !Object.hasOwn(fields, name));
  return extra === undefined
    ? null
    : `field "${extra}" of ${verb}: expected only ${['do', ...Object.keys(fields)].join(', ')}`;
};

/** Checks a list of commands. */
export const parseCommands = (list: unknown): Result<readonly Command[], string> => {
  if (!Array.isArray(list)) return err(`"commands": expected a list, found ${show(list)}`);
  for (const [i, x] of list.entries()) {
    const fault = checkCommand(x);
    if (fault !== null) return err(`command ${i}: ${fault}`);
  }
  return ok(list as Command[]);
};

const MACHINE_NUMBERS = [
  'ram',
  'kernelEnd',
  'reservedTop',
  'agpAperture',
  'threads',
  'vmspaces',
  'kvaPages',
];
const MACHINE_FLAGS = ['smp', 'pae'];

/** A machine from plain JSON; `kernelVmEnd` is an address as text. */
const parseMachine = (x: unknown): Result<MachineSpec, string> => {
  if (!isPlain(x)) return err(`"machine": expected an object, found ${show(x)}`);
  const { kernelVmEnd, tunables = {}, ...rest } = x;
  for (const [name, value] of Object.entries(rest)) {
    const isNumber = MACHINE_NUMBERS.includes(name);
    const want = isNumber ? 'number' : MACHINE_FLAGS.includes(name) ? 'boolean' : 'string';
    if (typeof value !== want || (isNumber && !Number.isInteger(value)))
      return err(
        `"machine.${name}": expected a ${isNumber ? 'whole number' : want}, found ${show(value)}`,
      );
  }
  if (!isPlain(tunables) || !Object.values(tunables).every((n) => Number.isInteger(n)))
    return err(`"machine.tunables": expected whole numbers by name, found ${show(tunables)}`);
  const end = kernelVmEnd === undefined ? undefined : parseAddress(kernelVmEnd);
  if (end === null)
    return err(`"machine.kernelVmEnd": expected 0x and digits, found ${show(kernelVmEnd)}`);
  const spec = { ...rest, tunables } as Partial<MachineSpec>;
  return ok(makeMachine(end === undefined ? spec : { ...spec, kernelVmEnd: kva(end) }));
};

const parseAddress = (x: unknown): bigint | null =>
  typeof x === 'string' && /^0x[0-9a-f]{1,16}$/.test(x) ? BigInt(x) : null;

/** Reads a command file: `{"machine": {"ram": bytes}, "seed": 1, "commands": [...]}`. */
export const parseCommandFile = (text: string): Result<CommandFile, string> => {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch (e) {
    return err(`not JSON: ${e instanceof Error ? e.message : 'unreadable'}`);
  }
  if (!isPlain(file)) return err('expected an object with "commands"');
  const machine = parseMachine(file['machine'] ?? {});
  if (!machine.ok) return machine;
  const seed = file['seed'] ?? 1;
  if (!Number.isInteger(seed)) return err(`"seed": expected a whole number, found ${show(seed)}`);
  const commands = parseCommands(file['commands']);
  if (!commands.ok) return commands;
  return ok({
    machine: machine.value,
    seed: Number(seed),
    commands: commands.value,
  });
};
