/** The elements that the text of a lesson may use; see `docs/how-to-write-a-lesson.md`. */
import { Children, isValidElement } from 'react';
import type { ReactNode } from 'react';
import { referenceOf } from '../../lessons/references';
import type { Shape } from '../../lessons/types';
import { LESSON_WORDS as WORDS } from '../../strings/en/lessons';
import { useAppStore } from '../app/store-context';
import { TermLink } from '../glossary/TermLink';
import { StepNum } from './StepNum';
import { useStep } from './step-context';
import styles from './prose.module.css';

interface Inner {
  readonly children?: ReactNode;
}

/** Only the step that is shown; the handout has its own. */
const Step = ({ id, children }: Inner & { readonly id: string }) =>
  useStep().step.id === id ? <>{children}</> : null;

/** Words that bring the figure to another moment of the step's run. */
const At = ({ moment, offset = 0, children }: Inner & { moment: string; offset?: number }) => {
  const { seek } = useStep();
  return (
    <button
      type="button"
      className={styles['at']}
      onClick={() => {
        seek({ moment, offset });
      }}
    >
      {children}
    </button>
  );
};

/** Words that select something in the figure. */
const Sel = ({ id, children }: Inner & { readonly id: string }) => {
  const store = useAppStore();
  return (
    <button
      type="button"
      className={styles['sel']}
      onClick={() => {
        store.getState().setLink({ sel: id });
      }}
    >
      {children}
    </button>
  );
};

const Src = ({ id }: { readonly id: string }) => {
  const ref = referenceOf(id);
  if (ref === undefined) return null;
  return (
    <cite className={styles['src']} title={`${ref.repository}, ${ref.file}, ${ref.function}`}>
      <code>{ref.function}</code> {ref.file}
    </cite>
  );
};

const Quote = ({ who, children }: Inner & { readonly who?: string }) => (
  <blockquote className={styles['quote']}>
    <div>{children}</div>
    <footer>{WORDS.quoted(who ?? '')}</footer>
  </blockquote>
);

/** Where the source contradicts the mail: both, side by side. */
const Claim = ({ said, src, children }: Inner & { said: string; src: string }) => (
  <div className={styles['claim']}>
    <p className={styles['badge']}>{WORDS.claim}</p>
    <p className={styles['said']}>“{said}”</p>
    <p className={styles['badge']}>{WORDS.source}</p>
    <div>
      {children}
      <Src id={src} />
    </div>
  </div>
);

/** Hidden unless the speaker asks; the presenter view shows them by itself. */
const Notes = ({ children }: Inner) => {
  const { hasNotes } = useStep();
  if (!hasNotes) return null;
  return (
    <aside className={styles['notes']} aria-label={WORDS.notes}>
      <h2>{WORDS.notes}</h2>
      {children}
    </aside>
  );
};

const LeftOut = ({ children }: Inner) => (
  <aside className={styles['leftOut']}>
    <h2>{WORDS.leftOut}</h2>
    {children}
  </aside>
);

const N = ({ of, as = 'count' }: { readonly of: string; readonly as?: Shape }) => (
  <StepNum of={of} as={as} />
);

const Term = ({ name, children }: Inner & { readonly name: string }) => (
  <TermLink name={name}>{children}</TermLink>
);

const STOPS = /^[.,;:!?)”’]+/;

/** Keeps the comma or the full stop after a number on the number's line: a button may else end a line. */
const tied = (children: ReactNode): readonly ReactNode[] => {
  const all = Children.toArray(children);
  return all.map((child, i) => {
    const [before, after] = [all[i - 1], all[i + 1]];
    if (typeof child === 'string')
      return isValidElement(before) && before.type === N ? child.replace(STOPS, '') : child;
    if (!isValidElement(child) || child.type !== N || typeof after !== 'string') return child;
    const [stops = ''] = STOPS.exec(after) ?? [];
    return (
      <span key={child.key} className={styles['tied']}>
        {child}
        {stops}
      </span>
    );
  });
};

const Paragraph = ({ children }: Inner) => <p>{tied(children)}</p>;

export const PROSE_PARTS = {
  p: Paragraph,
  Step,
  N,
  At,
  Sel,
  Term,
  Src,
  Quote,
  Claim,
  Notes,
  LeftOut,
} as const;
