/** The files that were taken in, and the samples of the open one: choose which is read. */
import { useState } from 'react';
import { formatCount } from '../../../base/format';
import { DIAGNOSE } from '../../../strings/en/diagnose';
import type { SampleHead, Source, Tray } from '../../../store/desk/types';
import { useTaking } from './use-intake';
import styles from './intake.module.css';

const WORDS = DIAGNOSE.tray;
const FIRST = 12;
const MORE = 100;

const File = ({ tray, at }: { tray: Tray; at: number }) => {
  const { choose } = useTaking();
  const source = tray.sources[at];
  if (source === undefined) return null;
  const { name, length, verdict, samples } = source;
  return (
    <li>
      <button
        type="button"
        disabled={length === 0}
        aria-current={at === tray.at ? 'true' : undefined}
        onClick={() => {
          choose(tray, at, -1);
        }}
      >
        <b>{name}</b>{' '}
        <span>
          {length === 0 ? verdict.message : WORDS.length(length)}
          {samples.length > 0 && `, ${WORDS.samples(samples.length)}`}
        </span>
      </button>
    </li>
  );
};

const Sample = ({ tray, head, index }: { tray: Tray; head: SampleHead; index: number }) => {
  const { choose } = useTaking();
  return (
    <li>
      <button
        type="button"
        aria-current={index === tray.sample ? 'true' : undefined}
        onClick={() => {
          choose(tray, tray.at, index);
        }}
      >
        <b>{head.time ?? WORDS.noTime(index + 1)}</b>{' '}
        <span>
          {WORDS.lines(head.lines[0], head.lines[1])}
          {head.zones > 0 && `, ${WORDS.zones(head.zones)}`}
          {head.types > 0 && `, ${WORDS.types(head.types)}`}
        </span>
      </button>
    </li>
  );
};

/** The sample that is open stays in sight. */
const shownAtLeast = (tray: Tray): number => Math.max(FIRST, tray.sample + 1);

const Samples = ({ tray, source }: { tray: Tray; source: Source }) => {
  const { choose } = useTaking();
  const [more, setMore] = useState(0);
  const shown = shownAtLeast(tray) + more;
  const left = source.samples.length - shown;
  return (
    <div role="group" aria-label={WORDS.samplesTitle}>
      <h2>
        {WORDS.samplesTitle}{' '}
        <small>{source.isPieces ? WORDS.pieces : WORDS.choose(source.samples.length)}</small>
      </h2>
      <ol>
        {!source.isPieces && (
          <li>
            <button
              type="button"
              aria-current={tray.sample === -1 ? 'true' : undefined}
              onClick={() => {
                choose(tray, tray.at, -1);
              }}
            >
              <b>{WORDS.all}</b> <span>{WORDS.allNote}</span>
            </button>
          </li>
        )}
        {source.samples.slice(0, shown).map((head, i) => (
          <Sample key={head.from} tray={tray} head={head} index={i} />
        ))}
      </ol>
      {left > 0 && (
        <button
          type="button"
          className={styles['more']}
          onClick={() => {
            setMore(more + MORE);
          }}
        >
          {WORDS.more(formatCount(Math.min(left, MORE)), formatCount(left))}
        </button>
      )}
    </div>
  );
};

export const TrayList = ({ tray }: { tray: Tray }) => {
  const source = tray.sources[tray.at];
  const hasFiles = tray.sources.length > 1;
  const hasSamples = source !== undefined && source.samples.length > 0;
  if (!hasFiles && !hasSamples) return null;
  return (
    <div className={styles['tray']}>
      {hasFiles && (
        <div role="group" aria-label={WORDS.files}>
          <h2>{WORDS.files}</h2>
          <ol>
            {tray.sources.map((s, i) => (
              <File key={`${s.name}-${String(i)}`} tray={tray} at={i} />
            ))}
          </ol>
        </div>
      )}
      {hasSamples && <Samples tray={tray} source={source} />}
    </div>
  );
};
