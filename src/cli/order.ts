/** The command line of `kva run` and `kva state`: what to run, how far, and what to print. */
import { err, ok } from '../base/result';
import type { Result } from '../base/result';
import { parseSize } from './options';

/** What can be printed, by its option. */
export const FORMATS = [
  '--json',
  '--vmstat-z',
  '--vmstat-m',
  '--events',
  '--moments',
  '--log',
] as const;
export type Format = (typeof FORMATS)[number];

/** What the words ask for. `commands`, `seed`, `ram` and `set` are for workloads only. */
export interface Order {
  readonly name: string;
  readonly until: number | null;
  readonly format: Format;
  readonly commands: number | null;
  readonly seed: number | null;
  readonly ram: number | null;
  readonly set: Readonly<Record<string, number>>;
}

interface Draft {
  name: string | undefined;
  format: Format;
  readonly numbers: Record<string, number>;
  readonly set: Record<string, number>;
}

const isFormat = (word: string): word is Format => (FORMATS as readonly string[]).includes(word);

/** Takes `name=value`; says what is wrong with it. */
const takeSetting = (draft: Draft, text: string): string | null => {
  const at = text.indexOf('=');
  const value = parseSize(text.slice(at + 1));
  if (at < 1 || value === null)
    return `--set ${text}: expected name=value, the value a whole number with K, M or G`;
  draft.set[text.slice(0, at)] = value;
  return null;
};

/** Takes the value of an option; says what is wrong with it. */
const takeValue = (draft: Draft, option: string, text: string | undefined): string | null => {
  if (option === '--set')
    return text === undefined ? '--set needs a value' : takeSetting(draft, text);
  const isSize = option === '--ram';
  const value = text === undefined ? null : isSize ? parseSize(text) : wholeNumber(text);
  if (value === null) return `${option} needs ${isSize ? 'a size' : 'a whole number'}`;
  draft.numbers[option] = value;
  return null;
};

const wholeNumber = (text: string): number | null => (/^\d{1,9}$/.test(text) ? Number(text) : null);

const takeName = (draft: Draft, word: string): string | null => {
  if (draft.name !== undefined) return `one run at a time: found ${draft.name} and ${word}`;
  draft.name = word;
  return null;
};

/**
 * Reads the words after the command.
 * @param position option that names the command to stop after: `--until`, or `--at` of `kva state`
 */
export const parseOrder = (args: readonly string[], position: string): Result<Order, string> => {
  const draft: Draft = { name: undefined, format: '--json', numbers: {}, set: {} };
  const withValue = [position, '--commands', '--seed', '--ram', '--set'];
  for (let i = 0; i < args.length; i += 1) {
    const word = args[i] ?? '';
    let wrong: string | null = null;
    if (isFormat(word)) draft.format = word;
    else if (withValue.includes(word)) {
      i += 1;
      wrong = takeValue(draft, word, args[i]);
    } else if (word.startsWith('--')) wrong = `unknown option ${word}; see kva --help`;
    else wrong = takeName(draft, word);
    if (wrong !== null) return err(wrong);
  }
  const { name, format, numbers, set } = draft;
  if (name === undefined)
    return err('give the name of a scenario or a workload, or a FILE.json with commands');
  const number = (option: string): number | null => numbers[option] ?? null;
  return ok({
    name,
    format,
    set,
    until: number(position),
    commands: number('--commands'),
    seed: number('--seed'),
    ram: number('--ram'),
  });
};
