/** The thread as a page: nineteen questions and claims, each beside what the source says. */
import { QUESTIONS, VERDICTS } from '../../lessons/questions';
import { THREAD } from '../../strings/en/thread';
import { useApp } from '../app/store-context';
import { LinkTo } from '../ui/LinkTo';
import { showPlace, useLinkedPlace } from '../ui/show-place';
import { Mark } from './Mark';
import { Question } from './Question';
import { placeOf } from './place-of';
import styles from './thread.module.css';

const Index = ({ shown }: { shown: string }) => (
  <nav className={styles['index']} aria-label={THREAD.index}>
    <ol>
      {QUESTIONS.map(({ id, verdict }) => (
        <li key={id} aria-current={shown === id ? 'true' : undefined}>
          <LinkTo
            change={{ room: 'thread', question: id }}
            onGo={() => {
              showPlace(placeOf(id));
            }}
          >
            <Mark of={verdict} />
            <span>{id}</span>
          </LinkTo>
        </li>
      ))}
    </ol>
  </nav>
);

const Key = () => (
  <ul className={styles['key']} aria-label={THREAD.marks}>
    {VERDICTS.map((verdict) => (
      <li key={verdict}>
        <Mark of={verdict} /> {THREAD.verdicts[verdict]}
      </li>
    ))}
  </ul>
);

export const Thread = () => {
  const shown = useApp((s) => s.link.question);
  useLinkedPlace(shown === '' ? '' : placeOf(shown));
  return (
    <div className={styles['room']}>
      <header className={styles['head']}>
        <h1>{THREAD.title}</h1>
        <p>{THREAD.lead}</p>
        <p>
          <LinkTo change={{ room: 'diagnose', example: 'seed' }}>{THREAD.mail}</LinkTo>
        </p>
        <Key />
      </header>
      <Index shown={shown} />
      <div className={styles['list']}>
        {QUESTIONS.map((q) => (
          <Question key={q.id} q={q} isShown={q.id === shown} />
        ))}
        <p className={styles['end']}>
          <LinkTo change={{ room: 'glossary' }}>{THREAD.glossary}</LinkTo>
        </p>
      </div>
    </div>
  );
};
