/** Where the frames are, by queue and owner, and what the page daemon makes of it. */
import { formatCount, formatSize } from '../../base/format';
import { PAGE_SIZE } from '../../base/units';
import { QUEUE_WORDS as WORDS } from '../../strings/en/room';
import { queuesView } from '../../viewmodel/running/queues';
import type { QueuesView } from '../../viewmodel/running/queues';
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
        <ul className={styles['marks']}>
          {q.marks.map((m) => (
            <li key={m.id} data-below={q.available < m.at}>
              {WORDS.marks[m.id]}{' '}
              <LiveNum of={['mark', m.id, '']} value={m.at} label={WORDS.marks[m.id]} />
            </li>
          ))}
          <li>
            <LiveNum of={['pages', 'available', '']} value={q.available} label="free and cache" />{' '}
            {isBeyond ? WORDS.beyond : formatSize(q.available * PAGE_SIZE)}
          </li>
        </ul>
      </div>
    </>
  );
};

export const Queues = ({ shown }: { shown: Shown }) => {
  const q = queuesView(shown.timeline.sim.kernel, shown.survey);
  return (
    <section className={styles['queues']} aria-labelledby="queues-title">
      <h2 id="queues-title">
        {WORDS.title} <small>{WORDS.note}</small>
      </h2>
      <p className="visually-hidden">
        {q.bars.map((b) => `${WORDS.places[b.place]} ${formatCount(b.size)}`).join(', ')}
      </p>
      <Bar q={q} />
      <Amounts q={q} />
      <Daemon q={q} />
    </section>
  );
};
