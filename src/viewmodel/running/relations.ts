/** What else belongs to a selection: the process of a stack, the file of a buffer, the thing of a frame. */
import { formatAddress, formatCount } from '../../base/format';
import { PAGE_SIZE } from '../../base/units';
import { kernelPagesOf } from '../../sim';
import type { FrameFacts, Kernel } from '../../sim';
import { RELATIONS as WORDS } from '../../strings/en/pictures';
import type { Selected } from './place';
import { idOfPage } from './thing-place';
import type { ThingPlace } from './thing-place';

/** Something that a click selects. */
export interface Relation {
  readonly word: string;
  readonly id: string;
  readonly label: string;
}

/** Most relations of one kind that are listed. */
const MOST = 4;

const stackRelations = (k: Kernel, thread: number): Relation[] => {
  const owner = k.proc.thread.proc.get(thread);
  if (owner === 0) return [];
  const pid = k.proc.proc.pid.get(owner);
  return [{ word: WORDS.process, id: `process:${pid}`, label: formatCount(pid) }];
};

const threadsOfPid = (k: Kernel, pid: number): number[] => {
  const { thread, proc } = k.proc;
  const out: number[] = [];
  for (let t = 1; t < thread.item.a.length; t += 1)
    if (thread.item.get(t) !== 0 && proc.pid.get(thread.proc.get(t)) === pid) out.push(t);
  return out;
};

const processRelations = (k: Kernel, pid: number): Relation[] =>
  threadsOfPid(k, pid)
    .slice(0, MOST)
    .map((t) => ({ word: WORDS.stack, id: `stack:${t}`, label: `${WORDS.thread} ${t}` }));

const bufRelations = (k: Kernel, n: number): Relation[] => {
  const vnode = k.buf.buf.vnode.get(n);
  if (vnode === 0) return [];
  return [{ word: WORDS.vnode, id: `vnode:${vnode}`, label: formatCount(vnode) }];
};

const vnodeRelations = (k: Kernel, v: number): Relation[] => {
  const { buf } = k.buf;
  const out: Relation[] = [];
  for (let n = 1; n < buf.vnode.a.length && out.length < MOST; n += 1)
    if (buf.vnode.get(n) === v)
      out.push({ word: WORDS.buf, id: `buf:${n}`, label: formatCount(n) });
  return out;
};

const ofThing = (k: Kernel, { kind, number }: ThingPlace): Relation[] => {
  if (kind === 'stack') return stackRelations(k, number);
  if (kind === 'process') return processRelations(k, number);
  if (kind === 'buf') return bufRelations(k, number);
  return kind === 'vnode' ? vnodeRelations(k, number) : [];
};

const mappedBy = (k: Kernel, { mappings }: FrameFacts): Relation[] =>
  mappings
    .filter(({ pmap }) => pmap !== 0)
    .slice(0, MOST)
    .map(({ pmap, address }) => {
      const pid = k.proc.proc.pid.get(pmap);
      const label = `${formatCount(pid)}, ${formatAddress(BigInt(address))}`;
      return { word: WORDS.process, id: `process:${pid}`, label };
    });

/** Where the kernel sees a frame, whatever is there. */
const seenBy = (k: Kernel, { frame }: FrameFacts): Relation[] =>
  kernelPagesOf(k, frame)
    .slice(0, MOST)
    .map((page) => ({
      word: WORDS.kernelPage,
      id: idOfPage(k, page),
      label: formatAddress(BigInt(page * PAGE_SIZE)),
    }));

/** A frame of a file belongs to its vnode, whoever maps it. */
const ofFrame = (k: Kernel, frame: FrameFacts): Relation[] => {
  const object = k.phys.frame.object.get(frame.frame);
  const isFile = frame.object.startsWith('vnode ');
  const vnode = isFile ? k.vm.object.handle.get(object) : 0;
  const file: Relation[] =
    vnode === 0 ? [] : [{ word: WORDS.vnode, id: `vnode:${vnode}`, label: formatCount(vnode) }];
  return [...file, ...seenBy(k, frame), ...mappedBy(k, frame)];
};

/** Everything that a click can lead to from here. */
export const relationsOf = (k: Kernel, selected: Selected): readonly Relation[] => {
  const { kind, thing, frame, slab } = selected;
  if (thing !== null) return ofThing(k, thing);
  if (kind !== 'frame' || frame === null) return [];
  if (slab === null) return ofFrame(k, frame);
  const at = formatAddress(BigInt(slab.address));
  return [{ word: WORDS.slab, id: `slab:${at}`, label: at }];
};
