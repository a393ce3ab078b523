/** The branch in view as a text for the link, and back: where it left the history, and its commands. */
import { err, ok } from '../../base/result';
import type { Result } from '../../base/result';
import { parseCommandFile } from '../../sim';
import type { Command } from '../../sim';
import { MAX_BY } from '../url-codec';
import { squeeze, unsqueeze } from './squeeze';

/** A branch, as a link carries it. */
export interface ByHand {
  /** commands of the history before the first by hand */
  readonly from: number;
  readonly commands: readonly Command[];
}

/** A branch that is short as it is stays as it is: pages from before there was the other form read it. */
const PLAIN_MOST = 1500;
/** Bytes of commands that are unpacked or tried to be packed at most. */
const MOST_BYTES = 256 * 1024;

/**
 * Packs a branch: `60.` and base64, or `60~` and the same made short. Empty where it is too long for a
 * link all the same.
 */
export const packByHand = ({ from, commands }: ByHand): string => {
  const bytes = new TextEncoder().encode(JSON.stringify(commands));
  if (bytes.length > MOST_BYTES) return '';
  if (bytes.length < PLAIN_MOST) {
    let binary = '';
    for (const byte of bytes) binary += String.fromCharCode(byte);
    const text = btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
    const plain = `${from}.${text}`;
    if (plain.length <= PLAIN_MOST) return plain;
  }
  const packed = `${from}~${squeeze(bytes)}`;
  return packed.length > MAX_BY ? '' : packed;
};

const plainBytes = (text: string): Uint8Array => {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (c) => c.charCodeAt(0));
};

const jsonOf = (form: string, text: string): string | null => {
  try {
    const bytes = form === '~' ? unsqueeze(text, MOST_BYTES) : plainBytes(text);
    if (bytes === null) return null;
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

/** @returns the branch, or a sentence why the text is none */
export const unpackByHand = (packed: string): Result<ByHand, string> => {
  const [, from = '', form = '', text = ''] = /^(\d{1,9})([.~])([\w-]*)$/.exec(packed) ?? [];
  const json = from === '' ? null : jsonOf(form, text);
  if (json === null) return err('The commands by hand in this link are damaged.');
  const file = parseCommandFile(`{"commands": ${json}}`);
  return file.ok
    ? ok({ from: Number(from), commands: file.value.commands })
    : err(`The commands by hand in this link are damaged: ${file.error}.`);
};
