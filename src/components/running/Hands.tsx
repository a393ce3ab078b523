/** Levers: what a command will do before, what it did after, and the way back. */
import { useState } from 'react';
import type { Did } from '../../store/run/did';
import { HAND_WORDS as WORDS, QUICK_LEVERS } from '../../strings/en/room';
import {
  FIRST_LEVER,
  LEVERS,
  leverCommands,
  leverOf,
  startFields,
} from '../../viewmodel/running/hand/levers';
import { LEVER_GROUPS } from '../../viewmodel/running/hand/lever';
import type { Fields, LeverField } from '../../viewmodel/running/hand/lever';
import { useApp } from '../app/store-context';
import { LiveNum } from './LiveNum';
import { Loads } from './Loads';
import { useRun, useRunState } from './run-context';
import type { Shown } from './run-context';
import { useHandOver } from './use-hand-over';
import { useIsHidden } from './use-hidden';
import { useRoving } from './use-roving';
import styles from './levers.module.css';

interface FieldProps {
  readonly field: LeverField;
  readonly shown: Shown;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const Field = ({ field, shown, value, onChange }: FieldProps) => {
  if (field.kind === 'flag')
    return (
      <label className={styles['flag']}>
        <input
          type="checkbox"
          checked={value === 'yes'}
          onChange={(e) => {
            onChange(e.target.checked ? 'yes' : '');
          }}
        />
        {field.label}
      </label>
    );
  return (
    <label>
      <span>{field.label}</span>
      {field.kind === 'choice' ? (
        <select
          value={value}
          onChange={(e) => {
            onChange(e.target.value);
          }}
        >
          {(field.options?.(shown.timeline) ?? []).map((o) => (
            <option key={o}>{o}</option>
          ))}
        </select>
      ) : (
        <input
          value={value}
          inputMode={field.kind === 'number' ? 'numeric' : 'text'}
          onChange={(e) => {
            onChange(e.target.value);
          }}
        />
      )}
    </label>
  );
};

const Quick = ({ now, onPick }: { now: string; onPick: (id: string) => void }) => {
  const roving = useRoving<HTMLDivElement>();
  return (
    <div className={styles['quick']} role="toolbar" aria-label={WORDS.quick} {...roving}>
      {QUICK_LEVERS.map(([id, words]) => (
        <button
          key={id}
          type="button"
          tabIndex={-1}
          aria-pressed={id === now}
          onClick={() => {
            onPick(id);
          }}
        >
          {words}
        </button>
      ))}
    </div>
  );
};

const Picker = ({ now, onPick }: { now: string; onPick: (id: string) => void }) => (
  <label>
    <span>{WORDS.verb}</span>
    <select
      value={now}
      onChange={(e) => {
        onPick(e.target.value);
      }}
    >
      {LEVER_GROUPS.map((group) => (
        <optgroup key={group} label={WORDS.groups[group]}>
          {LEVERS.filter((l) => l.group === group).map((l) => (
            <option key={l.id} value={l.id}>
              {l.label}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  </label>
);

/** What changed; one stop of Tab, so that the way back is near. */
const Changes = ({ changes }: Pick<Did, 'changes'>) => {
  const roving = useRoving<HTMLUListElement>();
  const num = (when: 'from' | 'to', what: string, value: number, words: string) => (
    <LiveNum of={['did', when, what]} value={value} label={`${what} ${words}`} isInside />
  );
  return (
    <ul className={styles['changes']} {...roving}>
      {changes.map((c) => (
        <li key={c.what}>
          {c.what}{' '}
          <code>
            {num('from', c.what, c.from, WORDS.before)} → {num('to', c.what, c.to, WORDS.after)}
          </code>
        </li>
      ))}
    </ul>
  );
};

const Came = ({ did }: { did: Did }) => (
  <>
    <p data-outcome={did.outcome}>
      <b>{WORDS.did}</b> {did.words.join('; ')}
      {did.more > 0 && ` ${WORDS.more(did.more)}`}
    </p>
    {did.changes.length > 0 && <Changes changes={did.changes} />}
  </>
);

const Undo = () => {
  const run = useRun();
  const ref = useHandOver('hands-title');
  return (
    <button ref={ref} type="button" className={styles['undo']} onClick={run.undo}>
      {WORDS.undo}
    </button>
  );
};

const Answer = () => {
  const did = useRunState((s) => s.did);
  const canUndo = useRunState((s) => s.canUndo);
  return (
    <>
      <div role="status">{did !== null && <Came did={did} />}</div>
      {canUndo && (
        <p>
          <Undo /> <small>{WORDS.undoHow}</small>
        </p>
      )}
    </>
  );
};

const Form = ({ shown }: { shown: Shown }) => {
  const run = useRun();
  const id = useApp((s) => s.link.lever);
  const setLink = useApp((s) => s.setLink);
  const lever = leverOf(id);
  const [typed, setTyped] = useState<{ of: string; fields: Fields }>({ of: '', fields: {} });
  const { timeline } = shown;
  const own = typed.of === lever.id ? typed.fields : {};
  const fields = { ...startFields(lever, timeline), ...own };
  const commands = leverCommands(lever, fields, timeline);
  const isDead = timeline.sim.panic !== null;
  const cannot = isDead ? WORDS.dead : typeof commands === 'string' ? commands : null;
  const pick = (next: string): void => {
    setLink({ lever: next === FIRST_LEVER ? '' : next });
  };
  return (
    <>
      <Quick now={lever.id} onPick={pick} />
      <form
        id="lever"
        tabIndex={-1}
        aria-label={lever.label}
        aria-describedby="lever-will"
        onSubmit={(e) => {
          e.preventDefault();
          if (cannot === null && typeof commands !== 'string') run.act(commands, lever.label);
        }}
      >
        <Picker now={lever.id} onPick={pick} />
        {lever.fields.map((f) => (
          <Field
            key={f.id}
            field={f}
            shown={shown}
            value={fields[f.id] ?? ''}
            onChange={(value) => {
              setTyped({ of: lever.id, fields: { ...own, [f.id]: value } });
            }}
          />
        ))}
        <button type="submit" aria-disabled={cannot !== null}>
          {WORDS.run}
        </button>
      </form>
      <p id="lever-will">
        {cannot === null ? (
          <>
            <b>{WORDS.will}</b> {lever.will(fields, timeline)}
          </>
        ) : (
          cannot
        )}
      </p>
    </>
  );
};

export const Hands = ({ shown }: { shown: Shown }) => {
  const isHidden = useIsHidden('levers');
  if (isHidden) return null;
  return (
    <section className={styles['hands']} id="levers" aria-labelledby="hands-title">
      <h2 id="hands-title" tabIndex={-1}>
        {WORDS.title} <small>{WORDS.forks}</small>
      </h2>
      <Form shown={shown} />
      <Answer />
      <Loads />
    </section>
  );
};
