/** Small multiples: the rows that moved most, each a panel over the same axis. */
import { areComparable } from './samples';
import { hoursOf } from './growth';
import type { GrowthRow, Panel, Sample, SmallMultiples } from './types';

/** Panels on a screen. */
export const MOST_PANELS = 24;
/** Points of a panel: more than a small panel has pixels to tell apart. */
export const MOST_PANEL_POINTS = 160;

type PanelPoint = Panel['points'][number];

/** Of every stretch of points the one that stands highest and the one that stands lowest are kept. */
const thin = (points: readonly PanelPoint[]): readonly PanelPoint[] => {
  if (points.length <= MOST_PANEL_POINTS) return points;
  const width = Math.ceil(points.length / (MOST_PANEL_POINTS / 2 - 1));
  const height = (p: PanelPoint): number => p.live + p.kept;
  const kept: PanelPoint[] = [];
  for (let at = 0; at < points.length; at += width) {
    const part = points.slice(at, at + width);
    const high = part.reduce((a, b) => (height(b) > height(a) ? b : a));
    const low = part.reduce((a, b) => (height(b) < height(a) ? b : a));
    kept.push(...(high === low ? [high] : [high, low].sort((a, b) => a.x - b.x)));
  }
  return kept;
};

const panelOf = (row: GrowthRow, x: (sample: number) => number): Panel => {
  const all = row.series.points.map((p) => ({ x: x(p.sample), live: p.live, kept: p.kept }));
  return {
    id: row.id,
    name: row.name,
    verdict: row.verdict.kind,
    points: thin(all),
    top: all.reduce((top, p) => Math.max(top, p.live + p.kept), 0),
  };
};

const moved = (r: GrowthRow): number => Math.abs(r.live.value) + Math.abs(r.kept.value);

/** Panels of the rows that moved, largest movement first. */
export const multiplesOf = (
  samples: readonly Sample[],
  rows: readonly GrowthRow[],
): SmallMultiples => {
  const isTimed = areComparable(samples);
  const x = (sample: number): number => (isTimed ? (hoursOf(samples, sample) ?? 0) : sample + 1);
  return {
    axis: isTimed ? 'hours' : 'samples',
    from: samples.length === 0 ? 0 : x(0),
    to: samples.length === 0 ? 0 : x(samples.length - 1),
    panels: rows
      .filter((r) => moved(r) > 0)
      .sort((a, b) => moved(b) - moved(a))
      .slice(0, MOST_PANELS)
      .map((r) => panelOf(r, x)),
  };
};
