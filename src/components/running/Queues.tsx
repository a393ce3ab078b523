/** Where the frames are, by queue and owner, and what the page daemon makes of it. */
import { formatCount, formatSize } from '../../base/format';
import { PAGE_SIZE } from '../../base/units';
import { QUEUE_WORDS as WORDS } from '../../strings/en/room';
import { queuesView } from '../../viewmodel/running/queues';
import type { QueuesView } from '../../viewmodel/running/queues';
import { SWAP_BAR } from '../../strings/en/pictures';
import { swapView } from '../../viewmodel/running/swap-view';
import { isOfThread } from '../../store/machine-selectors';
import { useApp } from '../app/store-context';
import { LiveNum } from './LiveNum';
import type { Shown } from './run-context';
import styles from './queues.module.css';

const share = (n: number, of: number): string => `${((100 * n) / of).toFixed(3)}%`;

const LOOKS: Readonly<Record<string, string>> = {
  active: 'pageable',
  inactive: 'pageable',
  cache: 'discardable',
};
/** The kernel's own words for the counters; its hold queue is the model's `held`. */
const FIGURE: Readonly<Record<string, string>> = { hold: 'held' };

const Bar = ({ q }: { q: QueuesView }) => (
  <div className={styles['bar']} aria-hidden="true">
    {q.bars.map((bar) => (
      <div key={bar.place} data-look={LOOKS[bar.place]} style={{ width: share(bar.size, q.total) }}>
        {bar.parts.map((part) => (
          <i
            key={part.owner}
            data-owner={part.owner}
            style={{ width: share(part.size, Math.max(bar.size, 1)) }}
          />
        ))}
      </div>
    ))}
  </div>
);

const Amounts = ({ q }: { q: QueuesView }) => (
  <ul className={styles['amounts']}>
    {q.bars
      .filter((bar) => bar.size > 0 || bar.place !== 'hold')
      .map((bar) => (
        <li key={bar.place}>
          {WORDS.places[bar.place]}{' '}
          <LiveNum
            of={['pages', FIGURE[bar.place] ?? bar.place, '']}
            value={bar.size}
            label={`${WORDS.places[bar.place]} frames`}
          />
        </li>
      ))}
  </ul>
);

/** Free and cache on a scale that shows the daemon's marks; beyond its end the amount is words. */
const Daemon = ({ q }: { q: QueuesView }) => {
  const isBeyond = q.available > q.scale;
  return (
    <>
      <h3>{WORDS.daemon}</h3>
      <div className={styles['daemon']}>
        <div className={styles['scale']} aria-hidden="true">
          <i style={{ width: share(Math.min(q.available, q.scale), q.scale) }} />
          {q.marks.map((m) => (
            <b key={m.id} data-mark={m.id} style={{ left: share(m.at, q.scale) }} />
          ))}
        </div>
        <div className={styles['markNames']} aria-hidden="true">
          {q.marks
            .filter((m) => m.id === 'wake' || m.id === 'goal')
            .map((m) => (
              <span key={m.id} data-mark={m.id} style={{ left: share(m.at, q.scale) }}>
                {WORDS.marks[m.id]}
              </span>
            ))}
        </div>
        <ul className={styles['marks']}>
          {q.marks.map((m) => (
            <li key={m.id} data-below={q.available < m.at}>
              {WORDS.marks[m.id]}{' '}
              <LiveNum of={['mark', m.id, '']} value={m.at} label={WORDS.marks[m.id]} />
            </li>
          ))}
          <li>
            {WORDS.now}{' '}
            <LiveNum of={['pages', 'available', '']} value={q.available} label="free and cache" />,{' '}
            {isBeyond ? WORDS.beyond : formatSize(q.available * PAGE_SIZE)}
          </li>
        </ul>
      </div>
    </>
  );
};

/** Swap as a bar of its own: what its devices have and how much is taken. */
const Swap = ({ shown }: { shown: Shown }) => {
  const s = swapView(shown.timeline.sim.kernel);
  const num = (figure: string, value: number, label: string) => (
    <LiveNum of={['swapspace', figure, '']} value={value} label={label}>
      {formatSize(value * PAGE_SIZE)}
    </LiveNum>
  );
  return (
    <div className={styles['swap']}>
      <h3>{SWAP_BAR.title}</h3>
      {s.total > 0 && (
        <>
          <div className={styles['swapBar']} aria-hidden="true">
            <i style={{ width: share(s.used, s.total) }} />
          </div>
          <p>
            {num('used', s.used, SWAP_BAR.used)} {SWAP_BAR.of}{' '}
            {num('total', s.total, SWAP_BAR.title)} {SWAP_BAR.used};{' '}
            {num('out', s.out, SWAP_BAR.written)} {SWAP_BAR.written},{' '}
            {num('in', s.in, SWAP_BAR.read)} {SWAP_BAR.read}
          </p>
        </>
      )}
      {s.state !== '' && <p>{s.state}</p>}
    </div>
  );
};

export const Queues = ({ shown }: { shown: Shown }) => {
  const q = queuesView(shown.timeline.sim.kernel, shown.survey);
  const note = useApp(isOfThread) ? WORDS.notes.thread : WORDS.notes.other;
  return (
    <section className={styles['queues']} aria-labelledby="queues-title">
      <h2 id="queues-title" tabIndex={-1}>
        {WORDS.title} <small>{note}</small>
      </h2>
      <p className="visually-hidden">
        {q.bars.map((b) => `${WORDS.places[b.place]} ${formatCount(b.size)}`).join(', ')}
      </p>
      <Bar q={q} />
      <Amounts q={q} />
      <Daemon q={q} />
      <Swap shown={shown} />
    </section>
  );
};
