/**
 * Numbers as people read them. Exact by default: digits grouped by commas, unit beside.
 * Sizes use K = 1,024 B and MB = 1,048,576 B, as the kernel's own tools do.
 */
import { KIB, MIB, GIB, PAGE_SIZE } from './units';
import type { Unit } from './derivation';

/** `83415040` → `83,415,040`. Works for bigint and for fractions up to three places. */
export const formatCount = (n: number | bigint): string => {
  if (typeof n === 'bigint') return groupDigits(n.toString());
  const [whole = '0', fraction] = (Number.isInteger(n) ? String(n) : n.toFixed(3)).split('.');
  const tail = fraction?.replace(/0+$/, '') ?? '';
  return groupDigits(whole) + (tail === '' ? '' : `.${tail}`);
};

const groupDigits = (digits: string): string => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');

/** `0xc250a000`. Always with `0x`, at least eight digits. */
export const formatAddress = (a: bigint): string => `0x${a.toString(16).padStart(8, '0')}`;

/** `35,602,432 B` */
export const formatBytes = (n: number): string => `${formatCount(n)} B`;

/** `81,460 K`; a fraction is shown only where there is one. */
export const formatKib = (n: number): string => `${formatCount(n / KIB)} K`;

/** `49,989 K`: whole K for a table; the exact bytes stand in the derivation. */
export const formatWholeKib = (n: number): string => `${formatCount(Math.round(n / KIB))} K`;

/** A size for a heading: `79.55 MB`, `512 K`, `128 B`. Two places, trailing zeros dropped. */
export const formatSize = (n: number): string => {
  const short = (v: number): string => formatCount(Number(v.toFixed(2)));
  if (n >= GIB * 10) return `${short(n / GIB)} GB`;
  if (n >= MIB) return `${short(n / MIB)} MB`;
  if (n >= KIB * 10) return `${short(n / KIB)} K`;
  return formatBytes(n);
};

/** RAM as people name it: `4 GB`, `1.5 GB`, `256 MB`; anything odd as a size. */
export const formatRam = (n: number): string => {
  const halves = (n / GIB) * 2;
  return n >= GIB && Number.isInteger(halves) ? `${halves / 2} GB` : formatSize(n);
};

/** `42.68 %` */
export const formatPercent = (n: number, places = 2): string => `${n.toFixed(places)} %`;

const singular = (unit: Unit): string => (unit.length > 1 ? unit.replace(/s$/, '') : unit);

/** A value with its unit, exactly. Addresses are hexadecimal. */
export const formatValue = (value: number | bigint | string, unit: Unit): string => {
  if (typeof value === 'string') return value;
  switch (unit) {
    case 'address':
      return formatAddress(BigInt(value));
    case 'percent':
      return formatPercent(Number(value));
    case 'none':
      return formatCount(value);
    case 'count':
      return formatCount(value);
    default:
      return `${formatCount(value)} ${Number(value) === 1 ? singular(unit) : unit}`;
  }
};

/** Pages of 4,096 B as a size: `8,692` → `33.95 MB`. */
export const formatPagesAsSize = (n: number): string => formatSize(n * PAGE_SIZE);
