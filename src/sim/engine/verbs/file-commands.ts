/** Commands of files and the buffer cache: their types and fields. What they do is in `file-run.ts`. */
import { FLAG, MILLION, NAME, NTH, TAKE, needed, number, optional } from '../fields';
import type { FieldTable, Nth, Take } from '../fields';

/** The pages `from` … `from + pages − 1` of a file; without `pages`, up to its end. */
interface Range {
  readonly from?: number;
  readonly pages?: number;
}

export type FileCommand =
  | ({ do: 'file_create'; pages?: number; perdir?: number; block?: number; long?: boolean } & Take)
  | ({ do: 'file_stat'; file: string } & Nth)
  | ({ do: 'file_open'; file: string } & Nth)
  | ({ do: 'file_close'; file: string } & Nth)
  | ({ do: 'file_unlink'; file: string } & Nth)
  | ({ do: 'file_readdir'; file: string } & Nth)
  | ({ do: 'file_read'; file: string } & Nth & Range)
  | ({ do: 'file_write'; file: string; random?: boolean } & Nth & Range)
  | ({ do: 'file_sync'; file?: string } & Nth)
  | ({ do: 'file_mmap'; process: string; file: string } & Nth);

const FILE = { file: needed(NAME), ...NTH };
const PAGES = number(1, 2 ** 20);
const RANGE = { from: optional(number(0, 2 ** 20)), pages: optional(PAGES) };

/** Their fields. */
export const FILE_FIELDS: FieldTable<FileCommand['do']> = {
  file_create: {
    ...TAKE,
    pages: optional(number(0, 2 ** 20)),
    perdir: optional(number(1, MILLION)),
    block: optional(number(4096, 65_536)),
    long: optional(FLAG),
  },
  file_stat: FILE,
  file_open: FILE,
  file_close: FILE,
  file_unlink: FILE,
  file_readdir: FILE,
  file_read: { ...FILE, ...RANGE },
  file_write: { ...FILE, ...RANGE, random: optional(FLAG) },
  file_sync: { file: optional(NAME), ...NTH },
  file_mmap: { process: needed(NAME), ...FILE },
};
