/** The project's own files, for tests that hold for all of them. Paths use `/` and start at the root. */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

const NOT_OURS = new Set(['node_modules', 'coverage', 'dist', 'dist-single']);
const isOurs = (name: string): boolean =>
  !NOT_OURS.has(name) && (!name.startsWith('.') || name === '.github');

const under = (dir: string): string[] =>
  readdirSync(dir, { withFileTypes: true })
    .filter((entry) => isOurs(entry.name))
    .flatMap((entry) => {
      const path = join(dir, entry.name);
      return entry.isDirectory() ? under(path) : [relative(ROOT, path).split(sep).join('/')];
    })
    .sort();

/** Every file of the project, or of one folder of it. */
export const filesOf = (folder = ''): readonly string[] => under(join(ROOT, folder));

/** Text of a file of the project. */
export const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** Sources of the page: TypeScript below src, without tests. */
export const sourcesOf = (folder = 'src'): readonly string[] =>
  filesOf(folder).filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path));

/** Every folder that holds one of these files. */
export const foldersOf = (paths: readonly string[]): readonly string[] =>
  [...new Set(paths.map((path) => posix.dirname(path)))].sort();
