/** Texts to try without a machine at hand, each with its source. */
import { EXAMPLES } from '../../examples';
import { EXAMPLES as LINKED } from '../../store/url-codec';
import type { Example } from '../../examples';
import { DIAGNOSE } from '../../strings/en/diagnose';
import { useApp } from '../app/store-context';
import type { IntakeState } from './intake/use-intake';
import styles from './paste.module.css';

const WORDS = DIAGNOSE.gallery;

/** The thread's own mail is read as soon as the page asks for it: its text is in no file of its own. */
const SEED = 'seed';

export const Gallery = ({ intake }: { intake: IntakeState }) => {
  const openExample = useApp((s) => s.openExample);
  const say = useApp((s) => s.say);
  const open = async ({ id, title, load }: Example): Promise<void> => {
    if (id === SEED) {
      openExample();
      return;
    }
    try {
      intake.takeExample(LINKED.find((one) => one === id) ?? 'none', await load(), title);
    } catch {
      say(WORDS.gone(title));
    }
  };
  return (
    <section aria-labelledby="gallery-title" className={styles['gallery']}>
      <h2 id="gallery-title">
        {WORDS.title} <small>{WORDS.note}</small>
      </h2>
      <ul>
        {EXAMPLES.map((example) => (
          <li key={example.id}>
            <button type="button" onClick={() => void open(example)}>
              {example.title}
            </button>
            <p>{example.about}</p>
            <p className={styles['source']}>{WORDS.source(example.source)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
};
