/** The text that goes into a link: as it is, or without names of people and machines. */
import type { KernelReport } from '../../import';
import { redact } from './redact';
import type { Replacement } from './redact';

/** A text to be shared. */
export interface SharedText {
  readonly text: string;
  /** everything that looks like a name or an address, whether it was replaced or not */
  readonly found: readonly Replacement[];
}

/**
 * @param text as it is open
 * @param keep values that stay as they are; null = nothing is replaced
 */
export const sharedText = (
  text: string,
  report: KernelReport,
  keep: readonly string[] | null,
): SharedText => {
  const { replaced: found } = redact(report);
  if (keep === null || found.every((f) => keep.includes(f.value))) return { text, found };
  return { text: redact(report, keep).lines.join('\n'), found };
};
