/** All levers, what their forms start with, and the commands that a filled form gives. */
import { parseCommandFile } from '../../../sim';
import type { Command, Timeline } from '../../../sim';
import { FILE_LEVERS, PIPE_LEVERS } from './files';
import type { Fields, Lever, LeverField, Plain } from './lever';
import { MEMORY_LEVERS } from './memory';
import { NET_LEVERS } from './network';
import { PRESSURE_LEVERS } from './pressure';
import { PROCESS_LEVERS } from './processes';

/** In the order of the list. */
export const LEVERS: readonly Lever[] = [
  ...PRESSURE_LEVERS,
  ...MEMORY_LEVERS,
  ...PROCESS_LEVERS,
  ...FILE_LEVERS,
  ...PIPE_LEVERS,
  ...NET_LEVERS,
];

/** The lever that stands in the form where nobody has chosen one. */
export const FIRST_LEVER = 'malloc';

/** The lever of that id, or the first. */
export const leverOf = (id: string): Lever =>
  LEVERS.find((l) => l.id === id) ??
  LEVERS.find((l) => l.id === FIRST_LEVER) ??
  (LEVERS[0] as Lever);

/** What the form starts with; a choice that has no such option starts with its first. */
export const startFields = (lever: Lever, t: Timeline): Fields =>
  Object.fromEntries(
    lever.fields.map((f) => {
      const options = f.options?.(t);
      const start = typeof f.start === 'string' ? f.start : f.start(t);
      if (options === undefined || options.includes(start)) return [f.id, start];
      return [f.id, options[0] ?? ''];
    }),
  );

const valueOf = (f: LeverField, text: string): unknown => {
  if (f.kind === 'flag') return text === 'yes';
  if (f.kind !== 'number') return text;
  return text.trim() === '' ? Number.NaN : Number(text);
};

const plain = (lever: Lever, fields: Fields): Plain => ({
  do: lever.id,
  ...Object.fromEntries(
    lever.fields
      .filter((f) => f.isOptional !== true || (fields[f.id] ?? '') !== '')
      .map((f) => [f.id, valueOf(f, fields[f.id] ?? '')]),
  ),
});

/** A number that is no number is told by the name of its field, before commands are made of it. */
const faultIn = (lever: Lever, fields: Fields): string | null => {
  for (const f of lever.fields) {
    const text = (fields[f.id] ?? '').trim();
    if (f.kind !== 'number' || (text === '' && f.isOptional === true)) continue;
    if (!/^\d{1,15}$/.test(text)) return `${f.label}: expected a whole number, found “${text}”.`;
  }
  const empty = lever.fields.find((f) => f.kind === 'choice' && (fields[f.id] ?? '') === '');
  return empty === undefined ? null : `${empty.label}: there is none yet.`;
};

/**
 * The commands of a filled form.
 * @returns a sentence where a field does not fit: the checker of command files has the last word
 */
export const leverCommands = (
  lever: Lever,
  fields: Fields,
  t: Timeline,
): readonly Command[] | string => {
  const fault = faultIn(lever, fields);
  if (fault !== null) return fault;
  const commands = lever.commands?.(fields, t) ?? [plain(lever, fields)];
  const file = parseCommandFile(JSON.stringify({ commands }));
  return file.ok ? file.value.commands : file.error.replace(/^command \d+: /, '');
};
