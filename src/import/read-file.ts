/**
 * Bytes of a file, dropped or picked: unpacked, told by its first bytes, decoded and read. Never an
 * exception; what is no text gets a verdict that says what it is and what to do.
 */
import type { KernelReport, ReadOptions, Verdict } from './types';
import { MIB } from '../base/units';
import { readText } from './read-any';
import { repairId } from './repairs';
import { decodeBytes } from './text/encoding';
import { gunzip } from './text/inflate';
import { RUN } from './verdict';

/** A file that was read, or was found to be none that can be. */
export interface FileReading {
  readonly name: string;
  readonly encoding: string;
  readonly text: string;
  readonly report: KernelReport;
  readonly verdict: Verdict;
}

/** Larger texts go through the reader of logs, piece by piece. */
export const MOST_BYTES = 64 * MIB;

const OF_PICTURE = 'Letters in a picture are not read: copy the text out of the terminal.';
const OF_DUMP = 'A dump is read where it lies.';
const OF_PACKED = 'Unpack it, or paste the output.';

const MAGIC: readonly (readonly [bytes: readonly number[], what: string, todo?: string])[] = [
  [[0xff, 0xd8, 0xff], 'a JPEG picture', OF_PICTURE],
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG picture', OF_PICTURE],
  [[0x47, 0x49, 0x46, 0x38], 'a GIF picture', OF_PICTURE],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF document', 'Copy the text out of it, and paste that.'],
  [[0x50, 0x4b, 0x03, 0x04], 'a zip archive'],
  [[0x42, 0x5a, 0x68], 'packed with bzip2'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'packed with xz'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'packed with zstd'],
  [[0x7f, 0x45, 0x4c, 0x46], 'an ELF file, perhaps a kernel or a dump', OF_DUMP],
];

const DUMP = 'vmstat -z -M /var/crash/vmcore.0; vmstat -m -M /var/crash/vmcore.0';
const PAGE = 4096;

const isControl = (c: number): boolean => c < 9 || (c > 13 && c < 27) || c === 0x7f || c === 0xfffd;

const isBinary = (text: string): boolean => {
  const page = text.slice(0, PAGE);
  let odd = 0;
  for (let i = 0; i < page.length; i += 1) if (isControl(page.charCodeAt(i))) odd += 1;
  return odd * 100 > page.length;
};

const refused = (name: string, kind: Verdict['kind'], message: string, run = RUN): FileReading => {
  const verdict = { kind, message, run };
  return { name, encoding: 'none', text: '', report: { ...readText(''), verdict }, verdict };
};

const runFor = (todo: string): string => (todo === OF_DUMP ? DUMP : RUN);

const withGzip = (reading: FileReading, whole: boolean): FileReading => {
  if (whole) return reading;
  const message = `${reading.name} breaks off inside its packed data; the text before the break is read.`;
  const verdict: Verdict = { kind: 'truncated', message, run: `gunzip -t ${reading.name}` };
  return { ...reading, verdict, report: { ...reading.report, verdict } };
};

/** In 8-bit codes the encoding is a guess from the letters; `encoding:1` names it as one. */
const GUESSED = new Set(['windows-1251', 'koi8-r', 'gbk', 'windows-1252']);

const readPlain = (name: string, bytes: Uint8Array, options: ReadOptions): FileReading => {
  const id = repairId('encoding', 1);
  const undone = options.without?.includes(id) === true;
  const { text, encoding } = undone ? decodeBytes(bytes, 'utf-8') : decodeBytes(bytes);
  if (isBinary(text)) return refused(name, 'binary', `${name} is not text. ${OF_DUMP}`, DUMP);
  const report = readText(text, options);
  if (!GUESSED.has(encoding)) return { name, encoding, text, report, verdict: report.verdict };
  const what = `The bytes are not UTF-8; by their letters they were taken for ${encoding}.`;
  const lines = [1, Math.max(1, report.lines.length)] as const;
  const repairs = [{ id, kind: 'encoding', lines, what } as const, ...report.repairs];
  return { name, encoding, text, report: { ...report, repairs }, verdict: report.verdict };
};

/**
 * Reads a file of any kind.
 * @param most bytes, packed or not, from which it is refused
 */
export const readFile = (
  name: string,
  bytes: Uint8Array,
  options: ReadOptions & { readonly most?: number } = {},
): FileReading => {
  const most = options.most ?? MOST_BYTES;
  if (bytes.length === 0) return refused(name, 'empty', `${name} is empty: it has not one byte.`);
  if (bytes.length > most)
    return refused(
      name,
      'too large',
      `${name} has ${bytes.length} bytes; at most ${most} are read at once. Cut the tables out of it, or split it.`,
      `split -b ${Math.floor(most / MIB)}m ${name}`,
    );
  const unpacked = gunzip(bytes, most);
  if (unpacked !== null && unpacked.bytes.length > 0)
    return withGzip(readPlain(name, unpacked.bytes, options), unpacked.whole);
  const [, what, todo = OF_PACKED] =
    MAGIC.find(([magic]) => magic.every((b, i) => bytes[i] === b)) ?? [];
  if (what !== undefined)
    return refused(name, 'binary', `${name} is ${what}, not text. ${todo}`, runFor(todo));
  return readPlain(name, bytes, options);
};

/** Reads several files, each by itself, in the order given. */
export const readFiles = (
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
  options: ReadOptions = {},
): readonly FileReading[] => files.map(({ name, bytes }) => readFile(name, bytes, options));
