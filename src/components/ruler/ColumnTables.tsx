/** The columns of a ruler in words, one table each: what its picture says, for every reader. */
import { useId } from 'react';
import type { Column } from '../../viewmodel/ruler/types';
import { Later } from '../ui/Later';
import { ColumnTable } from './ColumnTable';
import { usePick } from './use-pick';

interface Props {
  readonly columns: readonly Column[];
  readonly title: string;
  readonly className: string | undefined;
}

export const ColumnTables = ({ columns, title, className }: Props) => {
  const pick = usePick(columns.length);
  const heading = useId();
  return (
    <Later>
      <section className={className} aria-labelledby={heading}>
        <h2 id={heading}>{title}</h2>
        {columns.map((column, i) => (
          <ColumnTable
            key={column.id}
            column={column}
            onPick={(band) => {
              pick(band, i);
            }}
          />
        ))}
      </section>
    </Later>
  );
};
