import { beforeAll, describe, expect, it } from 'vitest';
import { SEED_MACHINE, Timeline, frameAtAddress, newSurvey, updateSurvey } from '../../sim';
import { formatAddress } from '../../base/format';
import { findThings } from './find';
import { termId, termOf } from './term';
import type { Found } from './find';
import { resolve } from './place';

let find: (query: string) => readonly Found[];
let t: Timeline;
let kindOf: (id: string) => string;
beforeAll(() => {
  const booted = Timeline.boot(SEED_MACHINE, 1);
  if (!booted.ok) throw new Error(booted.error);
  t = booted.value;
  t.push({ do: 'fork', as: 'shell', data: 10 });
  t.push({ do: 'pipe_open', as: 'tail' });
  t.push({ do: 'malloc', type: 'libalias', size: 96 });
  const survey = newSurvey(t.sim.kernel);
  updateSurvey(t.sim.kernel, survey);
  find = (query) => findThings({ timeline: t, survey }, query);
  kindOf = (id) => resolve(t.sim.kernel, survey, id).kind;
});
const ids = (query: string): string[] => find(query).map((f) => f.id);

describe('a search', () => {
  it('finds by name: zones, maps, types, processes, pipes', () => {
    expect(ids('128')[0]).toBe('zone:128');
    expect(ids('kmem')).toContain('map:kmem_map');
    expect(ids('LIBALIAS')).toEqual(['type:libalias']);
    expect(ids('shell')).toEqual(['process:100']);
    expect(ids('tail')).toEqual(['pipe:1']);
    expect(ids('user mem')).toEqual(['holder:user']);
  });
  it('puts whole names before parts of names', () => {
    expect(ids('mbuf').slice(0, 2)).toEqual(['zone:mbuf', 'zone:mbuf_packet']);
    expect(ids('bucket')).toEqual([
      'zone:16 Bucket',
      'zone:32 Bucket',
      'zone:64 Bucket',
      'zone:128 Bucket',
    ]);
  });
  it('finds a frame by its number, and what lies at an address', () => {
    expect(ids('4,711').at(-1)).toBe('frame:4711');
    expect(ids('99999999')).toEqual([]);
    const k = t.sim.kernel;
    const slab = Array.from(k.uma.slab.page.a).findIndex((p) => frameAtAddress(k, p * 4096) !== 0);
    const address = formatAddress(BigInt(k.uma.slab.page.get(slab) * 4096 + 40));
    const found = ids(address);
    expect(found.length).toBe(2);
    expect(found.some((id) => id.startsWith('frame:'))).toBe(true);
    for (const id of found) expect(kindOf(id)).not.toBe('none');
  });
  it('finds nothing for nothing, and never throws', () => {
    for (const query of ['', '  ', '0x', '0xzz', '0xffffffffffff', '(', '\\', '-1', '0'])
      expect(() => find(query)).not.toThrow();
    expect(ids(' ')).toEqual([]);
    expect(ids('nothing has this name')).toEqual([]);
  });
});

describe('terms', () => {
  it('are selections by each of their names', () => {
    expect(termOf('term:slab')?.source).toEqual(['sys/vm/uma_core.c', 'slab_zalloc']);
    expect(termOf('term:COW')?.name).toBe('copy-on-write');
    expect(termOf('term:nothing')).toBeUndefined();
    expect(termOf('zone:128')).toBeUndefined();
    expect(termOf(termId(termOf('term:keg')!))?.name).toBe('keg');
  });
});
