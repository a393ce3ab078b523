/**
 * All rules, in the order in which they are told. `heuristics` are the numbers of the rule among the
 * 25 of the reference page on formats; empty where the rule is our own.
 */
import { arc, arcCached, arcMeta, arcYields } from './arc';
import { ccb, busdma, wiredOutside } from './drivers';
import { full, overlap, owner, softLimit, starved } from './heap';
import { clusters, grower, nofree, unknownLarge } from './holders';
import { counter, highWater, killed, kstack, lost, pv, swap, swapZone, vnodes } from './kernel';
import { exhausted, openRemainder, victim } from './map';
import { contiguity, denied, packets, peak, pipeKva, sfbufs } from './mbufs';
import { memoryPanic, otherPanic } from './panics';
import { rises } from './rises';
import type { Rule, RuleId } from './rule';
import { atLimit, buckets, cached, limitLog, namei, noLimit, sleepers, xdomain } from './zones';

export interface RuleEntry {
  readonly id: RuleId;
  readonly heuristics: readonly number[];
  readonly run: Rule;
}

const rule = (id: RuleId, heuristics: readonly number[], run: Rule): RuleEntry => ({
  id,
  heuristics,
  run,
});

export const RULES: readonly RuleEntry[] = [
  rule('exhausted', [3], exhausted),
  rule('memory-panic', [3], memoryPanic),
  rule('full', [], full),
  rule('rises', [1], rises),
  rule('grower', [2], grower),
  rule('owner', [2], owner),
  rule('large', [2], unknownLarge),
  rule('wired-outside', [14], wiredOutside),
  rule('busdma', [15], busdma),
  rule('ccb', [16], ccb),
  rule('lost', [22], lost),
  rule('arc-meta', [11], arcMeta),
  rule('starved', [21], starved),
  rule('nofree', [7], nofree),
  rule('limit', [4], atLimit),
  rule('limit-log', [4], limitLog),
  rule('peak', [9], peak),
  rule('denied', [5], denied),
  rule('contiguity', [3], contiguity),
  rule('no-limit', [5], noLimit),
  rule('soft-limit', [], softLimit),
  rule('sfbufs', [20], sfbufs),
  rule('pipe-kva', [19], pipeKva),
  rule('pv', [], pv),
  rule('kstack', [], kstack),
  rule('swap', [], swap),
  rule('swap-zone', [], swapZone),
  rule('killed', [18], killed),
  rule('other-panic', [], otherPanic),
  rule('vnodes', [17], vnodes),
  rule('arc', [10], arc),
  rule('arc-cached', [12], arcCached),
  rule('arc-yields', [13], arcYields),
  rule('namei', [], namei),
  rule('sleepers', [], sleepers),
  rule('xdomain', [], xdomain),
  rule('counter', [23], counter),
  rule('victim', [], victim),
  rule('open', [], openRemainder),
  rule('clusters', [], clusters),
  rule('cached', [7], cached),
  rule('packets', [8], packets),
  rule('buckets', [6], buckets),
  rule('overlap', [2], overlap),
  rule('high-water', [24], highWater),
];
