/** A run as text and back: version, machine, seed, log, position. Loading replays the log. */
import { err, ok } from '../../base/result';
import type { Result } from '../../base/result';
import { parseCommandFile } from './parse';
import type { CommandFile } from './parse';
import { rowsFromText, rowsToText } from '../load/rows';
import { Timeline } from './timeline';

/** Version of the text. A change of any rule that moves a state makes a new one. */
export const SAVE_VERSION = 1;

/** The run as JSON, with the hash of the present state to check the loading against. */
export const save = (t: Timeline): string =>
  JSON.stringify(
    {
      kvascope: SAVE_VERSION,
      machine: t.machine,
      seed: t.seed,
      ...(t.origin === null
        ? {}
        : { loaded: rowsToText(t.origin.rows), mapPages: t.origin.mapPages }),
      at: t.at,
      hash: t.hash(),
      commands: t.log,
    },
    (_, v: unknown) => (typeof v === 'bigint' ? `0x${v.toString(16)}` : v),
  );

/** Boots, or loads the rows that the text carries. */
const begin = (text: string, file: CommandFile): Result<Timeline, string> => {
  const { machine, seed } = file;
  const { loaded, mapPages } = JSON.parse(text) as { loaded?: unknown; mapPages?: unknown };
  if (loaded === undefined) return Timeline.boot(machine, seed);
  const rows = typeof loaded === 'string' ? rowsFromText(loaded) : 'expected a text';
  if (typeof rows === 'string') return err(`"loaded": ${rows}`);
  const pages = Number.isInteger(mapPages) ? Number(mapPages) : null;
  return Timeline.load(machine, seed, { rows, mapPages: pages });
};

/** Runs a command file from boot, or from the rows that it carries, to its end. */
export const replay = (text: string): Result<Timeline, string> => {
  const file = parseCommandFile(text);
  if (!file.ok) return file;
  const t = begin(text, file.value);
  if (!t.ok) return t;
  for (const command of file.value.commands) t.value.push(command);
  return t;
};

/**
 * Loads a saved run at its position.
 * @returns a sentence where the text is no save, is of another version, or replays to another state
 */
export const load = (text: string): Result<Timeline, string> => {
  let head: { kvascope?: unknown; at?: unknown; hash?: unknown } | null;
  try {
    head = JSON.parse(text) as typeof head;
  } catch {
    return err('not a saved run: no JSON');
  }
  if (head?.kvascope !== SAVE_VERSION)
    return err(
      `not a saved run of version ${SAVE_VERSION}: found ${JSON.stringify(head?.kvascope)}`,
    );
  const t = replay(text);
  if (!t.ok) return t;
  if (!Number.isInteger(head.at)) return err('"at": expected a whole number');
  t.value.seek(Number(head.at));
  return t.value.hash() === head.hash
    ? ok(t.value)
    : err('the saved run replays to another state: it was saved by another model');
};
