/** One conclusion: how bad and how sure it is, its evidence, and what to do and to test next. */
import { formatPercent } from '../../base/format';
import { DIAGNOSE } from '../../strings/en/diagnose';
import type { Finding, LessonLink } from '../../viewmodel/explain/types';
import { typedOf } from '../../viewmodel/reading/finding-view';
import { placeOf } from '../../viewmodel/reading/lesson-places';
import type { PasteView } from '../../viewmodel/reading/paste-view';
import { LinkTo } from '../ui/LinkTo';
import { Num } from '../ui/Num';
import { Command } from './Command';
import { Sentence } from './Sentence';
import { LineLink } from './jump';
import styles from './findings.module.css';

const WORDS = DIAGNOSE.findings;

const Share = ({ finding }: { finding: Finding }) =>
  finding.share !== undefined && (
    <div className={styles['share']} aria-hidden="true">
      <i
        data-owner={finding.owner}
        style={{ width: `${Math.min(100, finding.share.value).toFixed(2)}%` }}
      />
    </div>
  );

const Evidence = ({ lines }: { lines: readonly number[] }) =>
  lines.length > 0 && (
    <p className={styles['next']}>
      {WORDS.evidence(lines.length)}{' '}
      {[...new Set(lines)].map((line, i) => (
        <span key={line}>
          {i > 0 && ', '}
          <LineLink line={line} cited={lines} />
        </span>
      ))}
    </p>
  );

const Next = ({ finding }: { finding: Finding }) => (
  <>
    <p className={styles['next']}>
      <b>{WORDS.next}</b> {finding.next}
    </p>
    {finding.use.map(typedOf).map(({ typed, where }) => (
      <Command key={typed} note={where}>
        {typed}
      </Command>
    ))}
  </>
);

const Lesson = ({ of: link }: { of: LessonLink }) => {
  const place = placeOf(link);
  if (place === null) return null;
  return (
    <p className={styles['next']}>
      <LinkTo
        change={{ room: 'lessons', lesson: link.lesson, step: String(place.step) }}
        className={styles['lesson']}
      >
        {WORDS.lesson(place.number, place.title, place.step)}
      </LinkTo>
    </p>
  );
};

/**
 * What would confirm or refute it, what it cannot tell, and where a lesson explains it. Open for a
 * cause; of what is harmless, what to run stands here too, since nobody has to.
 */
const Doubt = ({ finding }: { finding: Finding }) => (
  <details className={styles['doubt']} open={finding.severity === 'cause'}>
    <summary>
      {WORDS.doubt} <span className="visually-hidden">{finding.title}</span>
    </summary>
    {finding.severity === 'benign' && <Next finding={finding} />}
    <p className={styles['next']}>
      <b>{WORDS.test}</b> {finding.test}
    </p>
    <p className={styles['next']}>
      <b>{WORDS.limits}</b> {finding.limits}
    </p>
    {finding.lesson !== null && <Lesson of={finding.lesson} />}
  </details>
);

interface Props {
  readonly finding: Finding;
  readonly reading: PasteView;
}

export const FindingItem = ({ finding, reading }: Props) => {
  const figures = [...finding.figures, ...(finding.share === undefined ? [] : [finding.share])];
  const { book, report } = reading;
  return (
    <li data-severity={finding.severity}>
      <div className={styles['grade']}>
        <b>{WORDS.severities[finding.severity]}</b>
        <span className={styles['certainty']} data-certainty={finding.certainty}>
          {finding.certainty}
        </span>
      </div>
      <div>
        <h3>
          {finding.title}
          {finding.share !== undefined && (
            <Num of={finding.share}>{formatPercent(finding.share.value, 1)}</Num>
          )}
        </h3>
        <p>
          <Sentence
            text={finding.text}
            ground={{ figures, book, cited: finding.lines, lines: report.lines }}
          />
        </p>
        <Share finding={finding} />
        <Evidence lines={finding.lines} />
        {finding.severity !== 'benign' && <Next finding={finding} />}
        <Doubt finding={finding} />
      </div>
    </li>
  );
};
