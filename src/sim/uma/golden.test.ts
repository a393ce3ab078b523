/** How every known zone is cut into slabs, with its derivation, on both architectures, as it stood. */
import { describe, expect, it } from 'vitest';
import { predictHash } from './hash';
import { headerZoneSizes } from './header-zones';
import { kegLayout } from './keg';
import { KNOWN_ZONE_NAMES, knownZone, zoneSource, zoneSpec } from './known-zones';
import { MALLOC_BUCKETS, largeRequestRange, mallocBucket } from './malloc';

const text = (v: unknown): string =>
  JSON.stringify(v, (_, x: unknown) => (typeof x === 'bigint' ? String(x) : x));
/** Any size, the same each time. */
const sizeOf = (name: string, i: number): number => ((name.length * 331 + i * 97) % 5000) + 1;
/** Zones whose derivations are written out: small, large, off-page, of UMA itself, counted. */
const WHOLE = ['128', '2048', 'VNODE', 'mbuf_cluster', 'UMA Slabs', 'PV ENTRY', 'mbuf_packet'];
const brief = (k: ReturnType<typeof kegLayout>): string =>
  `${k.rsize.value} B, ${k.ipers.value} of ${k.ppera.value} pages, ${k.overhead.value} B over${k.offpage ? ', off' : ''}${k.hash ? ', hashed' : ''}`;

describe('slabs', () => {
  it.each(['i386', 'amd64'] as const)('are cut on %s as they were', async (arch) => {
    const lines = KNOWN_ZONE_NAMES.flatMap((name, i) => {
      const zone = knownZone(name)!;
      const { spec } = zoneSpec(name, sizeOf(name, i), arch);
      const keg = kegLayout(spec, arch);
      const { file, function: fn } = zoneSource(zone);
      return [`${name}: ${file} ${fn}`, WHOLE.includes(name) ? text(keg) : brief(keg)];
    });
    const hashed = ['VNODE', 'mbuf_cluster', 'PROC'].map((name) =>
      kegLayout(zoneSpec(name, 3000, arch).spec, arch),
    );
    const others = [
      text([...headerZoneSizes(arch, 2, true), ...headerZoneSizes(arch, 1, false)]),
      ...MALLOC_BUCKETS.flatMap((b) => [b - 1, b, b + 1]).map((n) => text(mallocBucket(n))),
      ...[4096, 8192, 65_536].map((n) => text(largeRequestRange(n))),
      text(predictHash(hashed.map((keg, i) => ({ keg, slabs: 20 * 37 ** i })))),
    ];
    await expect(`${[...lines, ...others].join('\n')}\n`).toMatchFileSnapshot(
      `../../../tests/fixtures/golden/slabs-${arch}.txt`,
    );
  });
});
