/** A sentence with its figures and terms in it; each explains itself. */
import { writeFigure } from '../../lessons/figures';
import { selectBook } from '../../store/selectors';
import { useApp } from '../app/store-context';
import { TermLink } from '../glossary/TermLink';
import { Num } from '../ui/Num';
import { segmentsOf } from './segments';
import type { Segment } from './segments';

/** `seed|ledger.map` and `boot|v_page_count` are in the book of this page under their own ids. */
const idInBook = (figure: string): string => figure.slice(figure.indexOf('|') + 1);

const Part = ({ of }: { of: Segment }) => {
  const book = useApp(selectBook);
  if (of.kind === 'words') return of.text;
  if (of.kind === 'code') return <code>{of.text}</code>;
  if (of.kind === 'term') return <TermLink name={of.name}>{of.text}</TermLink>;
  const d = book.get(idInBook(of.id));
  return d === undefined ? null : <Num of={d}>{writeFigure(d, of.shape)}</Num>;
};

interface Props {
  readonly text: string;
  readonly terms?: readonly string[] | undefined;
}

export const Figured = ({ text, terms }: Props) =>
  segmentsOf(text, terms).map((segment, i) => <Part key={i} of={segment} />);
