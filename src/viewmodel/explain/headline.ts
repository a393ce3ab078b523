/** The sentence at the head of the page. */
import {
  formatCount,
  formatKib,
  formatPercent,
  formatSize,
  formatWholeKib,
} from '../../base/format';
import type { KernelReport } from '../../import';
import type { Balance } from './balance/types';
import type { Ledger } from './types';

/** `Of the heap of UMA 1.2 GB are taken: 61 % live, 20 % free and kept.` */
const ofBalance = (b: Balance): string => {
  const share = (id: string): string =>
    formatPercent(b.lines.find((l) => l.id === id)?.percent.value ?? 0, 0);
  const size = formatSize((b.taken ?? b.base).value);
  const of = b.whole === null ? '' : ` of ${formatSize(b.whole.value)}`;
  const verb = b.taken === null ? 'The tables come to' : 'Taken:';
  return `${verb} ${size}${b.taken === null ? '' : of}. ${share('live')} live, ${share('cached')} free and kept.`;
};

/** One sentence: what the ledger comes to, or what was read where there is none. */
export const headlineOf = (
  { ledger, balance }: { readonly ledger: Ledger | null; readonly balance: Balance | null },
  report: KernelReport,
): string => {
  if (ledger === null && balance !== null) return ofBalance(balance);
  if (ledger === null) {
    const rows = report.blocks.reduce((n, b) => n + b.rows.length, 0);
    if (rows === 0) return 'Nothing in this text is kernel memory output.';
    return rows === 1
      ? '1 row read. It does not make a ledger.'
      : `${formatCount(rows)} rows read. They do not make a ledger.`;
  }
  const whole = formatKib(ledger.map.value);
  if (ledger.freePages.value > 0)
    return `${formatCount(ledger.freePages.value)} pages of kmem_map were free.`;
  if (!ledger.isFillKnown) return `kmem_map is ${whole}. This is who holds it.`;
  const missing =
    ledger.unattributed === null
      ? ''
      : `; ${formatWholeKib(ledger.unattributed.value)} is not in the vmstat -m sum`;
  return `kmem_map was full. All ${whole} have a holder${missing}.`;
};
