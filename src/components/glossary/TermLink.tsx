/**
 * A term in the text: a button that opens what it means beside it, as a native popover. The browser
 * closes it by Escape or a click elsewhere and gives the focus back.
 */
import { useId, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { GLOSSARY } from '../../strings/en/glossary';
import type { Term } from '../../strings/en/terms';
import { LinkTo } from '../ui/LinkTo';
import { placeBeside } from './place-beside';
import { termNamed } from './term-named';
import styles from './term.module.css';

interface Props {
  /** a term of src/strings/en/terms, by its name or another name of it */
  readonly name: string;
  /** the words in the text; the name itself where left out */
  readonly children?: ReactNode;
}

const Meaning = ({ term, onLeave }: { term: Term; onLeave: () => void }) => (
  <>
    <b>{term.name}</b>
    <span className={styles['plain']}>{term.plain}</span>
    <span className={styles['exact']}>{term.exact}</span>
    <span className={styles['foot']}>
      <LinkTo change={{ room: 'glossary', term: term.name }} onGo={onLeave}>
        {GLOSSARY.more}
      </LinkTo>
      <button type="button" onClick={onLeave}>
        {GLOSSARY.close}
      </button>
    </span>
  </>
);

/** Escape is the popover's: the page would close its own panel by it too. */
const keepEscape = (e: KeyboardEvent): void => {
  if (e.key === 'Escape') e.stopPropagation();
};

const Open = ({ term, children }: { term: Term; children: ReactNode }) => {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLSpanElement>(null);
  const [isOpen, setOpen] = useState(false);
  const onToggle = (isNow: boolean): void => {
    // What the panel says is drawn at once, so that it stands in its place before it is seen.
    flushSync(() => {
      setOpen(isNow);
    });
    if (!isNow || button.current === null || panel.current === null) return;
    placeBeside(panel.current, button.current);
    panel.current.focus({ preventScroll: true });
  };
  return (
    <span className={styles['holder']} onKeyDown={isOpen ? keepEscape : undefined}>
      <button
        ref={button}
        type="button"
        className={styles['term']}
        popoverTarget={id}
        aria-expanded={isOpen}
        aria-haspopup="dialog"
      >
        {children}
      </button>
      <span
        ref={panel}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={`${GLOSSARY.term} ${term.name}`}
        tabIndex={-1}
        className={styles['meaning']}
        data-open={isOpen || undefined}
        onToggle={(e) => {
          onToggle(e.newState === 'open');
        }}
      >
        {isOpen && (
          <Meaning
            term={term}
            onLeave={() => {
              panel.current?.hidePopover();
            }}
          />
        )}
      </span>
    </span>
  );
};

/** Words that name no term stand as they are: a text must not break by one. */
export const TermLink = ({ name, children }: Props) => {
  const term = termNamed(name);
  const words = children ?? name;
  return term === undefined ? words : <Open term={term}>{words}</Open>;
};
