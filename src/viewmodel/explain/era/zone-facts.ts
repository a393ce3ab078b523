/**
 * What `vmstat -z` does not print about a zone, for releases after 6.x: families, zones that share a
 * keg, zones without one, and flags that came later. Names of 6.x are the model's own; names after
 * that were read in the trees of 7.0 to 13.0-CURRENT.
 * Simplified: a flag is taken to hold in every release that has the name.
 */
import { bytes } from '../../../base/units';
import { knownZone } from '../../../sim';
import type { Arch, KnownZone, ZoneFamily } from '../../../sim';
import type { EraSpec } from './cut';
import type { Era } from './eras';

const LATER: readonly (readonly [family: ZoneFamily, names: string])[] = [
  ['uma', 'UMA Slabs 0,UMA Slabs 1,SMR SHARED,SMR CPU,mt_stats_zone,vmem,vmem btag'],
  ['uma', '2 Bucket,4 Bucket,6 Bucket,8 Bucket,12 Bucket,256 Bucket,domainset'],
  ['uma', '64 pcpu,ptr pcpu,epoch_record pcpu,pcpu-4,pcpu-8,pcpu-16,pcpu-32,pcpu-64'],
  ['vm', 'RADIX NODE,swblk,swpctrie,fakepg,SG fakepg,PT ENTRY'],
  ['mbufs', 'mbuf_jumbo_page,mbuf_ext_refcnt,mbuf_extpgs,mbuf_tag'],
  ['proc', 'pipe,cpuset,SLEEPQUEUE,TURNSTILE,umtx pi,umtx_shm,procdesc,rl_entry,selfd'],
  ['proc', 'ksiginfo,itimer,filedesc0,mqnode,mqueue,mvdata,mqnotifier,FPU_save_area,pkru ranges'],
  ['proc', 'ttyinq,ttyoutq,racct,rctl_rule,rctl_rule_link'],
  ['files', 'STS VFS Cache,LTS VFS Cache,BUF TRIE,NCLNODE,TMPFS dirent,TMPFS node,pbuf'],
  ['files', 'zio_cache,zio_link_cache,zil_lwb_cache,zil_zcw_cache,sio_cache,sa_cache,lz4_ctx'],
  ['files', 'arc_buf_hdr_t,arc_buf_hdr_t_full,arc_buf_hdr_t_l2only,arc_buf_t,abd_chunk'],
  ['files', 'dnode_t,dmu_buf_impl_t,zfs_znode_cache,range_seg_cache,reference_cache'],
  ['net', 'tcp_log,tcp_log_bucket,tcp_log_node,tcp_inpcb,udp_inpcb,udplite_inpcb,IPFW counters'],
  ['net', 'pf states,pf state keys,pf source nodes,pf mtags,pf frags,pf frag entries,pf tags'],
  ['net', 'pf table entries,pf table counters,pf state scrubs,NetGraph data items,rentr'],
  ['net', 'IPFW dynamic rule,NetFlow IPv4 cache,NetFlow IPv6 cache,crypto_session,tfo'],
  ['disk', 'nvme_request,CTL IO,icl_pdu,beio'],
];
const FAMILY: ReadonlyMap<string, ZoneFamily> = new Map(
  LATER.flatMap(([family, names]) => names.split(',').map((n) => [n, family] as const)),
);

/** Zones made by `pbuf_zsecond_create()` on the keg of `pbuf` (13 and later). */
const PBUFS =
  /^(?:sw[rw]buf|vnpbuf|clpbuf|mdpbuf|nfspbuf|fusepbuf|smbpbuf|ffsrawpbuf|p9fs pbuf zone)$/;
/** `uma_zcache_create()`: free pages, address ranges of vmem, stacks, buffers. */
const CACHES =
  /^(?:vm pgcache|buf free cache|kstack_cache|ktls_buffers|radix_pgd_cache|(?:netdump|debugnet)_.*|.* arena-\d+)$/;
const PCPU = /^(?:\S+ pcpu|pcpu-\d+|mt_stats_zone|SMR CPU)$/;
const INTERNAL = /^UMA (?:Kegs|Zones|Hash|Slabs(?: [01])?|RCntSlabs)$/;
const BUCKET = /^\d+ Bucket$/;
const CONTIG = /^mbuf_jumbo_(?:page|9k|16k)$/;
/** `uma_zone_reserve_kva()` and zones that bring their own address space, 10 and 11. */
const RESERVED = /^(?:SWAPMETA|PV ENTRY|RADIX NODE|vmem btag)$/;
const ZFS = /^(?:zio_(?:data_)?buf_\d+|abd_chunk|dbuf|zfs_\w+|zil_\w+|spl_\w+|ddt_\w+)/;

/** The block size of a malloc(9) zone of that era; undefined where the name is no such zone. */
export const mallocSize = (name: string, era: Era): number | undefined => {
  const found = /^(malloc-)?(\d{2,5})$/.exec(name);
  const size = Number(found?.[2]);
  if (found === null || (found[1] !== undefined && era.id !== 'r13')) return undefined;
  const isPower = size >= 16 && size <= era.zmax && Number.isInteger(Math.log2(size));
  return isPower || (size === 384 && era.id === 'r13') ? size : undefined;
};

/** What the items of a zone are. */
export const familyOf = (name: string, era: Era): ZoneFamily => {
  if (mallocSize(name, era) !== undefined) return 'malloc';
  if (BUCKET.test(name)) return 'uma';
  if (PBUFS.test(name) || ZFS.test(name)) return 'files';
  if (CACHES.test(name)) return 'vm';
  return FAMILY.get(name) ?? knownZone(name)?.family ?? 'other';
};

/** The zone whose keg it shares; undefined where it has its own. */
export const primaryOf = (name: string): string | undefined =>
  PBUFS.test(name) ? 'pbuf' : knownZone(name)?.secondaryOf;

const THREAD_ALIGN: Readonly<Record<string, number>> = { r12: 32, r13: 32 };
/** `UMA_ALIGN_CACHE` of 6.2, as the model's table writes it. */
const CACHE_LINE_62 = 16;

const alignOf = (
  zone: KnownZone | undefined,
  name: string,
  at: { era: Era; arch: Arch },
): number => {
  const pointer = at.arch === 'i386' ? 4 : 8;
  if (/^SMR /.test(name)) return 2 * at.era.cacheLine;
  if (zone === undefined || zone.align === 'pointer') return pointer;
  if (name === 'THREAD') return THREAD_ALIGN[at.era.id] ?? CACHE_LINE_62;
  return zone.align === CACHE_LINE_62 ? at.era.cacheLine : zone.align;
};

interface Flags {
  readonly internal: boolean;
  readonly vm: boolean;
  readonly nofree: boolean;
  readonly ownObject: boolean;
  readonly refcnt: boolean;
}
const flagsOf = (zone: KnownZone | undefined, name: string, era: Era): Flags => {
  const has = (flag: KnownZone['flags'][number]): boolean => zone?.flags.includes(flag) ?? false;
  const isOld = era.slab === 'list';
  return {
    internal: INTERNAL.test(name) || (isOld && BUCKET.test(name)),
    vm: has('vm') || /^(?:vmem btag|RADIX NODE)$/.test(name),
    nofree: has('nofree') && isOld,
    ownObject: isOld ? has('ownObject') : era.space === 'kmem_arena' && RESERVED.test(name),
    refcnt: era.refcnt && (has('refcnt') || (isOld && name === 'mbuf_jumbo_page')),
  };
};

/**
 * The creation call of a zone as its era has it, from its name and its printed SIZE.
 * @returns `known: false` where alignment and flags are a guess
 */
export const eraSpec = (
  row: { readonly name: string; readonly size: number },
  era: Era,
  arch: Arch,
): { readonly spec: EraSpec; readonly known: boolean } => {
  const { name, size } = row;
  const zone = knownZone(name);
  const secondaryOf = primaryOf(name);
  const isMalloc = mallocSize(name, era) !== undefined;
  const spec: EraSpec = {
    name,
    size: bytes(Math.max(1, size)),
    align: alignOf(zone, name, { era, arch }),
    ...flagsOf(zone, name, era),
    malloc: isMalloc || (zone?.flags.includes('malloc') ?? false),
    pcpu: era.slab !== 'list' && PCPU.test(name),
    contig: era.id === 'r13' && CONTIG.test(name),
    cache: era.slab !== 'list' && CACHES.test(name),
    ...(secondaryOf === undefined ? {} : { secondaryOf }),
  };
  const isFixed = isMalloc || BUCKET.test(name) || (zone !== undefined && era.slab === 'list');
  return { spec, known: isFixed || name === 'mbuf' || INTERNAL.test(name) };
};
