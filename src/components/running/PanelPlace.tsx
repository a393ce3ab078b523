/** The panel on something with a place: a map, a region, a process, a buffer, a stack, a frame. */
import { formatAddress, formatCount, formatSize } from '../../base/format';
import { PAGE_SIZE } from '../../base/units';
import { SELECTION_WORDS as WORDS } from '../../strings/en/room';
import { PANEL_WORDS, RELATIONS } from '../../strings/en/pictures';
import { liveKernelColumn } from '../../viewmodel/running/kernel-column';
import type { Selected } from '../../viewmodel/running/place';
import { reachFigures } from '../../viewmodel/running/reach-figures';
import { regionRows } from '../../viewmodel/running/regions';
import { relationsOf } from '../../viewmodel/running/relations';
import { selectedRow } from '../../viewmodel/running/selected-row';
import type { SelectedRow } from '../../viewmodel/running/selected-row';
import { LiveNum, WhyNum } from './LiveNum';
import { FigureList } from './RowFacts';
import type { Shown } from './run-context';
import { useSelect } from './use-selected';
import styles from './selection.module.css';

interface Props {
  readonly shown: Shown;
  readonly selected: Selected;
}

/** A button that selects something else. */
export const SelectLink = ({ id, children }: { id: string; children: string }) => {
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

const PLACES = ['wired', 'active', 'inactive', 'cache', 'hold', 'free'] as const;

/** How many frames are behind it, and on which queues: what of it can leave RAM. */
const Reach = ({ shown, id }: { shown: Shown; id: string }) => {
  const found = reachFigures(shown.timeline.sim.kernel, id);
  if (found === null) return null;
  const num = (figure: string, value: number, label: string) => (
    <LiveNum of={['reach', id, figure]} value={value} label={label} />
  );
  return (
    <>
      <h3>{PANEL_WORDS.inRam}</h3>
      <p className={styles['big']}>{num('frames', found.frames, PANEL_WORDS.inRam)}</p>
      <dl>
        {PLACES.filter((p) => found.places[p] > 0).map((p) => (
          <div key={p}>
            <dt>{PANEL_WORDS.places[p]}</dt>
            <dd>{num(p, found.places[p], PANEL_WORDS.places[p])}</dd>
          </div>
        ))}
        {found.pages > 0 && (
          <div>
            <dt>{PANEL_WORDS.space}</dt>
            <dd>
              <LiveNum of={['reach', id, 'pages']} value={found.pages} label={PANEL_WORDS.space}>
                {formatSize(found.pages * PAGE_SIZE)}
              </LiveNum>
            </dd>
          </div>
        )}
      </dl>
    </>
  );
};

/** What else belongs to it. */
export const Related = ({ shown, selected }: Props) => {
  const all = relationsOf(shown.timeline.sim.kernel, selected);
  if (all.length === 0) return null;
  return (
    <>
      <h3>{PANEL_WORDS.belongs}</h3>
      <dl>
        {all.map(({ word, id, label }) => (
          <div key={`${word}${id}`}>
            <dt>{word}</dt>
            <dd>
              <SelectLink id={id}>{label}</SelectLink>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
};

const Places = ({ selected: { id, thing } }: Props) => {
  if (thing === null || thing.places.length === 0) return null;
  return (
    <dl>
      {thing.places.map(({ start }, i) => (
        <div key={start}>
          <dt>{WORDS.address}</dt>
          <dd>
            <LiveNum
              of={['reach', id, `start ${i}`]}
              value={start * PAGE_SIZE}
              label={WORDS.address}
            >
              {formatAddress(BigInt(start * PAGE_SIZE))}
            </LiveNum>
          </dd>
        </div>
      ))}
      {thing.kind === 'sf' && thing.frames[0] !== undefined && (
        <div>
          <dt>{RELATIONS.shows}</dt>
          <dd>
            <SelectLink id={`frame:${thing.frames[0]}`}>{formatCount(thing.frames[0])}</SelectLink>
          </dd>
        </div>
      )}
    </dl>
  );
};

/** A process, a vnode, a pipe, a buffer, a stack, an sf_buf, an exec slot, a bare page. */
export const Thing = (p: Props & { readonly row: SelectedRow | null }) => (
  <>
    <Places {...p} />
    {p.row !== null && <FigureList row={p.row} />}
    <Reach shown={p.shown} id={p.selected.id} />
    <Related {...p} />
  </>
);

/** A map that is no region of the first column: kernel_map itself. */
const OtherMap = ({ shown, id }: { shown: Shown; id: string }) => {
  const row = selectedRow(shown.timeline, id);
  return (
    <>
      {row !== null && <FigureList row={row} />}
      <Reach shown={shown} id={id} />
    </>
  );
};

/** A submap, or a region that boot laid out. */
export const MapFacts = ({ shown, selected }: Props) => {
  const k = shown.timeline.sim.kernel;
  const region = regionRows(k, liveKernelColumn(k, '', {})).find((r) => r.id === selected.map);
  if (region === undefined) return <OtherMap shown={shown} id={selected.id} />;
  const { used, hole } = region;
  return (
    <>
      <p className={styles['what']}>{region.what}</p>
      <dl>
        <dt>{WORDS.address}</dt>
        <dd>
          <WhyNum why={region.startWhy} value={Number(region.address)} label={WORDS.address}>
            {region.address}
          </WhyNum>
        </dd>
        <dt>{WORDS.size}</dt>
        <dd>
          <WhyNum why={region.why} value={region.bytes} label={WORDS.size}>
            {formatSize(region.bytes)}
          </WhyNum>
        </dd>
        {used !== null && (
          <>
            <dt>{PANEL_WORDS.used}</dt>
            <dd>
              <WhyNum why={used.why} value={used.pages} label={PANEL_WORDS.used}>
                {formatSize(used.pages * PAGE_SIZE)}
              </WhyNum>
            </dd>
          </>
        )}
        {hole !== null && (
          <>
            <dt>{PANEL_WORDS.hole}</dt>
            <dd>
              <WhyNum why={hole.why} value={hole.pages} label={PANEL_WORDS.hole}>
                {hole.pages === 0 ? '0' : formatSize(hole.pages * PAGE_SIZE)}
              </WhyNum>
            </dd>
          </>
        )}
      </dl>
      <Reach shown={shown} id={selected.id} />
    </>
  );
};
