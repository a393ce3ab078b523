/** The balance of the heap as a waterfall, and the arithmetic it rests on in sentences. */
import type { Derivation } from '../../base/derivation';
import { formatCount, formatPercent } from '../../base/format';
import type { Owner } from '../../base/owner';
import type { Balance, BalanceLine } from '../explain/balance/types';
import type { Explanation, RulesUsed, SelfCheckRow } from '../explain/types';

export interface BalanceBar {
  readonly id: BalanceLine['id'];
  readonly label: string;
  readonly owner: Owner;
  /** percent of the track */
  readonly from: number;
  readonly to: number;
  /** free items, headers and padding are tinted, what is in use is solid */
  readonly look: 'solid' | 'tint';
  readonly of: Derivation;
  readonly percent: Derivation;
}

export interface BalancePicture {
  readonly bars: readonly BalanceBar[];
  /** percent of the track at which the base ends */
  readonly baseAt: number;
}

/** The end of the base, as in the ledger: the figures stand to the right of it. */
const BASE_AT = 66;
const TINTED = new Set<BalanceLine['id']>(['cached', 'waste', 'headers', 'free']);

export const balancePicture = ({ base, lines }: Balance): BalancePicture => {
  let sum = 0;
  const ends = lines.map((l) => (sum += l.bytes.value));
  const scale = Math.max((base.value * 100) / BASE_AT, ...ends, 1);
  const at = (bytes: number): number => (100 * Math.max(0, bytes)) / scale;
  const bars = lines.map((l, i): BalanceBar => {
    const end = ends[i] ?? 0;
    const begin = end - l.bytes.value;
    return {
      id: l.id,
      label: l.label,
      owner: l.owner,
      from: at(Math.min(begin, end)),
      to: at(Math.max(begin, end)),
      look: TINTED.has(l.id) ? 'tint' : 'solid',
      of: l.bytes,
      percent: l.percent,
    };
  });
  return { bars, baseAt: at(base.value) };
};

const cpusOf = ({ cpus }: RulesUsed): string =>
  `${formatCount(cpus)} ${cpus === 1 ? 'CPU' : 'CPUs'}`;

/** `Slabs of FreeBSD 13.x to 15.x on amd64, 8 CPUs.` */
export const rulesSentence = (rules: RulesUsed): string =>
  `Reckoned by the slabs of FreeBSD ${rules.era} on ${rules.arch}, ${cpusOf(rules)}${rules.invariants ? ', options INVARIANTS' : ''}.`;

const worst = (rows: readonly SelfCheckRow[]): number =>
  Math.max(0, ...rows.map((r) => Math.abs(r.error?.value ?? 0)));

/** How far model and text are apart; empty where nothing could be predicted. */
export const errorSentence = ({ selfCheck }: Pick<Explanation, 'selfCheck'>): string => {
  if (selfCheck.length === 0) return '';
  const good = selfCheck.filter((r) => r.agrees).length;
  const count = `${formatCount(good)} of ${formatCount(selfCheck.length)} predictions of the model agree with the text`;
  const error = worst(selfCheck);
  return error === 0
    ? `${count}.`
    : `${count}; the largest error is ${formatPercent(error, error < 1 ? 2 : 1)}.`;
};
