/** The panel on what is selected: what it is, how much it holds, where it lies, and what is left out. */
import {
  formatAddress,
  formatBytes,
  formatCount,
  formatPercent,
  formatSize,
} from '../../base/format';
import { PAGE_SIZE } from '../../base/units';
import { ITEM_WORDS } from '../../strings/en/running';
import { SELECTION_WORDS as WORDS } from '../../strings/en/room';
import { frameRows } from '../../viewmodel/running/frame-words';
import type { Selected } from '../../viewmodel/running/place';
import { addressId } from '../../viewmodel/running/place';
import { selectedRow } from '../../viewmodel/running/selected-row';
import {
  holderFrames,
  selectionTitle,
  zoneAccount,
} from '../../viewmodel/running/selection-figures';
import { LiveNum } from './LiveNum';
import { Magnifier } from './Magnifier';
import { RowFacts } from './RowFacts';
import type { Shown } from './run-context';
import { useSelect, useSelected, useSelectedId } from './use-selected';
import styles from './selection.module.css';

interface Props {
  readonly shown: Shown;
  readonly selected: Selected;
}

/** A zone: slabs, and how their bytes divide. */
const Zone = ({ shown, name }: { shown: Shown; name: string }) => {
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
        <dd>{formatPercent(share)}</dd>
      </dl>
      <h3>{WORDS.inThem}</h3>
      <div className={styles['inside']} aria-hidden="true">
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
        <dd>{formatSize(rest)}</dd>
        <dt className={styles['sum']}>{WORDS.held}</dt>
        <dd className={styles['sum']}>{num('bytes', held, WORDS.held, formatSize(held))}</dd>
      </dl>
    </>
  );
};

const Holder = ({ shown, selected }: Props) => {
  const { holder } = selected;
  if (holder === null) return null;
  if (holder.id.startsWith('zone:')) return <Zone shown={shown} name={holder.id.slice(5)} />;
  const frames = holderFrames(shown.survey, holder.holder);
  return (
    <>
      <h3>{WORDS.frames}</h3>
      <p className={styles['big']}>
        <LiveNum of={['holder', holder.id, '']} value={frames} label={WORDS.frames} />
      </p>
      <dl>
        <dt>{WORDS.size}</dt>
        <dd>{formatSize(frames * PAGE_SIZE)}</dd>
      </dl>
    </>
  );
};

const Link = ({ id, children }: { id: string; children: string }) => {
  const select = useSelect();
  return (
    <button
      type="button"
      className={styles['link']}
      onClick={() => {
        select(id);
      }}
    >
      {children}
    </button>
  );
};

/** A slab, or one item in it. */
const Slab = ({ selected }: { selected: Selected }) => {
  const { slab, item, frame } = selected;
  if (slab === null) return null;
  const state = slab.items[item];
  const address = slab.address + Math.max(item, 0) * slab.pitch;
  return (
    <dl>
      <dt>{WORDS.address}</dt>
      <dd>
        <code>{formatAddress(BigInt(address))}</code>
      </dd>
      {state !== undefined && (
        <>
          <dt>{WORDS.state}</dt>
          <dd>{ITEM_WORDS[state].label}</dd>
          <dt>{WORDS.size}</dt>
          <dd>{formatBytes(slab.itemSize)}</dd>
        </>
      )}
      <dt>{WORDS.slab}</dt>
      <dd>
        <Link id={addressId('slab', slab.address)}>{formatAddress(BigInt(slab.address))}</Link>
      </dd>
      <dt>{WORDS.header}</dt>
      <dd>{slab.header === 0 ? WORDS.inSlab : formatAddress(BigInt(slab.header))}</dd>
      {frame !== null && (
        <>
          <dt>{WORDS.frame}</dt>
          <dd>
            <Link id={`frame:${frame.frame}`}>{formatCount(frame.frame)}</Link>
          </dd>
        </>
      )}
    </dl>
  );
};

const Frame = ({ shown, selected }: Props) =>
  selected.frame !== null && (
    <dl>
      {frameRows(shown.timeline.sim.kernel, selected.frame).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );

const Body = ({ shown, selected }: Props) => (
  <>
    <h2>{selectionTitle(selected)}</h2>
    <p className={styles['what']}>{selected.holder?.what ?? ''}</p>
    {selected.kind === 'frame' && <Frame shown={shown} selected={selected} />}
    {(selected.kind === 'slab' || selected.kind === 'item') && <Slab selected={selected} />}
    <Holder shown={shown} selected={selected} />
    {selected.kind === 'map' && <MapFacts shown={shown} name={selected.map} />}
  </>
);

const MapFacts = ({ shown, name }: { shown: Shown; name: string }) => {
  const k = shown.timeline.sim.kernel;
  const map = k.mapNames.indexOf(name);
  if (map < 0) return null;
  const { min, max, size } = k.kmem.maps.map;
  const pages = max.get(map) - min.get(map);
  return (
    <dl>
      <dt>{WORDS.address}</dt>
      <dd>
        <code>{formatAddress(BigInt(min.get(map) * PAGE_SIZE))}</code>
      </dd>
      <dt>{WORDS.size}</dt>
      <dd>
        <LiveNum of={['map', name, 'size']} value={pages} label={WORDS.size}>
          {formatSize(pages * PAGE_SIZE)}
        </LiveNum>
      </dd>
      <dt>{WORDS.held}</dt>
      <dd>
        <LiveNum of={['map', name, 'allocated']} value={size.get(map)} label={WORDS.held}>
          {formatSize(size.get(map) * PAGE_SIZE)}
        </LiveNum>
      </dd>
    </dl>
  );
};

interface PanelProps {
  readonly shown: Shown;
  /** the frame under the pointer, −1 for none */
  readonly pointed: number;
}

export const Selection = ({ shown, pointed }: PanelProps) => {
  const selected = useSelected(shown);
  const id = useSelectedId();
  const row = selected.kind === 'none' ? selectedRow(shown.timeline, id) : null;
  return (
    <section className={styles['selection']} aria-label={WORDS.title}>
      {row !== null && <RowFacts row={row} />}
      {row !== null ? null : selected.kind === 'none' ? (
        <>
          <h2>{WORDS.nothing}</h2>
          <p className={styles['what']}>{id === '' ? WORDS.nothingHow : `${id} ${WORDS.gone}.`}</p>
        </>
      ) : (
        <Body shown={shown} selected={selected} />
      )}
      <Magnifier shown={shown} frame={pointed > 0 ? pointed : (selected.frame?.frame ?? 0)} />
      <h3>{WORDS.leftOut}</h3>
      <p className={styles['what']}>{WORDS.leftOutWords}</p>
      <p className={styles['what']}>{WORDS.provenance}</p>
    </section>
  );
};
