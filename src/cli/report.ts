/** `kva report FILE` and `kva collect`: a report to send, and what to run to get a paste. */
import { err, ok } from '../base/result';
import type { Result } from '../base/result';
import { readFile as readFileBytes } from '../import';
import { explain } from '../viewmodel/explain/explain';
import { COLLECTOR, COMMANDS_TO_PASTE } from '../viewmodel/report/collect';
import { writeReport } from '../viewmodel/report/report';
import { bytesOf, sortWords } from './files';
import type { ReadFile } from './files';

/** What to print: a text, with a word on standard error where something is to be known, or an object. */
export type Printed =
  { readonly text: string; readonly warning?: string } | { readonly value: unknown };

/** Writes the report of one file. */
export const reportOn = (words: readonly string[], readFile: ReadFile): Result<Printed, string> => {
  const sorted = sortWords(words, ['--keep', '--without'], ['--text', '--json']);
  if (!sorted.ok) return sorted;
  const { files, switches, values } = sorted.value;
  const [path, extra] = files;
  if (path === undefined || extra !== undefined)
    return err('give one FILE, or - for standard input');
  const data = bytesOf(path, readFile);
  if (!data.ok) return data;
  const without = values['--without'] ?? [];
  const { report } = readFileBytes(path, data.value, { without });
  const format = switches.has('--text') ? 'text' : 'markdown';
  const keep = values['--keep'] ?? [];
  const written = writeReport(report, explain(report), { format, keep, without });
  if (switches.has('--json')) return ok({ value: { format, ...written } });
  const warning = 'read again, the report gives other rows: send the paste along';
  return ok(written.readsBack ? { text: written.text } : { text: written.text, warning });
};

/** The script, or with `--json` the script and the commands one by one. */
export const collect = (words: readonly string[]): Result<Printed, string> => {
  const sorted = sortWords(words, [], ['--json']);
  if (!sorted.ok) return sorted;
  const [stray] = sorted.value.files;
  if (stray !== undefined) return err(`collect takes no file: found ${stray}`);
  return ok(
    sorted.value.switches.has('--json')
      ? { value: { script: COLLECTOR, commands: COMMANDS_TO_PASTE } }
      : { text: COLLECTOR },
  );
};
