/** The report of a reading: its form, what was taken out of it, and all of it before it is copied. */
import { useId, useMemo, useState } from 'react';
import { SEND as WORDS } from '../../../strings/en/send';
import { writeReport } from '../../../viewmodel/report/report';
import type { Format, WrittenReport } from '../../../viewmodel/report/report';
import type { PasteView } from '../../../viewmodel/reading/paste-view';
import { useApp } from '../../app/store-context';
import { copyText, downloadText } from '../../ui/download';
import { Replaced } from './Replaced';
import styles from './send.module.css';

const FORMATS: readonly Format[] = ['markdown', 'text'];
const TYPES: Readonly<Record<Format, string>> = { markdown: 'text/markdown', text: 'text/plain' };

const Forms = ({ format, onPick }: { format: Format; onPick: (format: Format) => void }) => {
  const name = useId();
  return (
    <fieldset className={styles['forms']}>
      <legend>{WORDS.format}</legend>
      {FORMATS.map((one) => (
        <label key={one}>
          <input
            type="radio"
            name={name}
            checked={one === format}
            onChange={() => {
              onPick(one);
            }}
          />{' '}
          {WORDS.formats[one]}
        </label>
      ))}
    </fieldset>
  );
};

const Take = ({ written, format }: { written: WrittenReport; format: Format }) => {
  const say = useApp((s) => s.say);
  const copy = async (): Promise<void> => {
    say((await copyText(written.text)) ? WORDS.copied : WORDS.notCopied);
  };
  return (
    <p className={styles['actions']}>
      <button type="button" onClick={() => void copy()}>
        {WORDS.copy}
      </button>
      <button
        type="button"
        onClick={() => {
          downloadText(WORDS.file[format], TYPES[format], written.text);
        }}
      >
        {WORDS.save}
      </button>
      <small role={written.readsBack ? undefined : 'alert'}>
        {written.readsBack ? WORDS.readsBack : WORDS.readsOther}
      </small>
    </p>
  );
};

const Report = ({ reading }: { reading: PasteView }) => {
  const without = useApp((s) => s.without);
  const [format, setFormat] = useState<Format>('markdown');
  const [kept, setKept] = useState<readonly string[]>([]);
  const { report, explanation } = reading;
  const ids = useMemo(() => without.map(({ id }) => id), [without]);
  const all = useMemo(
    () => writeReport(report, explanation, { without: ids }).replaced,
    [report, explanation, ids],
  );
  const written = useMemo(
    () => writeReport(report, explanation, { format, keep: kept, without: ids }),
    [report, explanation, format, kept, ids],
  );
  return (
    <div className={styles['report']}>
      <div>
        <Forms format={format} onPick={setFormat} />
        <Replaced
          found={all}
          kept={kept}
          onKeep={(value, isKept) => {
            setKept(isKept ? [...kept, value] : kept.filter((one) => one !== value));
          }}
        />
      </div>
      <div>
        <textarea aria-label={WORDS.preview} readOnly value={written.text} spellCheck={false} />
        <Take written={written} format={format} />
      </div>
    </div>
  );
};

export const ReportBox = ({ reading }: { reading: PasteView }) => {
  const [isOpen, setOpen] = useState(false);
  return (
    <section aria-labelledby="send-title" className={styles['send']}>
      <h2 id="send-title">{WORDS.title}</h2>
      <p className={styles['lead']}>{WORDS.lead}</p>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => {
          setOpen(!isOpen);
        }}
      >
        {isOpen ? WORDS.close : WORDS.write}
      </button>
      {isOpen && <Report reading={reading} />}
    </section>
  );
};
