/** Conclusions, each with its evidence, its certainty and what would confirm or refute it. */
import type { Notebook } from '../notebook';
import type { Finding } from '../types';
import { clusters, grower, nofree, unknownLarge } from './holders';
import { exhausted, openRemainder, victim } from './map';
import type { Facts, Rule } from './rule';
import { atLimit, buckets, namei } from './zones';

/** In the order in which they are told: the cause first. */
const RULES: readonly Rule[] = [
  exhausted,
  grower,
  unknownLarge,
  nofree,
  clusters,
  atLimit,
  namei,
  victim,
  buckets,
  openRemainder,
];

const NOTHING: Finding = {
  id: 'nothing',
  severity: 'benign',
  certainty: 'inferred',
  owner: 'uma',
  figures: [],
  lines: [],
  title: 'Nothing suspicious',
  text: 'No limit is reached and no holder stands out in these rows.',
  next: 'Take the same output again some hours later to see what grows.',
};

/** All findings of a paste, the cause first. Empty where the paste holds no zone and no panic. */
export const findingsOf = (book: Notebook, f: Facts): readonly Finding[] => {
  const found = RULES.flatMap((rule) => rule(book, f));
  return found.length > 0 || f.zones.length === 0 ? found : [NOTHING];
};
