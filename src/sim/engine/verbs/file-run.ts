/** What the commands of files and the buffer cache do. */
import { formatCount } from '../../../base/format';
import {
  closeFile,
  fileObject,
  fsyncFile,
  isOpen,
  openFile,
  readDirectory,
  statFile,
  unlinkFile,
} from '../../file/calls';
import { BSHIFT, filePages, needRoot, newDirectory, newFile } from '../../file/disk';
import { FILE_REG } from '../../file/state';
import { syncAll } from '../../file/syncer';
import { readBlock, writeBlock } from '../../file/transfer';
import type { Span } from '../../file/transfer';
import { mmap } from '../../proc/proc';
import { below } from '../../state/random';
import { objectDeallocate } from '../../vm/object';
import type { Kernel } from '../../kernel/types';
import { done, hold, holdingFor, letGo, members, repeat, wrong } from '../done';
import type { Done, Runners, Step } from '../done';
import type { Sim } from '../sim';
import type { FileCommand } from './file-commands';

type Of<V extends FileCommand['do']> = Extract<FileCommand, { do: V }>;

/** Files in a directory where nothing else is said. */
const PER_DIRECTORY = 16;
/** `IO_SEQMAX`. */
const SEQMAX = 127;

const came = (ok: boolean): Step => (ok ? 'done' : 'asleep');
const several = (n: number): string => (n === 1 ? '' : ` × ${formatCount(n)}`);

const runCreate = (s: Sim, c: Of<'file_create'>): Done => {
  const name = c.as ?? 'files';
  const block = c.block ?? 1 << BSHIFT;
  const bshift = Math.log2(block);
  if (!Number.isInteger(bshift)) return wrong(`a block of ${block} B is no power of two`);
  const h = holdingFor(s, 'file', name);
  if (typeof h === 'string') return wrong(h);
  const k = s.kernel;
  const [count, per] = [c.count ?? 1, c.perdir ?? PER_DIRECTORY];
  const top = newDirectory(k, needRoot(k), bshift);
  const plain = { type: FILE_REG, sectors: (c.pages ?? 0) * 8, bshift, longName: c.long ?? false };
  let dir = top;
  for (let i = 0; i < count; i += 1) {
    if (count > per && i % per === 0) dir = newDirectory(k, top, bshift);
    hold(h, newFile(k, { ...plain, dir }));
  }
  s.work += count;
  return done(`${name}: files of ${c.pages ?? 0} pages on the disk${several(count)}`);
};

/** Does one thing to each file that a command means. */
const each = (
  s: Sim,
  c: { readonly file: string; readonly nth?: number },
  left: number | null,
  act: { readonly call: string; readonly step: (f: number) => Step },
): Done => {
  const files = members(s, 'file', c.file, c.nth);
  if (typeof files === 'string') return wrong(files);
  const words = `${act.call}(${c.file})${several(files.length)}`;
  const step = (i: number): Step => act.step(files[i] as number);
  return repeat(s, { total: files.length, left, step, words });
};

const runStat = (s: Sim, c: Of<'file_stat'>, left: number | null): Done =>
  each(s, c, left, { call: 'lstat', step: (f) => came(statFile(s.kernel, f)) });

const runOpen = (s: Sim, c: Of<'file_open'>, left: number | null): Done =>
  each(s, c, left, {
    call: 'open',
    step: (f) => (isOpen(s.kernel, f) ? 'refused' : came(openFile(s.kernel, f))),
  });

const runClose = (s: Sim, c: Of<'file_close'>, left: number | null): Done =>
  each(s, c, left, {
    call: 'close',
    step: (f) => {
      if (!isOpen(s.kernel, f)) return 'refused';
      closeFile(s.kernel, f);
      return 'done';
    },
  });

const runUnlink = (s: Sim, c: Of<'file_unlink'>, left: number | null): Done =>
  each(s, c, left, {
    call: 'unlink',
    step: (f) => {
      // A file without a name cannot be named again: close it first.
      if (isOpen(s.kernel, f)) return 'refused';
      if (!unlinkFile(s.kernel, f)) return 'asleep';
      letGo(s, c.file, f);
      return 'done';
    },
  });

/** The directories above some files, each once, parents first. */
const directories = (k: Kernel, files: readonly number[]): number[] => {
  const { dir } = k.file.file;
  const seen = new Set<number>();
  for (const f of files) {
    seen.add(dir.get(dir.get(f)));
    seen.add(dir.get(f));
  }
  return [...seen];
};

const runReaddir = (s: Sim, c: Of<'file_readdir'>, left: number | null): Done => {
  const files = members(s, 'file', c.file, c.nth);
  if (typeof files === 'string') return wrong(files);
  const dirs = directories(s.kernel, files);
  const words = `readdir(${c.file}): ${formatCount(dirs.length)} directories`;
  const step = (i: number): Step => came(readDirectory(s.kernel, dirs[i] as number));
  return repeat(s, { total: dirs.length, left, step, words });
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

const runRead = (s: Sim, c: Of<'file_read'>, left: number | null): Done => {
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

const runWrite = (s: Sim, c: Of<'file_write'>, left: number | null): Done => {
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

const runSync = (s: Sim, c: Of<'file_sync'>, left: number | null): Done => {
  const { file } = c;
  if (file !== undefined) {
    const step = (f: number): Step => came(fsyncFile(s.kernel, f));
    return each(s, { ...c, file }, left, { call: 'fsync', step });
  }
  syncAll(s.kernel);
  s.work += 1;
  return done('sync()');
};

const mapFile = (k: Kernel, p: number, f: number): Step => {
  if (filePages(k, f) === 0) return 'refused';
  const object = fileObject(k, f);
  if (object === 0) return 'asleep';
  if (mmap(k, p, filePages(k, f), object) !== 0) return 'done';
  objectDeallocate(k, object);
  return 'refused';
};

const runMmap = (s: Sim, c: Of<'file_mmap'>, left: number | null): Done => {
  const procs = members(s, 'process', c.process);
  if (typeof procs === 'string') return wrong(procs);
  const files = members(s, 'file', c.file, c.nth);
  if (typeof files === 'string') return wrong(files);
  const todo = procs.flatMap((p) => files.map((f) => [p, f] as const));
  const words = `${c.process}: mmap(${c.file})${several(todo.length)}`;
  const step = (i: number): Step => mapFile(s.kernel, ...(todo[i] as readonly [number, number]));
  return repeat(s, { total: todo.length, left, step, words });
};

/** One runner a verb. */
export const FILE_RUNNERS: Runners<FileCommand> = {
  file_create: runCreate,
  file_stat: runStat,
  file_open: runOpen,
  file_close: runClose,
  file_unlink: runUnlink,
  file_readdir: runReaddir,
  file_read: runRead,
  file_write: runWrite,
  file_sync: runSync,
  file_mmap: runMmap,
};
