/** Figures of growth as they are written. */
import { formatCount, formatSize } from '../../../base/format';

/** Bytes with a sign: `+500 K`, `−12 K`, `0 B`. */
export const signed = (bytes: number): string => {
  const n = Math.round(bytes);
  if (n === 0) return '0 B';
  return `${n > 0 ? '+' : '−'}${formatSize(Math.abs(n))}`;
};

/** Three digits: more would claim what a rate cannot keep. */
export const short = (n: number): string => formatCount(Number(n.toPrecision(3)));

const DAY = 24;
/** From two days on, days are easier to plan by. */
const MANY = 48;

/** `12.5 hours`, `3.2 days` */
export const ahead = (hours: number): string =>
  hours >= MANY ? `${short(hours / DAY)} days` : `${short(hours)} hours`;
