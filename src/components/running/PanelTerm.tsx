/** A term of the field in the panel: said plainly, said exactly, and where to read it. */
import { PANEL_WORDS } from '../../strings/en/pictures';
import type { Term } from '../../strings/en/terms';
import { useSelect } from './use-selected';
import styles from './selection.module.css';

/** To the thing that the term means, in every view. */
const ShowIt = ({ sel }: { sel: string }) => {
  const select = useSelect();
  return (
    <p>
      <button
        type="button"
        className={styles['show']}
        onClick={() => {
          select(sel);
        }}
      >
        {PANEL_WORDS.showIt}
      </button>
    </p>
  );
};

export const PanelTerm = ({ term }: { term: Term }) => (
  <>
    <h2>{term.name}</h2>
    {term.also.length > 0 && (
      <p className={styles['what']}>
        {PANEL_WORDS.also} {term.also.join(', ')}
      </p>
    )}
    <p>{term.plain}</p>
    {term.sel !== undefined && <ShowIt sel={term.sel} />}
    <h3>{PANEL_WORDS.exact}</h3>
    <p className={styles['what']}>{term.exact}</p>
    <h3>{PANEL_WORDS.source}</h3>
    <p className={styles['source']}>
      {term.source[0]}, {term.source[1]}
    </p>
  </>
);
