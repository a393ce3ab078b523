/** The figures of a table row in the panel, each with its derivation. */
import { formatCount } from '../../base/format';
import type { RowFigure, SelectedRow } from '../../viewmodel/running/selected-row';
import { useAppStore } from '../app/store-context';
import cells from './cells.module.css';

const Value = ({ figure }: { figure: RowFigure }) => {
  const store = useAppStore();
  const { cell, why } = figure;
  if (typeof cell === 'string') return cell === '' ? '–' : cell;
  const text = formatCount(Number(cell.toFixed(2)));
  if (why === '') return text;
  return (
    <button
      type="button"
      className={cells['num']}
      data-why={why}
      aria-label={`${text}, ${figure.head}: explain`}
      onClick={() => {
        store.getState().explain(why);
      }}
    >
      {text}
    </button>
  );
};

/** The figures alone. */
export const FigureList = ({ row }: { row: SelectedRow }) => (
  <dl>
    {row.figures.map((figure) => (
      <div key={figure.head}>
        <dt>{figure.head}</dt>
        <dd>
          <Value figure={figure} />
        </dd>
      </div>
    ))}
  </dl>
);

export const RowFacts = ({ row }: { row: SelectedRow }) => (
  <>
    <h2>{row.title}</h2>
    <FigureList row={row} />
  </>
);
