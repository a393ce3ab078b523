/** The panel on a holder: a zone and how its bytes divide, or how many frames another holder has. */
import { formatCount, formatPercent, formatSize } from '../../base/format';
import { PAGE_SIZE } from '../../base/units';
import { SELECTION_WORDS as WORDS } from '../../strings/en/room';
import type { HolderView } from '../../viewmodel/running/holders';
import type { Selected } from '../../viewmodel/running/place';
import { holderFrames, zoneAccount } from '../../viewmodel/running/selection-figures';
import { LiveNum } from './LiveNum';
import type { Shown } from './run-context';
import styles from './selection.module.css';

/** A zone: slabs, and how their bytes divide. */
const Zone = ({ shown, holder }: { shown: Shown; holder: HolderView }) => {
  const name = holder.id.slice(5);
  const account = zoneAccount(shown.timeline.sim.kernel, name);
  if (account === null) return null;
  const { row, slabs, live, free, rest, held, share } = account;
  const num = (figure: string, value: number, label: string, words?: string) => (
    <LiveNum of={['zone', name, figure]} value={value} label={label}>
      {words ?? formatCount(value)}
    </LiveNum>
  );
  return (
    <>
      <h3>{WORDS.pages}</h3>
      <p className={styles['big']}>{num('pages', row.pages, WORDS.pages)}</p>
      <dl>
        <dt>{WORDS.slabs}</dt>
        <dd>{num('slabs', slabs, WORDS.slabs)}</dd>
        <dt>{WORDS.items}</dt>
        <dd>{num('items', row.itemsPerSlab, WORDS.items)}</dd>
        <dt>{WORDS.ofMap}</dt>
        <dd>{num('share', share, WORDS.ofMap, formatPercent(share))}</dd>
      </dl>
      <h3>{WORDS.inThem}</h3>
      <div
        className={styles['inside']}
        data-owner={holder.owner}
        data-shade={holder.shade}
        aria-hidden="true"
      >
        <i data-part="live" style={{ flexGrow: live }} />
        <i data-part="free" style={{ flexGrow: free }} />
        <i data-part="rest" style={{ flexGrow: rest }} />
      </div>
      <dl>
        <dt>
          {WORDS.live} {num('used', row.used, 'USED')}
        </dt>
        <dd>{num('live', live, WORDS.live, formatSize(live))}</dd>
        <dt>
          {WORDS.free} {num('free', row.free, 'FREE')}
        </dt>
        <dd>{num('idle', free, WORDS.free, formatSize(free))}</dd>
        <dt>{WORDS.rest}</dt>
        <dd>{num('rest', rest, WORDS.rest, formatSize(rest))}</dd>
        <dt className={styles['sum']}>{WORDS.held}</dt>
        <dd className={styles['sum']}>{num('bytes', held, WORDS.held, formatSize(held))}</dd>
      </dl>
    </>
  );
};

interface Props {
  readonly shown: Shown;
  readonly selected: Selected;
}

export const Holder = ({ shown, selected }: Props) => {
  const { holder } = selected;
  if (holder === null) return null;
  if (holder.id.startsWith('zone:')) return <Zone shown={shown} holder={holder} />;
  const frames = holderFrames(shown.survey, holder.holder);
  return (
    <>
      <h3>{WORDS.frames}</h3>
      <p className={styles['big']}>
        <LiveNum of={['holder', holder.id, '']} value={frames} label={WORDS.frames} />
      </p>
      <dl>
        <dt>{WORDS.size}</dt>
        <dd>
          <LiveNum
            of={['holder', holder.id, 'bytes']}
            value={frames * PAGE_SIZE}
            label={WORDS.size}
          >
            {formatSize(frames * PAGE_SIZE)}
          </LiveNum>
        </dd>
      </dl>
    </>
  );
};
