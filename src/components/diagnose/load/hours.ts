/** Hours as they are written here. */
import { formatCount } from '../../../base/format';

const DIGITS = 3;

/** Three digits, a true minus sign: `56.9`, `−122`, `1,240`. */
export const hoursWords = (hours: number): string =>
  formatCount(Number(hours.toPrecision(DIGITS))).replace('-', '−');
