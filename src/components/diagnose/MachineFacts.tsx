/** The machine in words: what is known, what speaks for it, and how it stands to the text. */
import type { AnyDerivation } from '../../base/derivation';
import { formatValue } from '../../base/format';
import { DIAGNOSE } from '../../strings/en/diagnose';
import type {
  MachineCheck,
  MachineFact,
  MachineReading,
} from '../../viewmodel/reading/machine-types';
import type { PasteView } from '../../viewmodel/reading/paste-view';
import { Num } from '../ui/Num';
import { Sentence } from './Sentence';
import { ToldForm } from './ToldForm';
import { LineLink } from './jump';
import styles from './map.module.css';

const WORDS = DIAGNOSE.map;

/** A reason speaks of its own fact, and of what top adds up to. */
const figuresOf = (fact: MachineFact, reading: PasteView): readonly AnyDerivation[] => {
  const top = reading.book.get('machine.top');
  return [...(fact.of === undefined ? [] : [fact.of]), ...(top === undefined ? [] : [top])];
};

const Fact = ({ fact, reading }: { fact: MachineFact; reading: PasteView }) => (
  <div className={styles['fact']} data-grade={fact.grade}>
    <dt>{fact.label}</dt>
    <dd>
      <b data-unknown={fact.value === null ? '' : undefined}>
        {fact.of === undefined || fact.value === null ? (
          (fact.value ?? WORDS.unknown)
        ) : (
          <Num of={fact.of}>{fact.value}</Num>
        )}
        {fact.value !== null && fact.grade === 'inferred' && <em>{WORDS.grades.inferred}</em>}
      </b>
      {fact.reasons.map((r) => (
        <small key={r.text}>
          {r.line !== undefined && (
            <>
              <LineLink line={r.line} />{' '}
            </>
          )}
          <Sentence
            text={r.text}
            ground={{
              figures: figuresOf(fact, reading),
              book: reading.book,
              cited: r.line === undefined ? [] : [r.line],
              lines: reading.report.lines,
            }}
          />
          {r.confidence !== undefined && <i>{WORDS.confidence[r.confidence]}</i>}
        </small>
      ))}
    </dd>
  </div>
);

const Row = ({ check }: { check: MachineCheck }) => (
  <tr data-agrees={check.agrees}>
    <th scope="row">{check.name}</th>
    <td>
      <Num of={check.predicted}>{formatValue(check.predicted.value, check.predicted.unit)}</Num>
    </td>
    <td>
      <Num of={check.found}>{formatValue(check.found.value, check.found.unit)}</Num>
    </td>
    <td>{check.agrees ? WORDS.agrees : WORDS.differs}</td>
  </tr>
);

const Limits = ({ limits }: { limits: NonNullable<MachineReading['limits']> }) => (
  <tr data-agrees={limits.wrong.length === 0}>
    <th scope="row">{WORDS.limits}</th>
    <td>
      <Num of={limits.good} />
    </td>
    <td>
      {WORDS.limitsOf} <Num of={limits.all} />
    </td>
    <td>{limits.wrong.length === 0 ? WORDS.agrees : WORDS.differs}</td>
  </tr>
);

const Checks = ({ machine }: { machine: MachineReading }) => {
  const { checks, limits } = machine;
  if (checks.length === 0 && limits === null) return null;
  return (
    <>
      <h3>{WORDS.checks}</h3>
      <div className={styles['scroll']} tabIndex={0} role="region" aria-label={WORDS.checks}>
        <table className={styles['checks']}>
          <thead>
            <tr>
              <th scope="col">{WORDS.checkName}</th>
              <th scope="col">{WORDS.model}</th>
              <th scope="col">{WORDS.text}</th>
              <th scope="col">
                <span className="visually-hidden">{WORDS.agrees}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {checks.map((c) => (
              <Row key={c.name} check={c} />
            ))}
            {limits !== null && <Limits limits={limits} />}
          </tbody>
        </table>
      </div>
      {limits !== null && limits.wrong.length > 0 && (
        <p className={styles['wrong']}>
          {WORDS.wrongLimits} {limits.wrong.join(', ')}.
        </p>
      )}
    </>
  );
};

export const MachineFacts = ({ reading }: { reading: PasteView }) => {
  const { machine } = reading;
  return (
    <section className={styles['facts']} aria-labelledby="machine-title">
      <h2 id="machine-title">
        {WORDS.machine} <small data-grade={machine.grade}>{WORDS.grades[machine.grade]}</small>
      </h2>
      <p>{machine.sentence}</p>
      <dl>
        {machine.facts.map((f) => (
          <Fact key={f.id} fact={f} reading={reading} />
        ))}
      </dl>
      <ToldForm report={reading.report} />
      <Checks machine={machine} />
      {machine.missing.length > 0 && (
        <>
          <h3>{WORDS.missing}</h3>
          <ul className={styles['missing']}>
            {machine.missing.map((m) => (
              <li key={m}>{m}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
};
