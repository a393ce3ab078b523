/** Every term once, by letter, with a filter of its own. */
import { useRef, useState } from 'react';
import { GLOSSARY } from '../../strings/en/glossary';
import { TERMS } from '../../strings/en/terms';
import { useApp } from '../app/store-context';
import { showPlace, useLinkedPlace } from '../ui/show-place';
import { Entry } from './Entry';
import { byLetter, placeOfTerm, termsWith } from './letters';
import type { LetterGroup } from './letters';
import { termNamed } from './term-named';
import styles from './glossary.module.css';

interface FilterProps {
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly count: number;
}

const Filter = ({ query, onQuery, count }: FilterProps) => {
  const field = useRef<HTMLInputElement>(null);
  const all = String(TERMS.length);
  return (
    <div className={styles['filter']}>
      <label htmlFor="glossary-filter">{GLOSSARY.filter}</label>
      <input
        id="glossary-filter"
        ref={field}
        type="search"
        aria-label={GLOSSARY.filterLabel}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(e) => {
          onQuery(e.target.value);
        }}
      />
      <span role="status">
        {query === '' ? GLOSSARY.all(all) : GLOSSARY.found(String(count), all)}
      </span>
      {query !== '' && (
        <button
          type="button"
          onClick={() => {
            onQuery('');
            field.current?.focus();
          }}
        >
          {GLOSSARY.clear}
        </button>
      )}
    </div>
  );
};

const Letters = ({ groups }: { groups: readonly LetterGroup[] }) => (
  <nav className={styles['letters']} aria-label={GLOSSARY.letters}>
    {groups.map(({ letter, terms: [first] }) => (
      <button
        key={letter}
        type="button"
        onClick={() => {
          if (first !== undefined) showPlace(placeOfTerm(first.name));
        }}
      >
        {letter}
      </button>
    ))}
  </nav>
);

export const Glossary = () => {
  const asked = useApp((s) => s.link.term);
  const [query, setQuery] = useState('');
  const shown = termNamed(asked);
  useLinkedPlace(shown === undefined ? '' : placeOfTerm(shown.name));
  const terms = termsWith(TERMS, query);
  const groups = byLetter(terms);
  return (
    <div className={styles['room']}>
      <header className={styles['head']}>
        <h1>{GLOSSARY.title}</h1>
        <p>{GLOSSARY.lead}</p>
      </header>
      <div className={styles['tools']}>
        <Filter query={query} onQuery={setQuery} count={terms.length} />
        <Letters groups={groups} />
      </div>
      {terms.length === 0 && <p className={styles['none']}>{GLOSSARY.none}</p>}
      {groups.map(({ letter, terms: own }) => (
        <section key={letter} className={styles['letter']} aria-label={letter}>
          <p aria-hidden="true">{letter}</p>
          <div>
            {own.map((term) => (
              <Entry key={term.name} term={term} isShown={term === shown} />
            ))}
          </div>
        </section>
      ))}
    </div>
  );
};
