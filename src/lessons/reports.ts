/**
 * Rows of reports that are not the router's, and two rows of the mail, carried over as they stood.
 * A test has them read again out of the reports by the readers of this page.
 */
import type { Derivation, Source, Unit } from '../base/derivation';
import { GIB } from '../base/units';
import { REFERENCES } from './references';

interface Row {
  readonly label: string;
  readonly value: number;
  readonly unit: Unit;
  /** as the report writes it */
  readonly text: string;
  readonly source: Source;
}

const from =
  (source: Source) =>
  (label: string, value: number, unit: Unit, text: string): Row => ({
    label,
    value,
    unit,
    text,
    source,
  });

const mail = from(REFERENCES.seed);
const mac = from(REFERENCES.zalloc);
const zfs = from(REFERENCES.arc);

/** By id of the figure. */
export const ROWS = {
  'crash-links': mail('libalias at the crash', 241_127, 'items', '241127'),
  'week-links': mail('libalias a week after a restart', 79_542, 'items', '79542'),
  'mac-bytes': mac('Bytes that the panic of the Mac names', 3_888_533_504, 'B', '3888533504'),
  'mac-items': mac('Elements that the panic of the Mac names', 15_163_226, 'items', '15163226'),
  'arc-other': zfs('ARC, other', 16 * GIB, 'B', '16G'),
  'arc-meta': zfs('arc_meta_used', 26_997_506_960, 'B', '26997506960'),
  'arc-meta-limit': zfs('arc_meta_limit', 1_073_741_824, 'B', '1073741824'),
  'arc-files': zfs('Files served', 15_000_000, 'count', '15 million'),
} as const satisfies Readonly<Record<string, Row>>;

export type RowId = keyof typeof ROWS;

/** A row as a figure. */
export const rowFigure = (id: RowId, rows: Readonly<Record<RowId, Row>> = ROWS): Derivation => {
  const { label, value, unit, source } = rows[id];
  return {
    id: `own|${id}`,
    label,
    value,
    unit,
    formula: 'as the report says',
    inputs: [],
    source,
    grade: 'user-data',
  };
};
