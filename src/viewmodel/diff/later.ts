/** A later sample of the same machine, read so that it can stand beside the first. */
import { readText } from '../../import';
import type { KernelReport } from '../../import';

/** Whether it has a table of zones or types to compare. */
export const hasTable = ({ blocks }: KernelReport): boolean =>
  blocks.some(({ kind }) => kind === 'vmstat-z' || kind === 'vmstat-m');

/**
 * @param text what was pasted as the later sample
 * @returns what was read, or null where it has no table of zones or types to compare
 */
export const laterSample = (text: string): KernelReport | null => {
  const report = readText(text);
  return hasTable(report) ? report : null;
};
