/**
 * USED and FREE of the dump's rows that the script brings about zone by zone. Zones that UMA fills by
 * itself, the mbuf family, KMAP ENTRY, 128 and what stays empty are not here: they follow.
 * ata_request is given one slab more than its items fill, because the dump's row is no whole number
 * of slabs.
 */
export interface Target {
  readonly zone: string;
  readonly used: number;
  readonly free: number;
}

const row = (zone: string, used: number, free: number): Target => ({ zone, used, free });

/** malloc(9)'s buckets, except 128. */
export const MALLOC_TARGETS: readonly Target[] = [
  row('16', 2691, 354),
  row('32', 2281, 318),
  row('64', 6098, 1454),
  row('256', 978, 222),
  row('512', 196, 116),
  row('2048', 8988, 46),
];

/** Everybody else. */
export const ZONE_TARGETS: readonly Target[] = [
  row('MAP ENTRY', 1141, 483),
  row('PV ENTRY', 25801, 23499),
  row('Files', 270, 207),
  row('UPCALL', 6, 150),
  row('VMSPACE', 48, 56),
  row('g_bio', 1, 231),
  row('ata_request', 1, 322),
  row('VNODE', 2039, 14523),
  row('S VFS Cache', 2247, 12929),
  row('L VFS Cache', 0, 364),
  row('PIPE', 24, 30),
  row('KNOTE', 0, 112),
  row('socket', 75, 35),
  row('ipq', 0, 226),
  row('udpcb', 17, 49),
  row('inpcb', 23, 109),
  row('tcpcb', 22, 34),
  row('tcptw', 1, 233),
  row('syncache', 0, 78),
  row('hostcache', 78, 72),
  row('tcpreass', 0, 169),
  row('sackhole', 0, 169),
  row('ripcb', 4, 40),
  row('unpcb', 19, 62),
  row('rtentry', 480, 187),
  row('IPFW dynamic rule zone', 147, 393),
  row('divcb', 2, 42),
  row('SWAPMETA', 2257, 473),
  row('Mountpoints', 8, 10),
  row('FFS inode', 2000, 6468),
  row('FFS2 dinode', 2000, 3730),
  // Last: every kernel stack, vnode and swap object has taken one.
  row('VM OBJECT', 2124, 13217),
];

/** Zones with off-page headers in a hash table: early, so that their tables have grown in that hour. */
export const HASHED_TARGETS: readonly Target[] = [row('NAMEI', 372, 12), row('DIRHASH', 156, 184)];

/** Made in the hour without buckets: no history of fills leaves these numbers of slabs. */
export const SINGLE_TARGETS: readonly Target[] = [
  // Each PROC item, used or free, has a THREAD and a KSEGRP: 133 of those below.
  row('PROC', 96, 37),
  row('THREAD', 142, 8),
  row('KSEGRP', 137, 63),
  row('1024', 67, 73),
  row('4096', 155, 29),
  row('VNODEPOLL', 0, 50),
];
