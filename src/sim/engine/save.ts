/** A run as text and back: version, machine, seed, log, position. Loading replays the log. */
import { err, ok } from '../../base/result';
import type { Result } from '../../base/result';
import { parseCommandFile } from './parse';
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
      at: t.at,
      hash: t.hash(),
      commands: t.log,
    },
    (_, v: unknown) => (typeof v === 'bigint' ? `0x${v.toString(16)}` : v),
  );

/** Runs a command file from boot to its end. */
export const replay = (text: string): Result<Timeline, string> => {
  const file = parseCommandFile(text);
  if (!file.ok) return file;
  const t = Timeline.boot(file.value.machine, file.value.seed);
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
