/** For the tests of this folder: a naive map over an array of pages, and stand-ins for the rest. */
import type { Wait } from '../state/wait';
import type { Kmem } from './kmem';
import { vmMaps } from './types';

/** Maps without UMA and RAM behind them: items are counted, pages come from a purse. */
export const bareKmem = (purse: { pages: number; items: number }): Kmem => {
  const backed = new Set<number>();
  const wait: Wait = { on: '' };
  let item = 0;
  return {
    maps: vmMaps({
      ready: (items) => {
        if (purse.items < items) wait.on = 'vmwait';
        return purse.items >= items;
      },
      take: () => {
        if (purse.items === 0) return 0;
        purse.items -= 1;
        item += 1;
        return item;
      },
      give: () => {
        purse.items += 1;
      },
    }),
    pages: {
      take: (_object, at) => {
        if (purse.pages === 0 || backed.has(at)) return false;
        purse.pages -= 1;
        backed.add(at);
        return true;
      },
      give: (at) => {
        if (backed.delete(at)) purse.pages += 1;
      },
      takeRun: () => false,
    },
    wait,
    base: 0,
  };
};

export type Kind = 'kmem' | 'nofault' | 'plain';

/** One cell per page: what it is, and whether an entry begins here. Everything by scanning. */
export class NaiveMap {
  readonly kind: (Kind | null)[];
  readonly begins: boolean[];
  constructor(pages: number) {
    this.kind = new Array<Kind | null>(pages).fill(null);
    this.begins = new Array<boolean>(pages + 1).fill(false);
  }
  get size(): number {
    return this.kind.filter((k) => k !== null).length;
  }
  get largestHole(): number {
    let most = 0;
    let run = 0;
    for (const k of this.kind) {
      run = k === null ? run + 1 : 0;
      most = Math.max(most, run);
    }
    return most;
  }
  get entries(): number {
    return this.kind.filter((k, i) => k !== null && (i === 0 || this.isCut(i))).length;
  }
  find(length: number): number {
    for (let at = 0; at + length <= this.kind.length; at += 1)
      if (this.kind.slice(at, at + length).every((k) => k === null)) return at;
    return -1;
  }
  private isCut(i: number): boolean {
    return this.kind[i - 1] !== this.kind[i] || this.begins[i] === true;
  }
  private entryStart(i: number): number {
    let at = i;
    while (at > 0 && !this.isCut(at)) at -= 1;
    return at;
  }
  insert(at: number, length: number, kind: Kind): void {
    const grows = at > 0 && this.kind[at - 1] === kind;
    const left = grows ? this.entryStart(at - 1) : at;
    this.kind.fill(kind, at, at + length);
    this.begins.fill(false, at, at + length);
    const merges = kind === 'kmem' || grows;
    this.begins[at] = !merges;
    this.begins[at + length] = this.kind[at + length] === kind && !merges;
    // An extended entry is simplified too, which may take in its own neighbour on the left.
    if (grows) this.begins[left] = false;
  }
  remove(at: number, length: number): void {
    this.kind.fill(null, at, at + length);
    this.begins.fill(false, at, at + length);
    this.begins[at + length] = false;
  }
}
