/** Commands that put files on the disk, read them and write them. */
import { formatCount } from '../../../base/format';
import { BSHIFT, filePages, needRoot, newDirectory, newFile } from '../../file/disk';
import { FILE_REG } from '../../file/state';
import { readBlock, writeBlock } from '../../file/transfer';
import type { Span } from '../../file/transfer';
import type { Kernel } from '../../kernel/types';
import { below } from '../../state/random';
import { done, hold, holdingFor, members, repeat, wrong } from '../done';
import type { Done, Step } from '../done';
import type { Sim } from '../sim';
import type { FileCommand } from './file-commands';

type Of<V extends FileCommand['do']> = Extract<FileCommand, { do: V }>;

/** Files in a directory where nothing else is said. */
const PER_DIRECTORY = 16;
/** `IO_SEQMAX`. */
const SEQMAX = 127;

/** What a call that may sleep came to, as a step of a command. */
export const came = (ok: boolean): Step => (ok ? 'done' : 'asleep');
/** How often, where that is more than once. */
export const several = (n: number): string => (n === 1 ? '' : ` × ${formatCount(n)}`);

/** `file_create` */
export const runCreate = (s: Sim, c: Of<'file_create'>): Done => {
  const name = c.as ?? 'files';
  const block = c.block ?? 1 << BSHIFT;
  const bshift = Math.log2(block);
  if (!Number.isInteger(bshift)) return wrong(`a block of ${block} B is no power of two`);
  const h = holdingFor(s, 'file', name);
  if (typeof h === 'string') return wrong(h);
  const k = s.kernel;
  const { count = 1, perdir = PER_DIRECTORY, pages = 0, long = false } = c;
  const top = newDirectory(k, needRoot(k), bshift);
  let dir = top;
  for (let i = 0; i < count; i += 1) {
    if (count > perdir && i % perdir === 0) dir = newDirectory(k, top, bshift);
    hold(h, newFile(k, { type: FILE_REG, sectors: pages * 8, bshift, longName: long, dir }));
  }
  s.work += count;
  return done(`${name}: files of ${pages} pages on the disk${several(count)}`);
};

/** The spans of `from` … `from + pages − 1` of a file, cut where blocks end. */
const spans = (k: Kernel, f: number, c: { from?: number; pages?: number }): Span[] => {
  const per = 2 ** (k.file.file.bshift.get(f) - 12);
  const from = c.from ?? 0;
  const end = c.pages === undefined ? filePages(k, f) : from + c.pages;
  const cut: Span[] = [];
  for (let page = from; page < end;) {
    const next = Math.min((Math.floor(page / per) + 1) * per, end);
    const seqcount = Math.min(cut.length + 2, SEQMAX);
    cut.push({ page, pages: next - page, seqcount, first: cut.length === 0 });
    page = next;
  }
  return cut;
};

const allSpans = (k: Kernel, files: readonly number[], c: { from?: number; pages?: number }) =>
  files.flatMap((f) => spans(k, f, c).map((span) => [f, span] as const));

/** `file_read` */
export const runRead = (s: Sim, c: Of<'file_read'>, left: number | null): Done => {
  const files = members(s, 'file', c.file, c.nth);
  if (typeof files === 'string') return wrong(files);
  const todo = allSpans(s.kernel, files, c);
  const words = `read(${c.file}): ${formatCount(todo.length)} blocks`;
  const step = (i: number): Step =>
    came(readBlock(s.kernel, ...(todo[i] as (typeof todo)[number])));
  return repeat(s, { total: todo.length, left, step, words });
};

/** `pages` pages anywhere in a file, each by itself. */
const randomWrite = (k: Kernel, f: number): Step => {
  const pages = filePages(k, f);
  if (pages === 0) return 'refused';
  return came(
    writeBlock(k, f, { page: below(k.random, pages), pages: 1, seqcount: 0, first: false }),
  );
};

/** `file_write` */
export const runWrite = (s: Sim, c: Of<'file_write'>, left: number | null): Done => {
  const files = members(s, 'file', c.file, c.nth);
  if (typeof files === 'string') return wrong(files);
  const k = s.kernel;
  if (c.random === true) {
    const times = c.pages ?? 1;
    const words = `write(${c.file}): ${formatCount(times * files.length)} pages at random`;
    const step = (i: number): Step => randomWrite(k, files[i % files.length] as number);
    return repeat(s, { total: times * files.length, left, step, words });
  }
  const todo = allSpans(k, files, c);
  const words = `write(${c.file}): ${formatCount(todo.length)} blocks`;
  const step = (i: number): Step => came(writeBlock(k, ...(todo[i] as (typeof todo)[number])));
  return repeat(s, { total: todo.length, left, step, words });
};
