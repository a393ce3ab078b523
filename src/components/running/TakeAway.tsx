/** What can be taken from the room: the picture, the run as a command file, the link. */
import type { Timeline } from '../../sim';
import { runFile } from '../../store/run/run-file';
import { packByHand } from '../../store/run/by-hand';
import { TAKE_WORDS as WORDS } from '../../strings/en/room';
import { useApp } from '../app/store-context';
import { copyText, download, downloadText } from '../ui/download';
import { picturePng, pictureSvg } from './picture-file';
import { useRun } from './run-context';
import type { Shown } from './run-context';
import { useTools } from './use-tools';
import styles from './below.module.css';

/** The parts of the page that make the picture. */
const picture = (): string | null =>
  pictureSvg(Array.from(document.querySelectorAll('[data-picture]')));

const nameOf = (t: Timeline, scenario: string): string => `kvascope-${scenario}-${t.at}`;

export const TakeAway = ({ shown }: { shown: Shown }) => {
  const run = useRun();
  const say = useApp((s) => s.say);
  const scenario = useApp((s) => s.link.run);
  const { timeline } = shown;
  const name = nameOf(timeline, scenario);
  const svg = (): void => {
    const text = picture();
    if (text === null) say(WORDS.noPicture);
    else downloadText(`${name}.svg`, 'image/svg+xml', text);
  };
  const png = (): void => {
    const text = picture();
    if (text === null) {
      say(WORDS.noPicture);
      return;
    }
    void picturePng(text).then((blob) => {
      if (blob === null) say(WORDS.noPicture);
      else download(`${name}.png`, blob);
    });
  };
  const saveRun = (): void => {
    downloadText(`${name}.json`, 'application/json', runFile(timeline));
  };
  const copyLink = (): void => {
    const hand = run.byHand();
    const isLost = hand !== null && packByHand(hand) === '';
    void copyText(location.href).then((isDone) => {
      say(!isDone ? WORDS.notCopied : isLost ? WORDS.noBranch : WORDS.copied);
    });
  };
  useTools({ svg, png, saveRun, copyLink });
  const buttons = [
    [WORDS.svg, svg],
    [WORDS.png, png],
    [WORDS.run, saveRun],
    [WORDS.link, copyLink],
  ] as const;
  return (
    <section className={styles['takeAway']} id="take-away" aria-label={WORDS.title}>
      <span>{WORDS.title}</span>
      <span className={styles['take']}>
        {buttons.map(([words, act]) => (
          <button key={words} type="button" onClick={act}>
            {words}
          </button>
        ))}
      </span>
    </section>
  );
};
