/** What the room takes in: the kinds of text it reads, what to run to get them, files and their limit. */
import { formatCount, formatSize } from '../../base/format';
import { MIB } from '../../base/units';
import { READERS, decodeBytes } from '../../import';

/** Prints everything that the room can use, on any release. */
export const COMMAND =
  'uname -a; vmstat -z; vmstat -m; sysctl hw.physmem vm.kmem_size vm.kmem_size_max vm.kmem_size_scale vm.kvm_size vm.kvm_free; netstat -m; top -b | head -8';

/** The same of a crash dump. */
export const DUMP_COMMAND = 'vmstat -z -M /var/crash/vmcore.0; vmstat -m -M /var/crash/vmcore.0';

/** What people paste most stands first; the order of the registry is that of asking. */
const FIRST_KINDS = ['vmstat-z', 'vmstat-m', 'sysctl', 'top', 'netstat-m', 'panic'];
const place = (id: string): number => {
  const at = FIRST_KINDS.indexOf(id);
  return at < 0 ? FIRST_KINDS.length : at;
};

/** `vmstat -z`, `UMA zones` … of every reader, other systems left out. */
export const KINDS: readonly { readonly tool: string; readonly what: string }[] = READERS.filter(
  (r) => r.id !== 'foreign',
)
  .sort((a, b) => place(a.id) - place(b.id))
  .map(({ title }) => {
    const [tool = title, what = ''] = title.split(': ');
    return { tool, what };
  });

/** Larger files are refused: no output of these tools comes near it. */
export const MOST_BYTES = 8 * MIB;

/** From this length on a text takes long enough that the room says what it is doing. */
export const LONG_TEXT = 200_000;

export type Intake =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

const SNIFF = 4096;
const GZIP = [0x1f, 0x8b];

const isControl = (code: number): boolean =>
  code < 9 || (code > 13 && code < 27) || code === 0x7f || code === 0xfffd;

/** Characters that no text holds, in its first page. */
const isBinary = (text: string): boolean => {
  const page = text.slice(0, SNIFF);
  let odd = 0;
  for (let i = 0; i < page.length; i += 1) if (isControl(page.charCodeAt(i))) odd += 1;
  return odd * 100 > page.length;
};

/** The message for a file that is too large to be looked at; null where it is not. */
export const tooLarge = (name: string, size: number): string | null =>
  size <= MOST_BYTES
    ? null
    : `${name} has ${formatSize(size)}; at most ${formatSize(MOST_BYTES)} are read here. Cut the tables out of it, or split it.`;

/** A file's bytes as text, or a sentence saying why not and what to do. */
export const readFile = (name: string, bytes: Uint8Array): Intake => {
  const large = tooLarge(name, bytes.length);
  if (large !== null) return { ok: false, message: large };
  if (bytes.length === 0) return { ok: false, message: `${name} is empty: it has not one byte.` };
  if (GZIP.every((b, i) => bytes[i] === b))
    return { ok: false, message: `${name} is packed with gzip. Unpack it first: gunzip ${name}.` };
  const { text } = decodeBytes(bytes);
  if (isBinary(text))
    return {
      ok: false,
      message: `${name} is not text. A crash dump is read on its own machine: ${DUMP_COMMAND}.`,
    };
  return { ok: true, text };
};

/** Lines of a text, for the state that is shown while it is read. */
export const countLines = (text: string): number => {
  let lines = text === '' ? 0 : 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1))
    if (at < text.length - 1) lines += 1;
  return lines;
};

/** `Reading 50,606 lines.` */
export const readingWords = (text: string): string =>
  `Reading ${formatCount(countLines(text))} lines.`;
