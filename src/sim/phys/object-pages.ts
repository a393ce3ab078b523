/**
 * Which pages an object has in RAM.
 * FreeBSD 6.2 sys/vm/vm_page.c: vm_page_insert(), vm_page_remove(), vm_page_lookup(), vm_page_rename().
 * Simplified: one hash over all pages instead of a splay tree an object; the answers are the same.
 */
import { F_LISTED, HASH_CHAINS } from './frames';
import type { Phys } from './frames';

/** Neighbouring pages of an object share cells of the hash that lie side by side. */
const chainOf = (object: number, pindex: number): number =>
  (Math.imul(object, 0x9e3779b1) + pindex) & (HASH_CHAINS - 1);

/** The frame that holds page `pindex` of an object, or 0 (`vm_page_lookup`). */
export const lookupPage = (p: Phys, object: number, pindex: number): number => {
  const { frame } = p;
  let f = p.hash.get(chainOf(object, pindex));
  while (f !== 0 && (frame.object.get(f) !== object || frame.pindex.get(f) !== pindex))
    f = frame.hnext.get(f);
  return f;
};

/** Writes on a frame whose page it is, and no more: pages of the kernel itself are never looked up. */
export const namePage = (p: Phys, f: number, object: number, pindex: number): void => {
  p.frame.object.set(f, object);
  p.frame.pindex.set(f, pindex);
};

/** Makes a frame page `pindex` of an object (`vm_page_insert`). It must belong to none. */
export const insertPage = (p: Phys, f: number, object: number, pindex: number): void => {
  const { frame, owned, hash } = p;
  namePage(p, f, object, pindex);
  frame.flags.set(f, frame.flags.get(f) | F_LISTED);
  owned.head.need(object + 1);
  owned.resident.need(object + 1);
  const first = owned.head.get(object);
  frame.onext.set(f, first);
  frame.oprev.set(f, 0);
  if (first !== 0) frame.oprev.set(first, f);
  owned.head.set(object, f);
  owned.resident.add(object, 1);
  const chain = chainOf(object, pindex);
  frame.hnext.set(f, hash.get(chain));
  hash.set(chain, f);
};

const unchain = (p: Phys, f: number): void => {
  const { frame, hash } = p;
  const chain = chainOf(frame.object.get(f), frame.pindex.get(f));
  let at = hash.get(chain);
  if (at === f) {
    hash.set(chain, frame.hnext.get(f));
    return;
  }
  while (frame.hnext.get(at) !== f) at = frame.hnext.get(at);
  frame.hnext.set(at, frame.hnext.get(f));
};

/** Takes a frame out of its object (`vm_page_remove`). Without one, does nothing. */
export const removePage = (p: Phys, f: number): void => {
  const { frame } = p;
  if ((frame.flags.get(f) & F_LISTED) !== 0) unlist(p, f);
  namePage(p, f, 0, 0);
};

const unlist = (p: Phys, f: number): void => {
  const { frame, owned } = p;
  const object = frame.object.get(f);
  unchain(p, f);
  frame.flags.set(f, frame.flags.get(f) & ~F_LISTED);
  const next = frame.onext.get(f);
  const prev = frame.oprev.get(f);
  if (prev === 0) owned.head.set(object, next);
  else frame.onext.set(prev, next);
  if (next !== 0) frame.oprev.set(next, prev);
  owned.resident.add(object, -1);
  for (const column of [frame.onext, frame.oprev, frame.hnext]) column.set(f, 0);
};

/** Moves a frame to another object (`vm_page_rename`). */
export const renamePage = (p: Phys, f: number, object: number, pindex: number): void => {
  removePage(p, f);
  insertPage(p, f, object, pindex);
};

/** Pages of an object that are in RAM (`resident_page_count`). */
export const residentCount = (p: Phys, object: number): number =>
  object < p.owned.resident.a.length ? p.owned.resident.get(object) : 0;

/** First frame of an object, 0 = none; follow `frame.onext`. */
export const firstPage = (p: Phys, object: number): number =>
  object < p.owned.head.a.length ? p.owned.head.get(object) : 0;
