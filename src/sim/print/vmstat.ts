/**
 * `vmstat -z` and `vmstat -m` of 6.2.
 * FreeBSD 6.2 usr.bin/vmstat/vmstat.c, domemstat_zone() and domemstat_malloc(). Both lists come out
 * of libmemstat in order of creation, a keg's second zone before its first.
 */
import type { Kernel } from '../kernel/types';
import { typeCount, typeFigures } from '../malloc/malloc';
import { zoneFigures } from '../uma/live/figures';
import type { ZoneFigures } from '../uma/live/figures';
import { KEGS } from '../uma/live/state';

/** `MEMTYPE_MAXNAME`: longer names are cut one short of it. */
const LONGEST_NAME = 31;

const left = (text: string, width: number): string => text.padEnd(width);
const right = (value: number | string, width: number): string => String(value).padStart(width);

/** All rows in the order in which vmstat prints them. */
export const zoneRows = (k: Kernel): ZoneFigures[] => {
  const rows: ZoneFigures[] = [];
  for (let keg = 1; keg < k.uma.cell.get(KEGS); keg += 1) {
    const zones: number[] = [];
    for (let z = k.uma.keg.firstZone.get(keg); z !== 0; z = k.uma.zone.next.get(z)) zones.push(z);
    rows.push(...zones.reverse().map((z) => zoneFigures(k.uma, z)));
  }
  return rows;
};

/** Rows as the text of `vmstat -z`. */
export const zoneText = (rows: readonly ZoneFigures[]): string => {
  const head = ['SIZE', 'LIMIT', 'USED', 'FREE', 'REQUESTS', 'FAILURES'].map((w) => right(w, 8));
  const lines = rows.map((z) => {
    const numbers = [z.size, z.limit, z.used, z.free, z.requests, z.failures];
    const name = `${z.name.slice(0, LONGEST_NAME)}:`;
    return `${left(name, 20)} ${numbers.map((n) => right(n, 8)).join(', ')}`;
  });
  return `${left('ITEM', 20)} ${head.join('  ')}\n\n${lines.join('\n')}\n\n`;
};

/** The text of `vmstat -z`. */
export const vmstatZ = (k: Kernel): string => zoneText(zoneRows(k));

const sizesOf = (mask: number): string => {
  const sizes: number[] = [];
  for (let bit = 0; bit < 28; bit += 1) if ((mask & (1 << bit)) !== 0) sizes.push(16 << bit);
  return sizes.join(',');
};

/** The text of `vmstat -m`. Types that never had anything are left out. */
export const vmstatM = (k: Kernel): string => {
  const lines = ['         Type InUse MemUse HighUse Requests  Size(s)'];
  for (let t = 1; t <= typeCount(k.malloc); t += 1) {
    const row = typeFigures(k.malloc, t);
    if (row.requests === 0 && row.inUse === 0) continue;
    const amount = `${right(Math.floor((row.bytes + 1023) / 1024), 5)}K`;
    const numbers = `${right(row.inUse, 5)} ${amount} ${right('-', 7)} ${right(row.requests, 8)}`;
    lines.push(`${right(row.name.slice(0, LONGEST_NAME), 13)} ${numbers}  ${sizesOf(row.sizes)}`);
  }
  return `${lines.join('\n')}\n`;
};
