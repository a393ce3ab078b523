/** What lesson 9 works out itself. */
import { PAGE_SIZE } from '../../base/units';
import { zoneNames, zoneRow } from '../../sim';
import type { AnyDerivation } from '../../base/derivation';
import type { OwnFigures } from '../figures';
import { counted, follows, fromInputs, less, share, sum, worked } from '../own-figure';
import { REFERENCES } from '../references';
import { ROWS, rowFigure } from '../reports';
import type { RowId } from '../reports';
import type { Scene } from '../types';

const ROW_FIGURES: OwnFigures = Object.fromEntries(
  (Object.keys(ROWS) as RowId[]).map((id) => [id, () => rowFigure(id)]),
);

const ratio = ([a = 0, b = 1]: readonly number[]): number => a / b;

const dead = (scene: Scene): AnyDerivation | null =>
  follows(scene, ['live|zone|128|pages', 'live|zone|128|live'], {
    id: 'dead',
    label: 'Bytes of zone 128 that no caller has',
    unit: 'B',
    formula: 'pages × 4,096 − live bytes',
    source: REFERENCES.zone_drain,
    of: ([pages = 0, live = 0]) => pages * PAGE_SIZE - live,
  });

/** Pages of each zone, largest first. */
const zonePages = ({ timeline }: Scene): readonly number[] => {
  const k = timeline.sim.kernel;
  return zoneNames(k)
    .map(({ zone }) => zoneRow(k, zone).pages)
    .sort((a, b) => b - a);
};

/** Pages of zone 128 one command earlier. */
const pagesBefore = ({ timeline }: Scene): number => {
  const earlier = timeline.fork();
  earlier.seek(timeline.at - 1);
  const k = earlier.sim.kernel;
  return sum(
    zoneNames(k)
      .filter(({ name }) => name === '128')
      .map(({ zone }) => zoneRow(k, zone).pages),
  );
};

export const FIGURES: OwnFigures = {
  ...ROW_FIGURES,
  zones: (scene) =>
    fromInputs([counted('rows of vmstat -z', zonePages(scene).length, 'count')], {
      id: 'zones',
      label: 'Zones',
      unit: 'count',
      formula: 'zones of this kernel',
      source: REFERENCES.memstat_kvm_uma,
      of: sum,
    }),
  'four-largest': (scene) =>
    fromInputs(
      zonePages(scene)
        .slice(0, 4)
        .map((n, i) => counted(`zone ${i + 1} by its pages`, n, 'pages')),
      {
        id: 'four-largest',
        label: 'Pages of the four largest zones',
        unit: 'pages',
        formula: 'sum of the pages of the four zones with the most',
        source: REFERENCES.kmem_malloc,
        of: sum,
      },
    ),
  'before-reclaim': (scene) =>
    fromInputs([counted('pages of zone 128', pagesBefore(scene), 'pages')], {
      id: 'before-reclaim',
      label: 'Pages of zone 128 before the last command',
      unit: 'pages',
      formula: 'slabs that the zone had then',
      source: REFERENCES.zone_drain,
      of: sum,
    }),
  /** Weeks after a restart, if the links come as in the first week. */
  weeks: () =>
    worked([rowFigure('crash-links'), rowFigure('week-links')], {
      id: 'weeks',
      label: 'Weeks of leaking',
      unit: 'count',
      formula: 'links at the crash ÷ links after a week, rounded',
      source: REFERENCES.seed,
      grade: 'inferred',
      note: 'If they come at the rate of that week; the mail does not say when the router was restarted.',
      of: (values) => Math.round(ratio(values)),
    }),
  'links-share': (scene) =>
    follows(scene, ['live|type|libalias|inUse', 'live|zone|128|used'], {
      id: 'links-share',
      label: 'Share of the live items of zone 128 that libalias has',
      unit: 'percent',
      formula: '100 × InUse of libalias ÷ USED of zone 128',
      source: REFERENCES.malloc_type,
      note: 'All but one of the blocks of libalias are links of this size.',
      of: share,
    }),
  'others-128': (scene) =>
    follows(scene, ['live|zone|128|used', 'live|type|libalias|inUse'], {
      id: 'others-128',
      label: 'Items of zone 128 that others have',
      unit: 'items',
      formula: 'USED of zone 128 − InUse of libalias',
      source: REFERENCES.malloc_type,
      of: less,
    }),
  'zone-2048-share': (scene) =>
    follows(scene, ['live|zone|2048|pages', 'live|map|kmem_map|size'], {
      id: 'zone-2048-share',
      label: 'Share of kmem_map in zone 2048',
      unit: 'percent',
      formula: '100 × pages of zone 2048 ÷ pages of kmem_map',
      source: REFERENCES.seed,
      of: share,
    }),
  dead,
  'mac-item': () =>
    worked([rowFigure('mac-bytes'), rowFigure('mac-items')], {
      id: 'mac-item',
      label: 'Bytes for one item',
      unit: 'B',
      formula: 'bytes ÷ items, rounded down',
      source: REFERENCES.zalloc,
      grade: 'user-data',
      of: (values) => Math.floor(ratio(values)),
    }),
  'arc-times': () =>
    worked([rowFigure('arc-meta'), rowFigure('arc-meta-limit')], {
      id: 'arc-times',
      label: 'Metadata, in times its limit',
      unit: 'count',
      formula: 'arc_meta_used ÷ arc_meta_limit, rounded down',
      source: REFERENCES.arc,
      grade: 'user-data',
      of: (values) => Math.floor(ratio(values)),
    }),
  'arc-per-file': () =>
    worked([rowFigure('arc-meta'), rowFigure('arc-files')], {
      id: 'arc-per-file',
      label: 'Metadata for each file',
      unit: 'B',
      formula: 'arc_meta_used ÷ files served, rounded down',
      source: REFERENCES.arc,
      grade: 'inferred',
      note: 'As if every file had its share of it.',
      of: (values) => Math.floor(ratio(values)),
    }),
};
