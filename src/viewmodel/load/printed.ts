/** The self-check of a loaded machine: its own `vmstat -z` held against the rows of the paste. */
import type { Derivation } from '../../base/derivation';
import { formatCount } from '../../base/format';
import { sourceRef } from '../../base/sources';
import { loadDifferences, loadedVmstatZ, tornRows } from '../../sim';
import type { LoadDifference, Timeline, Torn } from '../../sim';
import { computed, createNotebook, given } from '../explain/notebook';
import type { Loadable } from './loadable';

/** What the machine prints, and how much of it is the paste. */
export interface Printed {
  /** rows of the paste */
  readonly rows: Derivation;
  /** rows that are printed as the paste has them */
  readonly equal: Derivation;
  /** rows that are not, in words */
  readonly differences: readonly string[];
  /** rows that were read while they changed, in words */
  readonly torn: readonly string[];
  /** the table as the machine prints it, without what torn rows leave out */
  readonly text: string;
}

/** What a row has otherwise. */
const FIELDS: Readonly<Record<LoadDifference['field'], string>> = {
  row: 'place in the table',
  name: 'name',
  size: 'SIZE',
  limit: 'LIMIT',
  used: 'USED',
  free: 'FREE',
  requests: 'REQUESTS',
  failures: 'FAILURES',
};

const differenceWords = ({ zone, field, paste, machine }: LoadDifference): string => {
  if (field === 'row' && machine < 0) return `${zone}: the machine has no such zone`;
  if (field === 'row' && paste < 0) return `${zone}: the machine has this zone, the paste does not`;
  return `${zone}: ${FIELDS[field]} is ${formatCount(paste)} in the paste, ${formatCount(machine)} here`;
};

const tornWords = ({ zone, items }: Torn): string =>
  `${zone}: its USED + FREE is no whole number of slabs, so it was read while it changed. The machine holds whole slabs, and prints the row without ${formatCount(items)} free items.`;

/** Holds the machine against the paste. The machine must stand as it was loaded. */
export const printedOf = (t: Timeline, { rows }: Loadable): Printed => {
  const k = t.sim.kernel;
  const all = loadDifferences(k, rows);
  const torn = tornRows(all);
  const isTorn = (d: LoadDifference): boolean =>
    d.field === 'free' && torn.some(({ zone }) => zone === d.zone);
  const other = all.filter((d) => !isTorn(d));
  const wrong = new Set(other.filter((d) => d.paste >= 0).map((d) => d.zone));
  const book = createNotebook();
  const source = sourceRef('r62', 'usr.bin/vmstat/vmstat.c', 'domemstat_zone()');
  const make = (id: string, label: string, value: number, formula: string): Derivation =>
    computed(book, {
      id: `load.printed.${id}`,
      label,
      value,
      unit: 'count',
      formula,
      inputs: [
        given('rows of the paste', rows.length, 'count'),
        given('rows that differ', wrong.size, 'count'),
        given('rows read while they changed', torn.length, 'count'),
      ],
      source,
    });
  return {
    rows: make('rows', 'Rows of the paste', rows.length, 'rows of vmstat -z that were loaded'),
    equal: make(
      'equal',
      'Rows that print back equal',
      rows.filter((r) => !wrong.has(r.name)).length,
      'rows of which place, SIZE, LIMIT, USED, FREE, REQUESTS and FAILURES are printed as the paste has them; of a row that was read while it changed, without the free items that it leaves out',
    ),
    differences: other.map(differenceWords),
    torn: torn.map(tornWords),
    text: loadedVmstatZ(k, torn),
  };
};
