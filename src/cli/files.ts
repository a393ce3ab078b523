/** Files and options of commands that read texts. */
import { err, ok } from '../base/result';
import type { Result } from '../base/result';

/** Reads a file, or standard input for `-`. Throws as the system does. */
export type ReadFile = (path: string) => Uint8Array;

/** Bytes of a file, or one sentence why there are none. */
export const bytesOf = (path: string, readFile: ReadFile): Result<Uint8Array, string> => {
  const name = path === '-' ? 'standard input' : path;
  try {
    const data = readFile(path);
    return data.length === 0
      ? err(`${name} is empty: give the output of vmstat or sysctl`)
      : ok(data);
  } catch (e) {
    return err(`${name} cannot be read: ${e instanceof Error ? e.message : 'unknown reason'}`);
  }
};

/** Words of a command line apart: files, switches that stand there, and values of options. */
export interface Words {
  readonly files: readonly string[];
  readonly switches: ReadonlySet<string>;
  readonly values: Readonly<Record<string, readonly string[]>>;
}

/**
 * Sorts the words after a command.
 * @param withValue options that the next word belongs to
 * @param switches options that stand alone
 * @returns one sentence about the first word that fits nowhere
 */
export const sortWords = (
  words: readonly string[],
  withValue: readonly string[],
  switches: readonly string[] = [],
): Result<Words, string> => {
  const files: string[] = [];
  const found = new Set<string>();
  const values: Record<string, string[]> = {};
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? '';
    if (switches.includes(word)) found.add(word);
    else if (withValue.includes(word)) {
      i += 1;
      const value = words[i];
      if (value === undefined) return err(`${word} needs a value`);
      values[word] = [...(values[word] ?? []), value];
    } else if (word.startsWith('--')) return err(`unknown option ${word}; see kva --help`);
    else files.push(word);
  }
  return ok({ files, switches: found, values });
};
