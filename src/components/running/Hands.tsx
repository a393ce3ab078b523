/** Commands by hand: what it will do before, what it did after. */
import { useState } from 'react';
import { HAND_WORDS as WORDS } from '../../strings/en/room';
import { HAND_VERBS, handCommand, handVerb, startFields } from '../../viewmodel/running/hand';
import type { Fields, HandField } from '../../viewmodel/running/hand';
import { useRun, useRunState } from './run-context';
import type { Shown } from './run-context';
import styles from './below.module.css';

interface FieldProps {
  readonly field: HandField;
  readonly shown: Shown;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const Field = ({ field, shown, value, onChange }: FieldProps) => (
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

export const Hands = ({ shown }: { shown: Shown }) => {
  const run = useRun();
  const answer = useRunState((s) => s.answer);
  const [id, setId] = useState('malloc');
  const verb = handVerb(id);
  const [typed, setTyped] = useState<Fields>({});
  const fields = { ...startFields(verb, shown.timeline), ...typed };
  const command = handCommand(verb, fields);
  return (
    <section className={styles['hands']} aria-labelledby="hands-title">
      <h2 id="hands-title">
        {WORDS.title} <small>{WORDS.forks}</small>
      </h2>
      <form
        onSubmit={(e) => {
          e.preventDefault();
          if (typeof command !== 'string') run.act(command, verb.label);
        }}
      >
        <label>
          <span>{WORDS.verb}</span>
          <select
            value={id}
            onChange={(e) => {
              setId(e.target.value);
              setTyped({});
            }}
          >
            {HAND_VERBS.map((v) => (
              <option key={v.id} value={v.id}>
                {v.label}
              </option>
            ))}
          </select>
        </label>
        {verb.fields.map((f) => (
          <Field
            key={f.id}
            field={f}
            shown={shown}
            value={fields[f.id] ?? ''}
            onChange={(value) => {
              setTyped({ ...typed, [f.id]: value });
            }}
          />
        ))}
        <button type="submit" disabled={typeof command === 'string'}>
          {WORDS.run}
        </button>
      </form>
      <p>
        <b>{WORDS.will}</b> {typeof command === 'string' ? command : verb.will(fields)}
      </p>
      <p role="status">
        {answer !== '' && (
          <>
            <b>{WORDS.did}</b> {answer}
          </>
        )}
      </p>
    </section>
  );
};
