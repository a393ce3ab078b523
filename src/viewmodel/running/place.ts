/**
 * What is selected, as one text for links and clicks, and what it is in the present state:
 * `zone:128`, `holder:user`, `frame:4711`, `slab:0xc2512000`, `item:0xc25120c0`, `map:buffer_map`,
 * `address:0xc2512345`, who asked as `asker:files` and `type:temp`, and the things of `thing-place.ts`.
 * Reading is total: what does not exist (any more) is nothing.
 */
import { frameAtAddress, frameFacts, slabFacts } from '../../sim';
import type { FrameFacts, Kernel, SlabFacts, Survey } from '../../sim';
import { formatAddress } from '../../base/format';
import { askerOfId } from './askers';
import type { AskerView } from './askers';
import { holdersOf } from './holders';
import type { HolderView } from './holders';
import { HOLDER_OF_KIND, idOfPage, thingPlace } from './thing-place';
import type { ThingPlace } from './thing-place';

/** A selection, resolved. Deeper kinds carry what they lie in. */
export interface Selected {
  readonly id: string;
  readonly kind: 'none' | 'map' | 'holder' | 'slab' | 'item' | 'frame' | 'thing' | 'asker';
  readonly holder: HolderView | null;
  readonly slab: SlabFacts | null;
  /** index of the item in its slab, or −1 */
  readonly item: number;
  /** the frame, or the one behind the slab's first page or the item; null = none */
  readonly frame: FrameFacts | null;
  readonly map: string;
  /** a process, a pipe, a buffer, … */
  readonly thing: ThingPlace | null;
  /** who asked: a subsystem or a malloc type */
  readonly asker: AskerView | null;
}

const NOTHING: Selected = {
  id: '',
  kind: 'none',
  holder: null,
  slab: null,
  item: -1,
  frame: null,
  map: '',
  thing: null,
  asker: null,
};

/** An address as a selection writes it. */
export const addressId = (kind: 'slab' | 'item', address: number): string =>
  `${kind}:${formatAddress(BigInt(address))}`;

const holderOf = (k: Kernel, slab: SlabFacts): HolderView | null =>
  holdersOf(k).byId(slab.isLarge ? 'holder:large' : `zone:${slab.zone}`) ?? null;

const slabAtAddress = (k: Kernel, s: Survey, address: number): SlabFacts | null => {
  const page = Math.floor(address / 4096) - k.kmem.base;
  return slabFacts(k, s.slabAt[page] ?? 0);
};

const atAddress = (k: Kernel, s: Survey, id: string, text: string): Selected => {
  const address = /^0x[0-9a-f]{1,12}$/i.test(text) ? Number(text) : -1;
  const slab = slabAtAddress(k, s, address);
  if (slab === null) return NOTHING;
  const holder = holderOf(k, slab);
  const frame = frameFacts(k, s, frameAtAddress(k, address));
  if (id.startsWith('slab:')) return { ...NOTHING, id, kind: 'slab', holder, slab, frame };
  const item = Math.floor((address - slab.address) / slab.pitch);
  return item < slab.items.length
    ? { ...NOTHING, id, kind: 'item', holder, slab, item, frame }
    : { ...NOTHING, id, kind: 'slab', holder, slab, frame };
};

const atFrame = (k: Kernel, s: Survey, id: string, text: string): Selected => {
  const frame = frameFacts(k, s, Number(text));
  if (frame === null) return NOTHING;
  const holder = holdersOf(k).of(frame.holder);
  return { ...NOTHING, id, kind: 'frame', holder, frame, slab: slabFacts(k, frame.slab) };
};

const atThing = (k: Kernel, s: Survey, id: string, thing: ThingPlace): Selected => {
  const frame = frameFacts(k, s, thing.frames[0] ?? 0);
  const h = holdersOf(k);
  const byKind = h.byId(HOLDER_OF_KIND[thing.kind]);
  const holder = byKind ?? (frame === null ? null : h.of(frame.holder));
  // Only what is one page is one frame.
  const isOne = thing.kind === 'sf' || thing.kind === 'page';
  return { ...NOTHING, id, kind: 'thing', holder, frame: isOne ? frame : null, thing };
};

/** What lies at an address: an item or its slab, a thing, or a bare page. */
const idOfAddress = (k: Kernel, s: Survey, text: string): string => {
  if (!/^0x[0-9a-f]{1,12}$/i.test(text)) return '';
  const page = Math.floor(Number(text) / 4096);
  const slab = s.slabAt[page - k.kmem.base] ?? 0;
  return slab === 0 ? idOfPage(k, page) : `item:${text}`;
};

/** A map of the kernel; that of a process is the process. */
const atMap = (k: Kernel, s: Survey, id: string, name: string): Selected => {
  const [, pid] = /^pid (\d{1,9})$/.exec(name) ?? [];
  const owner = pid === undefined ? null : thingPlace(k, 'process', pid);
  if (owner !== null) return atThing(k, s, `process:${pid ?? ''}`, owner);
  return { ...NOTHING, id, kind: 'map', map: name };
};

/** Resolves a selection. */
export const resolve = (k: Kernel, s: Survey, id: string): Selected => {
  const [kind = '', text = ''] = id.split(/:(.*)/s);
  if (kind === 'slab' || kind === 'item') return atAddress(k, s, id, text);
  if (kind === 'address') return resolve(k, s, idOfAddress(k, s, text));
  if (kind === 'frame') return atFrame(k, s, id, text);
  if (kind === 'map') return atMap(k, s, id, text);
  const thing = thingPlace(k, kind, text);
  if (thing !== null) return atThing(k, s, id, thing);
  const asker = askerOfId(k, id);
  if (asker !== null) return { ...NOTHING, id, kind: 'asker', asker };
  const holder = holdersOf(k).byId(id);
  return holder === undefined ? NOTHING : { ...NOTHING, id, kind: 'holder', holder };
};
