/** A run as a command file that `kva run FILE.json` carries out: machine, seed, commands up to here. */
import { save } from '../../sim';
import type { Timeline } from '../../sim';

/** The text of the file. */
export const runFile = (t: Timeline): string => `${save(t)}\n`;
