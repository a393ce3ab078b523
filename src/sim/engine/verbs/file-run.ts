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
import { filePages } from '../../file/disk';
import { syncAll } from '../../file/syncer';
import { mmap } from '../../proc/proc';
import { objectDeallocate } from '../../vm/object';
import type { Kernel } from '../../kernel/types';
import { done, letGo, members, repeat, wrong } from '../done';
import type { Done, Runners, Step } from '../done';
import type { Sim } from '../sim';
import type { FileCommand } from './file-commands';
import { came, runCreate, runRead, runWrite, several } from './file-io-run';

type Of<V extends FileCommand['do']> = Extract<FileCommand, { do: V }>;

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
  return k.wait.on === '' ? 'refused' : 'asleep';
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
