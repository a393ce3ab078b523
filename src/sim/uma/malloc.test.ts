import { describe, expect, it } from 'vitest';
import { largeRequestRange, mallocBucket } from './malloc';

describe('mallocBucket', () => {
  it.each([
    [1, '16', 16],
    [16, '16', 16],
    [17, '32', 32],
    [100, '128', 128],
    [128, '128', 128],
    [2049, '4096', 4096],
    [4096, '4096', 4096],
  ])('serves %i B from zone %s', (size, zone, charged) => {
    const place = mallocBucket(size);
    expect(place.zone).toBe(zone);
    expect(place.charged.value).toBe(charged);
    expect(place.pages).toBe(0);
  });

  it('takes whole pages above 4,096 B', () => {
    expect(mallocBucket(4097)).toMatchObject({ zone: null, pages: 2, charged: { value: 8192 } });
    expect(mallocBucket(20_480)).toMatchObject({
      zone: null,
      pages: 5,
      charged: { value: 20_480 },
    });
  });

  it('takes absurd requests as the smallest', () => {
    for (const size of [0, -1, Number.NaN, Number.NEGATIVE_INFINITY]) {
      expect(mallocBucket(size).charged.value).toBe(16);
    }
  });

  it('names the requests that round to a charge', () => {
    expect(largeRequestRange(16_384)).toEqual([12_289, 16_384]);
    expect(largeRequestRange(8192)).toEqual([4097, 8192]);
  });
});
