/** Small multiples: the rows that moved most, each a panel over the same axis. */
import type { Owner } from '../../base/owner';
import { knownZone } from '../../sim';
import { FAMILY_OWNERS } from '../explain/zone-account';
import { areComparable } from './samples';
import { hoursOf } from './growth';
import type { GrowthRow, Panel, Sample, Series, SmallMultiples } from './types';
import { isMallocZone } from './verdict';

/** Panels on a screen. */
export const MOST_PANELS = 24;
/** Points of a panel: more than a small panel has pixels to tell apart. */
export const MOST_PANEL_POINTS = 160;

const ownerOf = ({ kind, name }: Series): Owner => {
  if (kind === 'wired') return 'meta';
  if (kind === 'type' || isMallocZone(name)) return 'malloc';
  return FAMILY_OWNERS[knownZone(name)?.family ?? 'other'];
};

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
    kind: row.kind,
    owner: ownerOf(row.series),
    verdict: row.verdict.kind,
    points: thin(all),
    top: all.reduce((top, p) => Math.max(top, p.live + p.kept), 0),
  };
};

const moved = (r: GrowthRow): number => Math.abs(r.live.value) + Math.abs(r.kept.value);

const mostMoved = (rows: readonly GrowthRow[]): readonly GrowthRow[] => {
  const all = rows.filter((r) => moved(r) > 0).sort((a, b) => moved(b) - moved(a));
  const shown = new Set(all.slice(0, MOST_PANELS));
  return rows.filter((r) => shown.has(r));
};

/** Panels of the rows that moved most, in the order of the rows: largest growth first. */
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
    panels: mostMoved(rows).map((r) => panelOf(r, x)),
  };
};
