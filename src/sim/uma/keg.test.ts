import { describe, expect, it } from 'vitest';
import { bytes } from '../../base/units';
import type { Arch } from '../boot/types';
import { kegLayout } from './keg';
import type { KegSpec } from './types';

const spec = (size: number, more: Partial<KegSpec> = {}): KegSpec => ({
  name: 'test',
  size: bytes(size),
  align: 4,
  refcnt: false,
  malloc: false,
  internal: false,
  vm: false,
  nofree: false,
  ownObject: false,
  ...more,
});

/** size, i386 6-9, amd64 6-9: the table at the end of the worked figures; `o` = header off-page. */
const BY_ARCH: readonly (readonly [number, string, string])[] = [
  [16, '203', '168'],
  [32, '113', '101'],
  [64, '59', '56'],
  [128, '30', '29'],
  [256, '15', '15'],
  [384, '10', '10'],
  [512, '8o', '7'],
  [1024, '4o', '4o'],
  [2048, '2o', '2o'],
  [4096, '1o', '1o'],
  [8192, '1ox2', '1ox2'],
  [9216, '1ox3', '1ox3'],
  [16384, '1ox4', '1ox4'],
  [65536, '1ox16', '1ox16'],
  [48, '78', '72'],
  [96, '40', '38'],
  [144, '27', '26'],
  [192, '20', '20'],
  [400, '10', '9'],
  [560, '7', '7'],
  [828, '4', '4'],
  [1240, '3', '3'],
  [1408, '2', '2'],
  [1856, '2', '2'],
  [2200, '1', '1'],
  [2560, '1', '1'],
  [3000, '1', '1'],
];

const written = (size: number, arch: Arch): string => {
  const k = kegLayout(spec(size, { align: arch === 'i386' ? 4 : 8 }), arch);
  const pages = k.ppera.value > 1 ? `x${k.ppera.value}` : '';
  return `${k.ipers.value}${k.offpage ? 'o' : ''}${pages}`;
};

describe('kegLayout', () => {
  it.each(BY_ARCH)('cuts %i B into %s on i386 and %s on amd64', (size, i386, amd64) => {
    expect(written(size, 'i386')).toBe(i386);
    expect(written(size, 'amd64')).toBe(amd64);
  });

  it('never moves the header of an internal keg or of a VM keg', () => {
    expect(kegLayout(spec(1024), 'i386').offpage).toBe(true);
    expect(kegLayout(spec(1024, { internal: true }), 'i386').offpage).toBe(false);
    expect(kegLayout(spec(1024, { vm: true }), 'i386').ipers.value).toBe(3);
  });

  it('charges refcounted items a bigger index', () => {
    expect(kegLayout(spec(256, { refcnt: true }), 'i386').ipers.value).toBe(15);
    expect(kegLayout(spec(64), 'i386').ipers.value).toBe(59);
    expect(kegLayout(spec(64, { refcnt: true }), 'i386').ipers.value).toBe(56);
  });

  it('hashes off-page kegs, except those of malloc', () => {
    expect(kegLayout(spec(1024), 'i386').hash).toBe(true);
    expect(kegLayout(spec(1024, { malloc: true }), 'i386').hash).toBe(false);
    expect(kegLayout(spec(128), 'i386').hash).toBe(false);
  });

  it('counts the padding between items as overhead', () => {
    const k = kegLayout(spec(36, { align: 16 }), 'i386');
    expect(k.rsize.value).toBe(48);
    expect(k.ipers.value).toBe(78);
    expect(k.overhead.value).toBe(4096 - 78 * 36);
  });

  it('keeps one item where alignment leaves no room, and says that the kernel would not', () => {
    const k = kegLayout(spec(4060, { align: 256, internal: true }), 'i386');
    expect(k.ipers.value).toBe(1);
    expect(k.offpage).toBe(true);
    expect(k.ipers.note).toContain('asserts');
    expect(kegLayout(spec(4000, { align: 8192 }), 'i386').ppera.value).toBe(2);
  });

  it('pulls absurd sizes to something that can be cut', () => {
    for (const size of [0, -5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(kegLayout(spec(size), 'i386').ipers.value).toBeGreaterThanOrEqual(1);
    }
  });
});
