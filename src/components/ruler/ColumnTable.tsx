/** A column of the ruler as a table: the same bands, each sliver by name. */
import { formatAddress } from '../../base/format';
import { OPENING } from '../../strings/en/opening';
import type { Band, Column } from '../../viewmodel/ruler/types';
import styles from './column-table.module.css';

interface Props {
  readonly column: Column;
  readonly onPick: (band: Band) => void;
}

const placeOf = (band: Band): string => {
  if (band.address === undefined) return OPENING.notRecorded;
  return formatAddress(band.address);
};

export const ColumnTable = ({ column, onPick }: Props) => {
  const isPages = column.unit === 'pages';
  return (
    <table className={styles['table']}>
      <caption>
        <b>{column.title}</b> {column.extent}, {column.note}
      </caption>
      <thead>
        <tr>
          <th scope="col">{OPENING.name}</th>
          <th scope="col" data-number="">
            {isPages ? OPENING.pages : OPENING.size}
          </th>
          {!isPages && <th scope="col">{OPENING.from}</th>}
          <th scope="col">{OPENING.holds}</th>
        </tr>
      </thead>
      <tbody>
        {column.bands.map((band) => (
          <tr key={band.id}>
            <th scope="row">
              <i data-owner={band.owner} data-shade={band.shade} aria-hidden="true" />
              {band.label}
            </th>
            <td data-number="">
              <button
                type="button"
                aria-label={`${band.label}, ${band.value}: explain`}
                onClick={() => {
                  onPick(band);
                }}
              >
                {band.value}
              </button>
            </td>
            {!isPages && <td data-address="">{placeOf(band)}</td>}
            <td>
              {band.what}
              {band.grade === 'inferred' && ` (${OPENING.inferred})`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
