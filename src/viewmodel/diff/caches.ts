/**
 * Zones and types that are caches by design: they grow to a ceiling of their own and give back when
 * memory is short. Who sets the ceiling, and where that is written.
 */
import { sourceRef } from '../../base/sources';
import type { Source } from '../../base/derivation';

export interface CacheRule {
  /** what sets the ceiling */
  readonly ceiling: string;
  readonly source: Source;
}

const vnodes: CacheRule = {
  ceiling: 'kern.maxvnodes',
  source: sourceRef('r62', 'sys/kern/vfs_subr.c', 'getnewvnode()'),
};
const names: CacheRule = {
  ceiling: 'kern.maxvnodes: a name is kept as long as its vnode',
  source: sourceRef('r62', 'sys/kern/vfs_cache.c', 'cache_enter()'),
};
const dirhash: CacheRule = {
  ceiling: 'vfs.ufs.dirhash_maxmem',
  source: sourceRef('r62', 'sys/ufs/ufs/ufs_dirhash.c', 'ufsdirhash_build()'),
};
const buckets: CacheRule = {
  ceiling: 'what the caches of all CPUs need; uma_reclaim() gives it back',
  source: sourceRef('r62', 'sys/vm/uma_core.c', 'bucket_alloc()'),
};
const ARC_SOURCE: Source = {
  repository: 'freebsd/freebsd-src@22ebcc078a4fb976178e2d0eea4c0d1387d8ccf6',
  file: 'sys/contrib/opensolaris/uts/common/fs/zfs/arc.c',
  function: 'arc_init()',
};
const arc: CacheRule = { ceiling: 'vfs.zfs.arc_max', source: ARC_SOURCE };

const BY_NAME: Readonly<Record<string, CacheRule>> = {
  VNODE: vnodes,
  'FFS inode': vnodes,
  'FFS1 dinode': vnodes,
  'FFS2 dinode': vnodes,
  'VM OBJECT': vnodes,
  NFSNODE: vnodes,
  'S VFS Cache': names,
  'L VFS Cache': names,
  'STS VFS Cache': names,
  'LTS VFS Cache': names,
  vfscache: names,
  DIRHASH: dirhash,
  solaris: arc,
  dnode_t: arc,
  dmu_buf_impl_t: arc,
  zfs_znode_cache: arc,
};

const PATTERNS: readonly (readonly [RegExp, CacheRule])[] = [
  [/^\d+ Bucket$/, buckets],
  [/^(zio_|abd_chunk|arc_buf_hdr|hdr_)/, arc],
];

/** The rule of a cache, or undefined where the model knows none of that name. */
export const cacheRule = (name: string): CacheRule | undefined =>
  Object.hasOwn(BY_NAME, name)
    ? BY_NAME[name]
    : PATTERNS.find(([pattern]) => pattern.test(name))?.[1];
