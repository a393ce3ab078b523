/** The other files that were taken in, each as a sample; a tick leaves one out. */
import { useState } from 'react';
import { COMPARE } from '../../../strings/en/compare';
import type { Source, Tray } from '../../../store/desk/types';
import { useTaking } from '../intake/use-intake';
import type { Beside, Comparison } from './use-comparison';
import styles from './compare.module.css';

const WORDS = COMPARE.files;

interface Other {
  readonly source: Source;
  readonly place: number;
}

const othersOf = (tray: Tray, { texts }: Comparison): readonly Other[] =>
  tray.sources
    .map((source, place) => ({ source, place }))
    .filter(({ source, place }) => source.text !== '' && place !== tray.at)
    .filter(({ place }) => texts.every((t) => t?.place !== place));

interface FileProps {
  readonly other: Other;
  readonly isOut: boolean;
  readonly onTick: (isOut: boolean) => void;
}

const File = ({ other: { source }, isOut, onTick }: FileProps) => (
  <li>
    <label>
      <input
        type="checkbox"
        checked={!isOut && !source.isPieces}
        disabled={source.isPieces}
        onChange={(e) => {
          onTick(!e.target.checked);
        }}
      />{' '}
      {source.name}
    </label>
    {source.isPieces && <small>{WORDS.long}</small>}
  </li>
);

export const CompareFiles = ({ tray, comparison }: { tray: Tray; comparison: Comparison }) => {
  const { readBeside } = useTaking();
  const [out, setOut] = useState<readonly number[]>([]);
  const [without, setWithout] = useState<readonly string[]>([]);
  const others = othersOf(tray, comparison);
  if (tray.sources.length < 2 || (others.length === 0 && without.length === 0)) return null;
  const wanted = others.filter((o) => !out.includes(o.place) && !o.source.isPieces);
  const read = async (): Promise<void> => {
    const found: Beside[] = [];
    for (const { source, place } of wanted) {
      const report = await readBeside(source);
      if (report === null) return;
      found.push({ name: source.name, report, place });
    }
    setWithout(comparison.add(found));
  };
  return (
    <fieldset className={styles['others']}>
      <legend>{WORDS.title}</legend>
      <ul>
        {others.map((other) => (
          <File
            key={other.place}
            other={other}
            isOut={out.includes(other.place)}
            onTick={(isOut) => {
              setOut(isOut ? [...out, other.place] : out.filter((p) => p !== other.place));
            }}
          />
        ))}
      </ul>
      <button type="button" disabled={wanted.length === 0} onClick={() => void read()}>
        {WORDS.read(wanted.length)}
      </button>
      {without.length > 0 && <p role="alert">{WORDS.without(without)}</p>}
    </fieldset>
  );
};
