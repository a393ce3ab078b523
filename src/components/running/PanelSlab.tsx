/** The panel on a slab or one of its items, and on a frame. */
import { formatAddress, formatBytes, formatCount } from '../../base/format';
import { ITEM_WORDS } from '../../strings/en/running';
import { SELECTION_WORDS as WORDS } from '../../strings/en/room';
import { frameRows } from '../../viewmodel/running/frame-words';
import type { Selected } from '../../viewmodel/running/place';
import { addressId } from '../../viewmodel/running/place';
import { LiveNum, WhyNum } from './LiveNum';
import { SelectLink } from './PanelPlace';
import type { Shown } from './run-context';

/** A slab, or one item in it. */
export const Slab = ({ selected }: { selected: Selected }) => {
  const { slab, item, frame } = selected;
  if (slab === null) return null;
  const state = slab.items[item];
  const address = slab.address + Math.max(item, 0) * slab.pitch;
  const text = formatAddress(BigInt(address));
  return (
    <dl>
      <dt>{WORDS.address}</dt>
      <dd>
        {item < 0 ? (
          <code>{text}</code>
        ) : (
          <LiveNum of={['item', text, '']} value={address} label={WORDS.address}>
            {text}
          </LiveNum>
        )}
      </dd>
      {state !== undefined && (
        <>
          <dt>{WORDS.state}</dt>
          <dd>{ITEM_WORDS[state].label}</dd>
          <dt>{WORDS.size}</dt>
          <dd>
            <LiveNum of={['zone', slab.zone, 'size']} value={slab.itemSize} label={WORDS.size}>
              {formatBytes(slab.itemSize)}
            </LiveNum>
          </dd>
        </>
      )}
      <dt>{WORDS.slab}</dt>
      <dd>
        <SelectLink id={addressId('slab', slab.address)}>
          {formatAddress(BigInt(slab.address))}
        </SelectLink>
      </dd>
      <dt>{WORDS.header}</dt>
      <dd>{slab.header === 0 ? WORDS.inSlab : formatAddress(BigInt(slab.header))}</dd>
      {frame !== null && (
        <>
          <dt>{WORDS.frame}</dt>
          <dd>
            <SelectLink id={`frame:${frame.frame}`}>{formatCount(frame.frame)}</SelectLink>
          </dd>
        </>
      )}
    </dl>
  );
};

/** What the state says of a frame. */
export const Frame = ({ shown, selected }: { shown: Shown; selected: Selected }) =>
  selected.frame !== null && (
    <dl>
      {frameRows(shown.timeline, selected.frame).map(({ name, words, figure }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {figure === null ? (
              words
            ) : (
              <WhyNum why={figure.why} value={figure.value} label={name} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
