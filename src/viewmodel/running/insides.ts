/**
 * What fills each map, by owner: the stripes of the first column. It hangs on the state alone, not on
 * what is selected, so it is remembered until the state is surveyed anew.
 */
import { mapExtent, mapNumber } from '../../sim';
import type { Kernel, Survey } from '../../sim';
import type { Stripe } from '../ruler/types';
import type { Asked } from './askers';
import { noCells } from './cells';
import type { CellPicture } from './cells';
import { stripesFrom } from './kernel-column';
import { drawPages } from './page-picture';

/** How a bare page looks where nothing is known of it. */
export const BARE = { hue: 'free', look: 'none' } as const;

/** Maps whose inside the first column shows, besides kmem_map. */
const MAPS = ['buffer_map', 'pager_map', 'exec_map', 'pipe_map'];

/** See the head of the file. */
export interface Insides {
  /** pages of kmem_map by owner; not to be written to */
  readonly kmem: CellPicture;
  readonly insides: Readonly<Record<string, readonly Stripe[]>>;
}

/** A state, and who asked in it where the colour says so. */
interface Of {
  readonly k: Kernel;
  readonly s: Survey;
  readonly asked: Asked | null;
}

const drawn = ({ k, s, asked }: Of, name: string): CellPicture | null => {
  const map = mapNumber(k, name);
  if (map < 0) return null;
  const into = noCells();
  const range = { map, ...mapExtent(k, map) };
  drawPages(k, s, { range, order: 'owners', plain: BARE, marks: null, asked }, into);
  return into;
};

const make = (of: Of): Insides => {
  const kmem = drawn(of, 'kmem_map') ?? noCells();
  const insides: Record<string, readonly Stripe[]> = { kmem_map: stripesFrom(kmem) };
  for (const name of MAPS) {
    const picture = drawn(of, name);
    if (picture !== null) insides[name] = stripesFrom(picture);
  }
  return { kmem, insides };
};

const kept = new WeakMap<Survey | Asked, { readonly version: number; readonly made: Insides }>();

/** @returns what fills the maps in the state that was surveyed; by who asked, where that is given */
export const insidesOf = (k: Kernel, s: Survey, asked: Asked | null = null): Insides => {
  const old = kept.get(asked ?? s);
  if (old?.version === s.version) return old.made;
  const made = make({ k, s, asked });
  kept.set(asked ?? s, { version: s.version, made });
  return made;
};
