/** Time of a talk as a speaker reads it from afar: `7:05`, `1:02:30`. */

const two = (n: number): string => String(n).padStart(2, '0');

/** @param ms since the start; what is negative, after a clock was set back, is 0 */
export const elapsedWords = (ms: number): string => {
  const s = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes, seconds] = [Math.floor(s / 3600), Math.floor(s / 60) % 60, s % 60];
  return hours === 0 ? `${minutes}:${two(seconds)}` : `${hours}:${two(minutes)}:${two(seconds)}`;
};
