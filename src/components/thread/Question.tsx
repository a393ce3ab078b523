/** One question: opened by a line, the mail's words first, then ours, then the source. */
import { Fragment } from 'react';
import { LESSONS } from '../../lessons/registry';
import { answersTo } from '../../lessons/questions';
import type { Answer, Quotation, ThreadQuestion } from '../../lessons/questions';
import { referenceOf } from '../../lessons/references';
import { THREAD } from '../../strings/en/thread';
import { useApp } from '../app/store-context';
import { Figured } from './Figured';
import { Mark } from './Mark';
import { placeOf } from './place-of';
import styles from './thread.module.css';

const Said = ({ words, who }: Quotation) => (
  <blockquote className={styles['said']}>
    <p>“{words}”</p>
    <footer>{THREAD.who[who]}</footer>
  </blockquote>
);

/** Lessons write their places into the path. */
const StepLink = ({ answer }: { answer: Answer }) => {
  const theme = useApp((s) => s.link.theme);
  const inTheme = theme === 'auto' ? '' : `&theme=${theme}`;
  return (
    <a href={`#/lessons/${answer.lesson}/${String(answer.step)}?v=1${inTheme}`}>
      {THREAD.lesson} {answer.number}, {THREAD.step} {answer.step}
    </a>
  );
};

const Shown = ({ answers }: { answers: readonly Answer[] }) =>
  answers.length === 0 ? null : (
    <p>
      {THREAD.shown}{' '}
      {answers.map((a, i) => (
        <Fragment key={`${a.lesson} ${String(a.step)}`}>
          {i > 0 && '; '}
          <StepLink answer={a} />
        </Fragment>
      ))}
    </p>
  );

const Reference = ({ id }: { id: string }) => {
  const ref = referenceOf(id);
  return ref === undefined ? null : (
    <li>
      {ref.function} <span>{ref.file}</span>
    </li>
  );
};

/** In the margin: where it was read, and which lesson shows it. */
const Margin = ({ q }: { q: ThreadQuestion }) => (
  <div className={styles['margin']}>
    <h3>{THREAD.references}</h3>
    <ul>
      {q.references.map((id) => (
        <Reference key={id} id={id} />
      ))}
    </ul>
    <Shown answers={answersTo(q.id, q.lesson, LESSONS)} />
  </div>
);

const Body = ({ q }: { q: ThreadQuestion }) => (
  <div className={styles['body']}>
    {q.said.map((said) => (
      <Said key={said.words} {...said} />
    ))}
    <dl>
      <div>
        <dt>{THREAD.asked}</dt>
        <dd>
          <Figured text={q.asked} />
        </dd>
      </div>
      <div>
        <dt>{THREAD.answered}</dt>
        <dd>{q.answered === '' ? THREAD.unanswered : <Figured text={q.answered} />}</dd>
      </div>
      <div data-part="source">
        <dt>{THREAD.source}</dt>
        <dd>
          <Figured text={q.source} terms={q.terms} />
        </dd>
      </div>
    </dl>
  </div>
);

export const Question = ({ q, isShown }: { q: ThreadQuestion; isShown: boolean }) => (
  <article
    className={styles['question']}
    aria-labelledby={placeOf(q.id)}
    data-shown={isShown || undefined}
  >
    <h2 id={placeOf(q.id)} tabIndex={-1}>
      {q.title}
    </h2>
    <p className={styles['badge']}>
      <Mark of={q.verdict} />
      <span>
        <b>{THREAD.verdicts[q.verdict]}</b>: {q.badge}
      </span>
    </p>
    <Body q={q} />
    <Margin q={q} />
  </article>
);
