/**
 * Files that come to more than is read at once, unpacked by the browser's own means, which does not
 * hold up the page. Smaller ones are unpacked by the readers.
 */
import type { Verdict } from '../../import';
import { MOST_BYTES } from '../../viewmodel/reading/intake';
import { WHOLE } from './bounds';
import type { Pace } from './types';

interface Long {
  readonly bytes: Uint8Array;
  /** where the packed data breaks off, or holds too much */
  readonly verdict: Verdict | null;
}

/** The last four bytes of a gzip file say how long the text is: RFC 1952, ISIZE. */
const packedLength = (bytes: Uint8Array): number | null => {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes.length < 18) return null;
  return new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4, 4).getUint32(0, true);
};

const joined = (parts: readonly Uint8Array[], length: number): Uint8Array => {
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

const inflate = async (name: string, bytes: Uint8Array, pace: Pace): Promise<Long> => {
  const stream = new Blob([bytes as BlobPart]).stream();
  const reader = stream.pipeThrough(new DecompressionStream('gzip')).getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for (let got = await reader.read(); !got.done; got = await reader.read()) {
      parts.push(got.value);
      length += got.value.length;
      pace.tell({ doing: 'unpacking', lines: 0, share: null });
      if (length <= MOST_BYTES) continue;
      await reader.cancel();
      return {
        bytes: joined(parts, length).subarray(0, MOST_BYTES),
        verdict: {
          kind: 'too large',
          message: `${name} unpacks to more than 64 MB; what follows the first 64 MB is left out.`,
          run: `gunzip -c ${name} | split -b 64m - part-`,
        },
      };
    }
  } catch {
    return {
      bytes: joined(parts, length),
      verdict: {
        kind: 'truncated',
        message: `${name} breaks off inside its packed data; the text before the break is read.`,
        run: `gunzip -t ${name}`,
      },
    };
  }
  return { bytes: joined(parts, length), verdict: null };
};

/** The bytes of a text that is too long to be read at once; null for all other files. */
export const unpacked = async (
  name: string,
  bytes: Uint8Array,
  pace: Pace,
): Promise<Long | null> => {
  const length = packedLength(bytes);
  if (length === null)
    return bytes.length > WHOLE && bytes.length <= MOST_BYTES ? { bytes, verdict: null } : null;
  return length > WHOLE ? inflate(name, bytes, pace) : null;
};
