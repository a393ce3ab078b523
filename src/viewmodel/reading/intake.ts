/** What the room takes in: the kinds of text it reads, what to run to get them, files and their limit. */
import { formatCount, formatSize } from '../../base/format';
import { MIB } from '../../base/units';
import { READERS } from '../../import';
import type { Verdict } from '../../import';

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
    const [tool = title, what = 'limits reached, failures and kills'] = title.split(': ');
    return { tool, what };
  });

/** Larger files are refused, packed or not; longer texts than 8 MB are read piece by piece. */
export const MOST_BYTES = 64 * MIB;

/** The verdict on a file that is too large to be looked at; null where it is not. */
export const tooLarge = (name: string, size: number): Verdict | null =>
  size <= MOST_BYTES
    ? null
    : {
        kind: 'too large',
        message: `${name} has ${formatSize(size)}; at most ${formatSize(MOST_BYTES)} are read here. Cut the tables out of it, or split it.`,
        run: `split -b 64m ${name} part-`,
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
