/** The sentence at the head of the page. */
import { formatCount, formatKib, formatWholeKib } from '../../base/format';
import type { KernelReport } from '../../import';
import type { Ledger } from './types';

/** One sentence: what the ledger comes to, or what was read where there is none. */
export const headlineOf = (ledger: Ledger | null, report: KernelReport): string => {
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
