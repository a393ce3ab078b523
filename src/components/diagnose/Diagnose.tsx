/** *Your kernel*: paste a text, see what was read, the ledger, the self-check and the findings. */
import { useState } from 'react';
import { selectReading } from '../../store/selectors';
import { packText } from '../../store/pack';
import { encodeLink } from '../../store/url-codec';
import { useApp } from '../app/store-context';
import { Findings } from './Findings';
import { LedgerView } from './LedgerView';
import { PasteBox } from './PasteBox';
import { ReadingGutter } from './ReadingGutter';
import { SelfCheck } from './SelfCheck';
import { ZoneTable } from './ZoneTable';
import styles from './diagnose.module.css';

const CopyLink = () => {
  const link = useApp((s) => s.link);
  const text = useApp((s) => s.text);
  const say = useApp((s) => s.say);
  const [shown, setShown] = useState('');
  const copy = async (withText: boolean): Promise<void> => {
    const data = withText ? await packText(text) : '';
    const url = location.href.replace(/#.*$/, '') + encodeLink({ ...link, data });
    setShown(url);
    try {
      await navigator.clipboard.writeText(url);
      say('The link is copied.');
    } catch {
      say(
        'The browser does not let this page copy. The link stands in the field: copy it from there.',
      );
    }
  };
  return (
    <span className={styles['copy']}>
      <button type="button" onClick={() => void copy(false)}>
        Copy link
      </button>
      {text !== '' && (
        <button type="button" onClick={() => void copy(true)}>
          Copy link with the text in it
        </button>
      )}
      {shown !== '' && (
        <input
          aria-label="Link"
          readOnly
          value={shown}
          onFocus={(e) => {
            e.target.select();
          }}
        />
      )}
    </span>
  );
};

export const Diagnose = () => {
  const reading = useApp(selectReading);
  const clear = useApp((s) => s.clear);
  if (reading === null) return <PasteBox />;
  const { explanation } = reading;
  return (
    <div className={styles['room']}>
      <div className={styles['head']}>
        <h1>{explanation.headline}</h1>
        <div className={styles['actions']}>
          <CopyLink />
          <button type="button" data-primary="" onClick={clear}>
            Read another text
          </button>
        </div>
      </div>
      <div className={styles['columns']}>
        <ReadingGutter reading={reading} />
        <div>
          <LedgerView explanation={explanation} />
          <SelfCheck rows={explanation.selfCheck} />
        </div>
        <Findings findings={explanation.findings} />
      </div>
      <ZoneTable explanation={explanation} />
    </div>
  );
};
