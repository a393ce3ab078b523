/** One term: its names, the plain sentence, the exact one with its source. */
import { GLOSSARY } from '../../strings/en/glossary';
import type { Term } from '../../strings/en/terms';
import { LinkTo } from '../ui/LinkTo';
import { placeOfTerm } from './letters';
import styles from './glossary.module.css';

export const Entry = ({ term, isShown }: { term: Term; isShown: boolean }) => (
  <article
    className={styles['entry']}
    aria-labelledby={placeOfTerm(term.name)}
    data-shown={isShown || undefined}
  >
    <div className={styles['names']}>
      <h2 id={placeOfTerm(term.name)} tabIndex={-1}>
        <LinkTo change={{ room: 'glossary', term: term.name }}>{term.name}</LinkTo>
      </h2>
      {term.also.length > 0 && (
        <p>
          {GLOSSARY.also} {term.also.join(', ')}
        </p>
      )}
    </div>
    <p className={styles['plain']}>{term.plain}</p>
    <div className={styles['exact']}>
      <p>{term.exact}</p>
      <p className={styles['source']}>
        {term.source[1]} <span>{term.source[0]}</span>
      </p>
      {term.sel !== undefined && (
        <p>
          <LinkTo change={{ room: 'machine', sel: term.sel }}>
            {GLOSSARY.machine}
            <span className="visually-hidden">: {term.name}</span>
          </LinkTo>
        </p>
      )}
    </div>
  </article>
);
