/** Conclusions, each with its evidence, its certainty and what would confirm or refute it. */
import { NOTHING_FOUND } from '../../../strings/en/findings';
import type { Notebook } from '../notebook';
import type { Finding } from '../types';
import { explained } from './explained';
import { RULES } from './registry';
import type { Draft, Facts } from './rule';

const NOTHING: Draft = {
  id: 'nothing',
  severity: 'benign',
  certainty: 'inferred',
  owner: 'uma',
  figures: [],
  lines: [],
  ...NOTHING_FOUND,
};

const AGAIN: Draft = {
  id: 'again',
  severity: 'note',
  certainty: 'certain',
  owner: 'uma',
  figures: [],
  lines: [],
  title: 'One moment only',
  text: 'Who holds much is in these rows, who grows is not: the text has each table once.',
};

/** Rows that a rule could find something in. */
const isLooked = ({ zones, chosen, seen }: Facts): boolean =>
  zones.length > 0 || chosen.m !== null || seen.netstat.length > 0 || seen.top.length > 0;

/** Rules whose findings call for a second sample. */
const OF_GROWTH = new Set(['grower', 'owner', 'large', 'exhausted', 'full', 'arc', 'open']);

const RANK: Readonly<Record<Finding['severity'], number>> = {
  cause: 0,
  contributing: 1,
  note: 2,
  benign: 3,
};

/** Heuristic 25: whoever is suspected on one sample is to be looked at again. */
const again = (f: Facts, found: readonly Finding[]): Finding[] => {
  const isOnce =
    f.seen.zSamples.length < 2 && f.seen.mSamples.length < 2 && f.chosen.otherM.length === 0;
  const isSuspected = found.some((x) => OF_GROWTH.has(x.rule));
  const hasTable = f.chosen.z !== null || f.chosen.m !== null;
  return isOnce && isSuspected && hasTable ? [explained('again', AGAIN)] : [];
};

/**
 * All findings of a paste, the cause first. Where nothing is worse than benign that is said first;
 * empty where the paste holds nothing to look at.
 */
export const findingsOf = (book: Notebook, f: Facts): readonly Finding[] => {
  const found = RULES.flatMap(({ id, run }) => run(book, f).map((d) => explained(id, d)));
  const all = [...found, ...again(f, found)];
  if (all.every((x) => x.severity === 'benign'))
    return isLooked(f) ? [explained('nothing', NOTHING), ...all] : all;
  return all.sort((a, b) => RANK[a.severity] - RANK[b.severity]);
};
