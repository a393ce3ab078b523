/** Reads a paste by all readers there are. */
import { finish } from '../base/steps';
import type { Steps } from '../base/steps';
import { readBy } from './read-text';
import { ALL_READERS } from './registry';
import type { KernelReport, ReadOptions } from './types';

/**
 * Reads a paste in short steps. Never throws; what cannot be read is prose or a diagnostic.
 * @param text decoded text: a mail, a forum post, a table, a console
 * @param options which repairs to leave out
 * @returns blocks in the order of the text, one reading per line, and what they say of the machine
 */
export const readTextSteps = (text: string, options: ReadOptions = {}): Steps<KernelReport> =>
  readBy(ALL_READERS, text, options);

/** Reads a paste at once: {@link readTextSteps} without a pause. */
export const readText = (text: string, options: ReadOptions = {}): KernelReport =>
  finish(readTextSteps(text, options));
