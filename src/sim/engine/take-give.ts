/** Commands that allocate into holdings and free out of them: how often, and where they stop to sleep. */
import { CUTS } from '../vm-map/kmem';
import { vmMapReady } from '../vm-map/vm-map';
import { wrong } from './done';
import type { Done } from './done';
import { held, newHolding, put, take, takeAlternate } from './holdings';
import type { Holding } from './holdings';
import type { Sim } from './sim';
import { FREES, freeOne, makerOf } from './verbs';
import type { GiveCommand, Maker, TakeCommand } from './verbs';

/** The request as a C programmer would write it. */
const call = (c: TakeCommand): string => {
  switch (c.do) {
    case 'malloc':
      return `malloc(${c.size}, ${c.type}, ${c.wait === undefined || c.wait === 'waitok' ? 'M_WAITOK' : 'M_NOWAIT'})`;
    case 'uma_zalloc':
      return `uma_zalloc(${c.zone})`;
    case 'contigmalloc':
      return `contigmalloc(${c.size})`;
    case 'vm_page_alloc':
      return `vm_page_alloc(${c.class})`;
    default:
      return `${c.do}(${c.map}, ${c.size})`;
  }
};

const isAsleep = (s: Sim): boolean => s.kernel.wait.on !== '';

/** Makes up to `count` allocations; stops where one would sleep. */
const fill = (s: Sim, c: TakeCommand, m: Maker, count: number): Done => {
  const { wait } = s.kernel;
  const name = c.as ?? m.name;
  const h = s.holdings.get(name) ?? newHolding(m.kind, m.owner);
  const fits = h.kind === m.kind && h.owner === m.owner;
  if (!fits) return wrong(`holding ${name} holds something else`);
  s.holdings.set(name, h);
  let refused = 0;
  for (let i = 0; i < count; i += 1) {
    wait.on = '';
    const item = m.make();
    // To try in vain is no work: what follows a command ends when nobody works any more.
    if (item === 0 && isAsleep(s)) {
      const words = `${call(c)} sleeps on ${wait.on}, ${i} of ${count} done`;
      return { outcome: 'asleep', words, left: count - i };
    }
    s.work += 1;
    if (item === 0) refused += 1;
    else put(h, item, m.size);
  }
  const times = count === 1 ? '' : ` × ${count}`;
  return refused === 0
    ? { outcome: 'done', words: `${call(c)}${times}` }
    : { outcome: 'refused', words: `${call(c)}${times}: NULL ${refused} times` };
};

/** Carries out up to `count` of what a command allocates. */
export const runTake = (s: Sim, c: TakeCommand, count: number): Done => {
  const m = makerOf(s.kernel, c, s.holdings);
  return typeof m === 'string' ? wrong(m) : fill(s, c, m, count);
};

/**
 * Whether freeing `n` may begin. Ranges of a map that is not the system's are cut out of its entries,
 * and sleep for new ones first.
 */
const mayFree = (s: Sim, h: Holding, n: number): boolean =>
  h.kind !== 'map' || n === 0 || vmMapReady(s.kernel.kmem.maps, h.owner, n * CUTS);

const asleep = (s: Sim, words: string, left: number): Done => ({
  outcome: 'asleep',
  words: `${words} sleeps on ${s.kernel.wait.on}, ${left} to do`,
  left,
});

const freed = (s: Sim, c: GiveCommand, n: number): Done => {
  s.work += n;
  return { outcome: 'done', words: `${c.do}(${c.from}) × ${n}` };
};

/** Frees every second one; all at once, since the next time others would be the second ones. */
const giveAlternate = (s: Sim, c: GiveCommand, h: Holding, count: number): Done => {
  const most = Math.min(count, held(h) >> 1);
  if (!mayFree(s, h, most)) return asleep(s, `${c.do}(${c.from})`, count);
  const all = takeAlternate(h, count);
  for (const one of all) freeOne(s.kernel, h, one);
  return freed(s, c, all.length);
};

/** Frees `count` of a holding one by one, those that the command picks; sleeps before one, not in it. */
const giveEach = (s: Sim, c: GiveCommand, h: Holding, count: number): Done => {
  const pick = c.pick ?? 'newest';
  if (pick === 'alternate') return giveAlternate(s, c, h, count);
  for (let i = 0; i < count; i += 1) {
    if (!mayFree(s, h, 1)) {
      s.work += i;
      return asleep(s, `${c.do}(${c.from})`, count - i);
    }
    freeOne(s.kernel, h, take(h, pick, s.kernel.random));
  }
  return freed(s, c, count);
};

/**
 * Carries out a command that frees.
 * @param left how many of them a command that slept has still to free
 */
export const runGive = (s: Sim, c: GiveCommand, left: number | null): Done => {
  const h = s.holdings.get(c.from);
  if (h === undefined) return wrong(`there is no holding named ${c.from}`);
  if (h.kind !== FREES[c.do]) return wrong(`${c.do} cannot free what holding ${c.from} holds`);
  const asked = left ?? c.count ?? 1;
  return giveEach(s, c, h, asked === 0 ? held(h) : Math.min(asked, held(h)));
};
