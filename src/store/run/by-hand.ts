/** The branch in view as a text for the link, and back: where it left the history, and its commands. */
import { err, ok } from '../../base/result';
import type { Result } from '../../base/result';
import { parseCommandFile } from '../../sim';
import type { Command } from '../../sim';
import { MAX_BY } from '../url-codec';

/** A branch, as a link carries it. */
export interface ByHand {
  /** commands of the history before the first by hand */
  readonly from: number;
  readonly commands: readonly Command[];
}

/** Packs a branch. Empty where it is too long for a link. */
export const packByHand = ({ from, commands }: ByHand): string => {
  let binary = '';
  for (const byte of new TextEncoder().encode(JSON.stringify(commands)))
    binary += String.fromCharCode(byte);
  const text = btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  const packed = `${from}.${text}`;
  return packed.length > MAX_BY ? '' : packed;
};

const jsonOf = (text: string): string | null => {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (c) => c.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

/** @returns the branch, or a sentence why the text is none */
export const unpackByHand = (packed: string): Result<ByHand, string> => {
  const [, from = '', text = ''] = /^(\d{1,9})\.([\w-]*)$/.exec(packed) ?? [];
  const json = from === '' ? null : jsonOf(text);
  if (json === null) return err('The commands by hand in this link are damaged.');
  const file = parseCommandFile(`{"commands": ${json}}`);
  return file.ok
    ? ok({ from: Number(from), commands: file.value.commands })
    : err(`The commands by hand in this link are damaged: ${file.error}.`);
};
