/** The figures of a table row in the panel, each with its derivation. */
import { formatCount } from '../../base/format';
import type { RowFigure, SelectedRow } from '../../viewmodel/running/selected-row';
import { WhyNum } from './LiveNum';

const Value = ({ figure }: { figure: RowFigure }) => {
  const { cell, why } = figure;
  if (typeof cell === 'string') return cell === '' ? '–' : cell;
  const text = formatCount(Number(cell.toFixed(2)));
  if (why === '') return text;
  return (
    <WhyNum why={why} value={cell} label={figure.head}>
      {text}
    </WhyNum>
  );
};

/** The figures alone. */
export const FigureList = ({ row }: { row: SelectedRow }) => (
  <dl>
    {row.figures.map((figure) => (
      <div key={figure.head}>
        <dt>{figure.head}</dt>
        <dd data-words={typeof figure.cell === 'string' ? true : undefined}>
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
