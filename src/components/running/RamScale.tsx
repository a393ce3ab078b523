/** Beside and over RAM: megabytes, a line every 16 of them, and where the selection lies by address. */
import { formatCount } from '../../base/format';
import { RAM_WORDS } from '../../strings/en/room';
import { markProfile } from '../../viewmodel/running/profile';
import type { RamFit } from './ram-fit';
import styles from './room.module.css';

/** Frames of 1 MB. */
const MB = 256;
/** Lines of the scale at most. */
const TICKS = 8;
/** px above the foot of the scale that its unit needs, on a stage too. */
const UNIT = 22;
/** px that the profile may reach to the right. */
const REACH = 9;
/** MB between two lines over the picture, on the thread's router; more where RAM is larger. */
const LINES = [16, 32, 64, 128, 256, 512, 1024];
const MOST_LINES = 24;

const stepFor = (steps: readonly number[], mb: number, most: number): number =>
  steps.find((s) => mb / s <= most) ?? 2048;

const places = (fit: RamFit, step: number): readonly (readonly [mb: number, y: number])[] =>
  Array.from({ length: Math.floor(fit.frames / MB / step) }, (_, i) => {
    const mb = (i + 1) * step;
    return [mb, ((mb * MB) / fit.per / fit.perRow) * fit.cellHeight] as const;
  });

export const RamScale = ({ fit, width }: { fit: RamFit; width: number }) => (
  <svg className={styles['ramScale']} width={width} height={fit.height} aria-hidden="true">
    {places(fit, stepFor([16, 32, 64, 128, 256, 512, 1024], fit.frames / MB, TICKS)).map(
      ([mb, y]) =>
        y > fit.height - UNIT ? null : (
          <g key={mb}>
            <path d={`M2 ${y}H8`} />
            <text x={12} y={y + 4}>
              {formatCount(mb)}
            </text>
          </g>
        ),
    )}
    <text x={12} y={fit.height}>
      {RAM_WORDS.mb}
    </text>
  </svg>
);

/** Lines over the picture, so that an amount can be read without a label. */
export const RamLines = ({ fit }: { fit: RamFit }) => (
  <path
    className={styles['ramLines']}
    d={places(fit, stepFor(LINES, fit.frames / MB, MOST_LINES))
      .map(([, y]) => `M0 ${y}H${fit.width}`)
      .join('')}
  />
);

/** How many of the selection's frames each row has, along the right edge of the picture by address. */
export const RamProfile = ({ fit, marks }: { fit: RamFit; marks: Uint8Array }) => {
  const { rows, most } = markProfile(marks, fit.frames, fit.perRow * fit.per);
  if (most === 0) return null;
  const at = (n: number): number => fit.width + (n / most) * REACH;
  const line = rows.map((n, i) => `H${at(n).toFixed(1)}V${((i + 1) * fit.cellHeight).toFixed(1)}`);
  return <path className={styles['profile']} d={`M${fit.width} 0${line.join('')}H${fit.width}Z`} />;
};
