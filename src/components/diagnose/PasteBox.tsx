/** The empty state: where to paste, what to run, what is understood, what happens to the text. */
import { useId, useState } from 'react';
import { DIAGNOSE } from '../../strings/en/diagnose';
import { COMMAND, DUMP_COMMAND, KINDS } from '../../viewmodel/reading/intake';
import { useApp } from '../app/store-context';
import { Command } from './Command';
import { Gallery } from './Gallery';
import { VerdictNote } from './VerdictNote';
import type { IntakeState } from './intake/use-intake';
import { Collector } from './send/Collector';
import styles from './paste.module.css';

const WORDS = DIAGNOSE.empty;

const FilePicker = ({ take }: { take: IntakeState['takeFiles'] }) => (
  <label className={styles['file']}>
    {WORDS.file}
    <input
      type="file"
      multiple
      className="visually-hidden"
      onChange={(e) => {
        take([...(e.target.files ?? [])]);
        e.target.value = '';
      }}
    />
  </label>
);

const Box = ({ intake }: { intake: IntakeState }) => {
  const openExample = useApp((s) => s.openExample);
  const [text, setText] = useState('');
  const field = useId();
  return (
    <div>
      <div className={styles['label']}>
        <label htmlFor={field}>{WORDS.label}</label>{' '}
        <small id={`${field}-private`}>{WORDS.private}</small>
      </div>
      <textarea
        id={field}
        aria-describedby={`${field}-private`}
        value={text}
        placeholder={WORDS.placeholder}
        spellCheck={false}
        autoComplete="off"
        onChange={(e) => {
          setText(e.target.value);
        }}
        onPaste={(e) => {
          const pasted = e.clipboardData.getData('text');
          const files = [...e.clipboardData.files];
          // A picture of a terminal gets its answer, as a file with it would.
          if (pasted === '' && files.length > 0) {
            e.preventDefault();
            intake.takeFiles(files);
            return;
          }
          if (text !== '' || !pasted.includes('\n')) return;
          e.preventDefault();
          intake.takeText(pasted);
        }}
      />
      <div className={styles['actions']}>
        <button
          type="button"
          data-primary=""
          disabled={text.trim() === ''}
          onClick={() => {
            intake.takeText(text);
          }}
        >
          {WORDS.read}
        </button>
        <button type="button" onClick={openExample}>
          {WORDS.example}
        </button>
        <FilePicker take={intake.takeFiles} />
        <span>{WORDS.drop}</span>
      </div>
      {intake.refused.map((verdict) => (
        <VerdictNote key={verdict.message} verdict={verdict} isOpen={false} />
      ))}
      <Gallery intake={intake} />
    </div>
  );
};

const Aside = () => (
  <div className={styles['aside']}>
    <section aria-labelledby="empty-run">
      <h2 id="empty-run">{WORDS.run}</h2>
      <Command>{COMMAND}</Command>
      <p>{WORDS.runNote}</p>
      <h3>{WORDS.dump}</h3>
      <Command>{DUMP_COMMAND}</Command>
    </section>
    <Collector />
    <section aria-labelledby="empty-kinds">
      <h2 id="empty-kinds">{WORDS.kinds}</h2>
      <dl className={styles['kinds']}>
        {KINDS.map((k) => (
          <div key={k.tool}>
            <dt>
              <code>{k.tool}</code>
            </dt>
            <dd>{k.what}</dd>
          </div>
        ))}
      </dl>
    </section>
    <section aria-labelledby="empty-stays">
      <h2 id="empty-stays">{WORDS.stays}</h2>
      <p>{WORDS.staysNote}</p>
    </section>
  </div>
);

export const PasteBox = ({ intake }: { intake: IntakeState }) => (
  <div className={styles['empty']}>
    <div className={styles['head']}>
      <h1 className="headline">{WORDS.title}</h1>
      <p className="lead">{WORDS.lead}</p>
    </div>
    <Box intake={intake} />
    <Aside />
  </div>
);
