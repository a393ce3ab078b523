/** Findings about single zones: limits, leaks, failures that do no harm. */
import { formatCount } from '../../../base/format';
import { itemsOf } from './rule';
import type { Rule } from './rule';

/** Zones that refused requests because their limit was reached. */
export const atLimit: Rule = (book, { zones }) =>
  zones
    .filter((z) => z.limit > 0 && z.fail > 0 && z.used + z.free >= z.limit)
    .map((z) => ({
      id: `limit.${z.name}`,
      severity: 'contributing',
      certainty: 'certain',
      owner: z.owner,
      figures: [itemsOf(book, z)],
      lines: [z.line],
      title: `${z.name} has reached its limit`,
      text: `${formatCount(z.used + z.free)} of ${formatCount(z.limit)} items exist and ${formatCount(z.fail)} requests were refused.`,
      next: 'Raise the tunable of this zone if the refusals hurt; a refused M_NOWAIT request is dropped, not lost memory.',
    }));

/** More path buffers in use than threads that could use them. */
export const namei: Rule = (_, { zones }) => {
  const z = zones.find((x) => x.name === 'NAMEI');
  const threads = zones.find((x) => x.name === 'THREAD');
  if (z === undefined || threads === undefined || z.used <= threads.used) return [];
  return [
    {
      id: 'namei',
      severity: 'note',
      certainty: 'inferred',
      owner: 'files',
      figures: [z.pages],
      lines: [z.line, threads.line],
      title: 'NAMEI buffers look leaked',
      text: `${formatCount(z.used)} path buffers are in use with ${formatCount(threads.used)} threads; a thread seldom needs more than one.`,
      next: 'Take vmstat -z twice on an idle machine: the number should fall to nearly nothing.',
    },
  ];
};

/** Bucket zones with failures. */
export const buckets: Rule = (_, { zones }) => {
  const failing = zones.filter((z) => z.name.endsWith(' Bucket') && z.fail > 0);
  if (failing.length === 0) return [];
  return [
    {
      id: 'buckets',
      severity: 'benign',
      certainty: 'certain',
      owner: 'uma',
      figures: failing.map((z) => z.pages),
      lines: failing.map((z) => z.line),
      title: 'Bucket failures are harmless',
      text: `${failing.map((z) => `${z.name} ${formatCount(z.fail)}`).join(', ')}: a bucket that cannot be had only means that an item bypasses the per-CPU cache.`,
      next: 'Nothing to do.',
    },
  ];
};
