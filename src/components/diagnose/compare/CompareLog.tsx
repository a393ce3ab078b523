/** Other samples of the log of which one is open: as many as can be read at once, evenly spread. */
import { COMPARE } from '../../../strings/en/compare';
import { spreadOver } from '../../../store/desk/spread';
import type { Tray } from '../../../store/desk/types';
import { useTaking } from '../intake/use-intake';
import type { Comparison } from './use-comparison';
import styles from './compare.module.css';

const WORDS = COMPARE.log;
/** Between the files and what is pasted: a log has one place. */
const PLACE = 900_000;

export const CompareLog = ({ tray, comparison }: { tray: Tray; comparison: Comparison }) => {
  const { readBeside } = useTaking();
  const source = tray.sources[tray.at];
  if (source === undefined || tray.sample === -1 || source.samples.length < 2) return null;
  if (comparison.texts.some((t) => t?.place === PLACE)) return null;
  const others = source.samples.filter((_, i) => i !== tray.sample);
  const some = spreadOver(others);
  const read = async (): Promise<void> => {
    const text = some.map(({ from, to }) => source.text.slice(from, to)).join('\n');
    const report = await readBeside({ name: source.name, bytes: null, text });
    if (report !== null) comparison.add([{ name: WORDS.name, report, place: PLACE }]);
  };
  return (
    <fieldset className={styles['others']}>
      <legend>{WORDS.title}</legend>
      <button type="button" onClick={() => void read()}>
        {WORDS.read(some.length, others.length)}
      </button>
    </fieldset>
  );
};
