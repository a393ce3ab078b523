/** Levers of files and pipes. */
import { formatBytes, formatCount } from '../../../base/format';
import {
  COUNT,
  NEW,
  amount,
  choice,
  choiceOrNew,
  freeName,
  number,
  pagesWords,
  word,
} from './lever';
import type { Fields, Lever, LeverField, Plain } from './lever';
import type { Timeline } from '../../../sim';

const FILE = choiceOrNew('file', 'files', 'file');
const PAGES = number('pages', 'pages each, of new ones', '64');
const HOW_MANY: LeverField = { ...COUNT, label: 'how many, of new ones' };

/** Files to work with: those that there are, or new ones on the disk. */
const filesOr = (
  f: Fields,
  t: Timeline,
): { readonly file: string; readonly before: readonly Plain[] } => {
  if (word(f, 'file') !== NEW && word(f, 'file') !== '')
    return { file: word(f, 'file'), before: [] };
  const as = freeName(t, 'files');
  const made = { do: 'file_create', as, count: amount(f, 'count'), pages: amount(f, 'pages') };
  return { file: as, before: [made] };
};

const theFiles = (f: Fields): string =>
  word(f, 'file') === NEW
    ? `${formatCount(amount(f, 'count'))} new ${amount(f, 'count') === 1 ? 'file' : 'files'} of ${pagesWords(amount(f, 'pages'))}`
    : `the files ${word(f, 'file')}`;

/** A lever that does one thing to files, made first where there are none. */
const onFiles = (id: string, label: string, will: (files: string) => string): Lever => ({
  id,
  group: 'file',
  label,
  fields: [FILE, HOW_MANY, PAGES],
  will: (f) => will(theFiles(f)),
  commands: (f, t) => {
    const { file, before } = filesOr(f, t);
    const looked = id === 'file_stat' ? [{ do: 'file_readdir', file }] : [];
    return [...before, ...looked, { do: id, file }];
  },
});

/** See the head of the file. */
export const FILE_LEVERS: readonly Lever[] = [
  onFiles(
    'file_read',
    'Read a file',
    (files) =>
      `read ${files}, block by block through buffers of buffer_map. Their pages stay in RAM when the buffers go.`,
  ),
  onFiles(
    'file_write',
    'Write a file',
    (files) => `write ${files}. The buffers are dirty until bufdaemon or the syncer writes them.`,
  ),
  onFiles(
    'file_stat',
    'Look for files, as find(1) does',
    (files) =>
      `read the directories of ${files} and look at each: a VNODE, an inode and a name for each, and none of its data.`,
  ),
  {
    id: 'file_sync',
    group: 'file',
    label: 'Write all to disk (sync)',
    fields: [],
    will: () => 'write every dirty buffer and page of files.',
    commands: () => [{ do: 'file_sync' }],
  },
];

const PIPE = choiceOrNew('pipe', 'pipe', 'pipe');

const pipeOr = (
  f: Fields,
  t: Timeline,
): { readonly pipe: string; readonly before: readonly Plain[] } => {
  if (word(f, 'pipe') !== NEW && word(f, 'pipe') !== '')
    return { pipe: word(f, 'pipe'), before: [] };
  const as = freeName(t, 'pipes');
  return { pipe: as, before: [{ do: 'pipe_open', as }] };
};

/** Pages of a writer that one direct write borrows at most, and from how many bytes on. */
const DIRECT = 8192;

const writeWill = (f: Fields): string => {
  const bytes = amount(f, 'bytes');
  const how =
    bytes >= DIRECT
      ? 'From 8,192 bytes on it lends its own pages, held in RAM until they are read.'
      : 'Below 8,192 bytes they are copied into the buffer.';
  return `${word(f, 'pipe') === NEW ? 'open a pipe and ' : ''}write ${formatBytes(bytes)} to it. ${how} A writer without room sleeps.`;
};

/** See the head of the file. */
export const PIPE_LEVERS: readonly Lever[] = [
  {
    id: 'pipe_open',
    group: 'pipe',
    label: 'Open a pipe',
    fields: [{ ...COUNT, label: 'how many' }],
    will: (f) =>
      `open ${formatCount(amount(f, 'count'))} ${amount(f, 'count') === 1 ? 'pipe' : 'pipes'}: 16,384 bytes of pipe_map each, 4,096 once half of pipe_map is taken. RAM comes with the first bytes.`,
    commands: (f) => [{ do: 'pipe_open', as: 'pipes', count: amount(f, 'count') }],
  },
  {
    id: 'pipe_write',
    group: 'pipe',
    label: 'Write to a pipe',
    fields: [PIPE, number('bytes', 'bytes', '65536')],
    will: writeWill,
    commands: (f, t) => {
      const { pipe, before } = pipeOr(f, t);
      return [...before, { do: 'pipe_write', pipe, bytes: amount(f, 'bytes') }];
    },
  },
  {
    id: 'pipe_read',
    group: 'pipe',
    label: 'Read from a pipe',
    fields: [choice('pipe', 'pipe', 'pipe'), number('bytes', 'bytes', '65536')],
    will: (f) =>
      `read up to ${formatBytes(amount(f, 'bytes'))} from each of ${word(f, 'pipe')}. A reader that finds nothing sleeps; a writer that waits goes on.`,
  },
  {
    id: 'pipe_close',
    group: 'pipe',
    label: 'Close a pipe',
    fields: [choice('pipe', 'pipe', 'pipe')],
    will: (f) => `close both ends of ${word(f, 'pipe')}; its address space goes back to pipe_map.`,
  },
];
