/** A sentence with its figures in it; each explains itself. */
import { Fragment } from 'react';
import { piecesOf, writeFigure } from '../../lessons/figures';
import { selectBook } from '../../store/selectors';
import { useApp } from '../app/store-context';
import { Num } from '../ui/Num';
import { Words } from '../ui/Words';

/** `seed|ledger.map` and `boot|v_page_count` are in the book of this page under their own ids. */
const idInBook = (figure: string): string => figure.slice(figure.indexOf('|') + 1);

export const Figured = ({ text }: { text: string }) => {
  const book = useApp(selectBook);
  return piecesOf(text).map((piece, i) => {
    if (typeof piece === 'string')
      return (
        <Fragment key={i}>
          <Words>{piece}</Words>
        </Fragment>
      );
    const d = book.get(idInBook(piece.id));
    return d === undefined ? null : (
      <Num key={i} of={d}>
        {writeFigure(d, piece.shape)}
      </Num>
    );
  });
};
