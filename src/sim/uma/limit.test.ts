import { describe, expect, it } from 'vitest';
import { sourceRef } from '../../base/sources';
import { bytes } from '../../base/units';
import type { Derivation } from '../../base/derivation';
import { kegLayout } from './keg';
import { zoneLimit } from './limit';

const wanted = (n: number): Derivation => ({
  id: 'wanted',
  label: 'Wanted items',
  value: n,
  unit: 'items',
  formula: 'given',
  inputs: [],
  source: sourceRef('r62', 'sys/kern/kern_mbuf.c', 'tunable_mbinit()'),
  grade: 'exact',
});
const keg = (size: number, align = 4) =>
  kegLayout(
    {
      name: 'z',
      size: bytes(size),
      align,
      refcnt: false,
      malloc: false,
      internal: false,
      vm: false,
      nofree: false,
      ownObject: false,
    },
    'i386',
  );

describe('zoneLimit', () => {
  it.each([
    ['socket', 356, 4, 8768, 8778],
    ['tcpcb', 464, 4, 8768, 8768],
    ['ipq', 32, 4, 274, 339],
    ['NetGraph items', 36, 16, 512, 546],
    ['pffrcent', 12, 4, 50_000, 50_141],
    ['PV ENTRY', 24, 4, 452_296, 452_400],
  ] as const)('rounds %s', (...[, size, align, n, printed]) => {
    expect(zoneLimit(wanted(n), keg(size, align)).value).toBe(printed);
  });

  it('keeps the number for kegs of several pages and passes the grade on', () => {
    const d = zoneLimit({ ...wanted(7), grade: 'inferred' }, keg(9216));
    expect(d.value).toBe(7);
    expect(d.grade).toBe('inferred');
    expect(d.inputs.map((i) => i.ref)).toEqual(['wanted', 'keg.z.ipers']);
    expect(d.id).toBe('limit.z');
  });
});
