/** What tests of this folder share: the thread's mail as rows to load. */
import { readFileSync } from 'node:fs';
import { readText } from '../../import';
import { explain } from '../explain/explain';
import { loadableOf } from './loadable';
import type { Loadable } from './loadable';

/** The mail that the project starts from. */
export const seedMail = (): string => readFileSync('tests/fixtures/seed-mail.txt', 'utf8');

/** A text that can be loaded. Throws where it cannot. */
export const loadableIn = (text: string): Loadable => {
  const made = loadableOf(explain(readText(text)));
  if (!made.ok) throw new Error(made.error);
  return made.value;
};

/** The thread's router as rows to load. */
export const seedLoadable = (): Loadable => loadableIn(seedMail());
