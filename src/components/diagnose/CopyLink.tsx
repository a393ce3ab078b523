/** Puts the reading into a link, with or without the text, and says what the link holds. */
import { useState } from 'react';
import { DIAGNOSE } from '../../strings/en/diagnose';
import { packText, unpackText } from '../../store/pack';
import { encodeLink } from '../../store/url-codec';
import { useApp } from '../app/store-context';
import styles from './diagnose.module.css';

const WORDS = DIAGNOSE.link;

interface Made {
  readonly url: string;
  readonly note: string;
}

export const CopyLink = () => {
  const link = useApp((s) => s.link);
  const text = useApp((s) => s.text);
  const say = useApp((s) => s.say);
  const [made, setMade] = useState<Made>({ url: '', note: '' });
  const show = async (data: string, note: (length: number) => string): Promise<void> => {
    const url = location.href.replace(/#.*$/, '') + encodeLink({ ...link, data });
    const words = note(url.length);
    setMade({ url, note: words });
    try {
      await navigator.clipboard.writeText(url);
      say(`${WORDS.copied} ${words}`);
    } catch {
      say(`${WORDS.notCopied} ${words}`);
    }
  };
  const copyText = async (): Promise<void> => {
    const data = await packText(text);
    // Whoever opens the link unpacks it; what does not come back must not be sent.
    if ((await unpackText(data)) !== text) {
      const words = WORDS.tooLong(data.length);
      setMade({ url: '', note: words });
      say(words);
      return;
    }
    await show(data, (n) => WORDS.withText(n, text.length));
  };
  return (
    <>
      <button type="button" onClick={() => void show('', text === '' ? WORDS.example : WORDS.bare)}>
        {DIAGNOSE.actions.link}
      </button>
      {text !== '' && (
        <button type="button" onClick={() => void copyText()}>
          {DIAGNOSE.actions.linkWithText}
        </button>
      )}
      {made.note !== '' && (
        <p className={styles['made']}>
          {made.url !== '' && (
            <input
              aria-label={WORDS.field}
              readOnly
              value={made.url}
              onFocus={(e) => {
                e.target.select();
              }}
            />
          )}
          <span>{made.note}</span>
        </p>
      )}
    </>
  );
};
