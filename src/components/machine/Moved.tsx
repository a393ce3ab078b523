/** What the last lever did to the layout: a sentence, and a table of every region that changed. */
import { useEffect, useMemo } from 'react';
import { prefixed } from '../../base/derivation';
import { formatAddress, formatSize } from '../../base/format';
import type { BootLayout, Region } from '../../sim';
import { MOVED_WORDS as WORDS } from '../../strings/en/moved';
import { moveLine, moveSentence, regionMoves } from '../../viewmodel/machine/moved';
import type { RegionMove } from '../../viewmodel/machine/moved';
import { useApp } from '../app/store-context';
import { useMoves } from './moves-context';
import styles from './moved.module.css';

/** The sentence, or one line where room is scarce; empty until a lever was moved. */
export const useMoveSentence = (isShort = false): string => {
  const { now, before } = useMoves();
  return useMemo(() => {
    if (now === null || before === null || now === before) return '';
    return isShort ? moveLine(before, now) : moveSentence(before, now);
  }, [now, before, isShort]);
};

/** Names under which the drawer finds the figures of both layouts. */
const SPACES = { before: 'layout-before:', now: 'layout-now:' } as const;

/** Offers the figures of both layouts while the drawer asks for one of them. */
const useOffer = (now: BootLayout, before: BootLayout): void => {
  const why = useApp((s) => s.link.why);
  const offer = useApp((s) => s.offer);
  useEffect(() => {
    const of = why.startsWith(SPACES.before) ? 'before' : why.startsWith(SPACES.now) ? 'now' : null;
    if (of === null) return;
    const layout = of === 'now' ? now : before;
    offer(Object.values(layout.values).map((d) => prefixed(d, SPACES[of])));
  }, [why, offer, now, before]);
};

const Figure = (p: { of: keyof typeof SPACES; region: Region | null; kind: 'size' | 'start' }) => {
  const explain = useApp((s) => s.explain);
  const { of, region, kind } = p;
  if (region === null) return null;
  const text = kind === 'size' ? formatSize(region.size) : formatAddress(region.start);
  return (
    <button
      type="button"
      className={styles['num']}
      aria-label={`${text}, ${region.name}, ${WORDS[of === 'now' ? 'after' : 'before']}: explain`}
      onClick={() => {
        explain(SPACES[of] + (kind === 'size' ? region.sizeRef : region.startRef));
      }}
    >
      {text}
    </button>
  );
};

const Row = ({ move }: { move: RegionMove }) => (
  <tr data-move={move.move}>
    <th scope="row">{move.name}</th>
    <td>{WORDS.moves[move.move]}</td>
    {(['size', 'start'] as const).map((kind) =>
      (['before', 'now'] as const).map((of) => (
        <td key={`${kind} ${of}`}>
          <Figure of={of} region={of === 'now' ? move.after : move.before} kind={kind} />
        </td>
      )),
    )}
  </tr>
);

const Table = ({ now, before }: { now: BootLayout; before: BootLayout }) => {
  useOffer(now, before);
  const moves = regionMoves(before, now).filter((m) => m.move !== 'same');
  if (moves.length === 0) return null;
  const heads = [WORDS.size, WORDS.from].flatMap((what) =>
    [WORDS.before, WORDS.after].map((when) => `${what} ${when}`),
  );
  return (
    <details>
      <summary>
        {WORDS.title} <small>{moves.length}</small>
      </summary>
      <div className={styles['scroll']} tabIndex={0} role="region" aria-label={WORDS.table}>
        <table>
          <caption className="visually-hidden">{WORDS.title}</caption>
          <thead>
            <tr>
              <th scope="col">{WORDS.region}</th>
              <td />
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {moves.map((move) => (
              <Row key={move.id} move={move} />
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
};

/** Sentence and table; nothing until a lever was moved. */
export const Moved = () => {
  const { now, before } = useMoves();
  const sentence = useMoveSentence();
  if (sentence === '' || now === null || before === null) return null;
  return (
    <section className={styles['moved']} aria-label={WORDS.title}>
      <p>
        <b>{WORDS.did}</b> {sentence}
      </p>
      <Table now={now} before={before} />
    </section>
  );
};
