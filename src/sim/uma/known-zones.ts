/**
 * The zones of FreeBSD 6.x: what `vmstat -z` does not print about them.
 * Alignment, flags and the file that creates each were read in 6.2-RELEASE; every row is one
 * uma_zcreate() call. `family` says what the items are, for grouping.
 * A zone that is not in the table is taken as pointer-aligned without flags, and is inferred.
 */
import type { Arch } from '../boot/types';
import { bytes } from '../../base/units';
import { REPOSITORIES } from '../../base/sources';
import type { Source } from '../../base/derivation';
import type { KegSpec } from './types';
import { UMA_ARCH } from './constants';

/** What the items of a zone are. */
export type ZoneFamily =
  'malloc' | 'files' | 'mbufs' | 'uma' | 'net' | 'proc' | 'disk' | 'vm' | 'other';

type Flag = 'refcnt' | 'malloc' | 'internal' | 'vm' | 'nofree' | 'ownObject';

/** One creation call, less its size. */
export interface KnownZone {
  readonly name: string;
  /** bytes; `pointer` = 4 on i386, 8 on amd64 */
  readonly align: number | 'pointer';
  readonly flags: readonly Flag[];
  readonly family: ZoneFamily;
  /** file under `sys/` that creates it */
  readonly file: string;
  readonly secondaryOf?: string;
}

/** `UMA_ALIGN_CACHE` of 6.2 (sys/vm/uma.h). */
const CACHE_LINE = 16;
/** `32 - 1`, written out in uma_startup(). */
const HEADER_ALIGN = 32;
/** `MSIZE`: an mbuf is aligned to its own size, so that dtom() works. */
const MSIZE = 256;

const zones = (
  family: ZoneFamily,
  file: string,
  names: readonly string[],
  more: Partial<Pick<KnownZone, 'align' | 'flags' | 'secondaryOf'>> = {},
): readonly KnownZone[] =>
  names.map((name) => ({ name, family, file, align: 'pointer', flags: [], ...more }));

const NOFREE = { flags: ['nofree'] } as const;
const INTERNAL = { flags: ['internal'] } as const;
const CACHE_ALIGNED = { align: CACHE_LINE } as const;
const BYTE_ALIGNED = { align: 1 } as const;
const PF = 'contrib/pf/net/pf_ioctl.c';

const TABLE: readonly KnownZone[] = [
  ...zones('uma', 'vm/uma_core.c', ['UMA Kegs', 'UMA Zones'], {
    align: HEADER_ALIGN,
    flags: ['internal'],
  }),
  ...zones('uma', 'vm/uma_core.c', ['UMA Slabs', 'UMA RCntSlabs', 'UMA Hash'], INTERNAL),
  ...zones('uma', 'vm/uma_core.c', ['16 Bucket', '32 Bucket', '64 Bucket', '128 Bucket'], INTERNAL),
  ...zones('uma', 'kern/kern_malloc.c', ['mt_zone'], { flags: ['malloc'] }),
  ...zones(
    'malloc',
    'kern/kern_malloc.c',
    ['16', '32', '64', '128', '256', '512', '1024', '2048', '4096'],
    { flags: ['malloc'] },
  ),
  ...zones('files', 'vm/vm_object.c', ['VM OBJECT'], { flags: ['vm', 'nofree'] }),
  ...zones('files', 'vm/vm_map.c', ['MAP'], NOFREE),
  ...zones('files', 'vm/vm_map.c', ['MAP ENTRY']),
  ...zones('vm', 'vm/vm_map.c', ['KMAP ENTRY'], { flags: ['vm', 'ownObject'] }),
  ...zones('vm', 'i386/i386/pmap.c', ['PV ENTRY'], { flags: ['vm', 'nofree', 'ownObject'] }),
  ...zones('vm', 'vm/swap_pager.c', ['SWAPMETA'], { flags: ['vm', 'nofree', 'ownObject'] }),
  ...zones('other', 'vm/device_pager.c', ['DP fakepg'], { flags: ['vm', 'nofree'] }),
  ...zones('proc', 'vm/vm_map.c', ['VMSPACE'], NOFREE),
  ...zones('proc', 'kern/kern_descrip.c', ['Files']),
  ...zones('proc', 'kern/kern_proc.c', ['PROC'], NOFREE),
  ...zones('proc', 'kern/kern_thread.c', ['THREAD', 'KSEGRP'], CACHE_ALIGNED),
  ...zones('proc', 'kern/kern_kse.c', ['UPCALL'], CACHE_ALIGNED),
  ...zones('proc', 'kern/sys_pipe.c', ['PIPE']),
  ...zones('proc', 'kern/kern_event.c', ['KNOTE']),
  ...zones('proc', 'kern/vfs_aio.c', ['AIO', 'AIOP', 'AIOCB', 'AIOL', 'AIOLIO'], NOFREE),
  ...zones('proc', 'security/audit/audit.c', ['audit_record']),
  ...zones('proc', 'security/mac/mac_label.c', ['MAC labels']),
  ...zones('mbufs', 'kern/kern_mbuf.c', ['mbuf'], { align: MSIZE }),
  ...zones('mbufs', 'kern/kern_mbuf.c', ['mbuf_packet'], { align: MSIZE, secondaryOf: 'mbuf' }),
  ...zones(
    'mbufs',
    'kern/kern_mbuf.c',
    ['mbuf_cluster', 'mbuf_jumbo_pagesize', 'mbuf_jumbo_9k', 'mbuf_jumbo_16k'],
    { flags: ['refcnt'] },
  ),
  ...zones('files', 'kern/kern_acl.c', ['ACL UMA zone']),
  ...zones('files', 'kern/vfs_subr.c', ['VNODE', 'VNODEPOLL'], NOFREE),
  ...zones('files', 'kern/vfs_cache.c', ['S VFS Cache', 'L VFS Cache']),
  ...zones('files', 'kern/vfs_lookup.c', ['NAMEI']),
  ...zones('files', 'nfsclient/nfs_subs.c', ['NFSMOUNT']),
  ...zones('files', 'nfsclient/nfs_node.c', ['NFSNODE']),
  ...zones('files', 'ufs/ufs/ufs_dirhash.c', ['DIRHASH']),
  ...zones('files', 'kern/vfs_mount.c', ['Mountpoints'], NOFREE),
  ...zones('files', 'ufs/ffs/ffs_vfsops.c', ['FFS inode', 'FFS1 dinode', 'FFS2 dinode']),
  ...zones('files', 'fs/udf/udf_vfsops.c', ['UDF Node zone', 'UDF Dirstream zone'], BYTE_ALIGNED),
  ...zones('files', 'fs/udf/udf_vfsops.c', ['UDF translation buffer, zone'], BYTE_ALIGNED),
  ...zones('disk', 'geom/geom_io.c', ['g_bio'], BYTE_ALIGNED),
  ...zones('disk', 'dev/ata/ata-all.c', ['ata_request', 'ata_composite'], BYTE_ALIGNED),
  ...zones('disk', 'geom/raid3/g_raid3.c', ['gr3:64k', 'gr3:16k', 'gr3:4k']),
  ...zones('disk', 'geom/stripe/g_stripe.c', ['g_stripe_zone'], BYTE_ALIGNED),
  ...zones('disk', 'geom/shsec/g_shsec.c', ['g_shsec_zone'], BYTE_ALIGNED),
  ...zones('net', 'netgraph/ng_base.c', ['NetGraph items'], CACHE_ALIGNED),
  ...zones('net', 'netgraph/netflow/netflow.c', ['NetFlow cache'], CACHE_ALIGNED),
  ...zones('net', 'net/if_bridge.c', ['bridge_rtnode']),
  ...zones('net', 'kern/uipc_domain.c', ['socket'], NOFREE),
  ...zones('net', 'kern/uipc_usrreq.c', ['unpcb'], NOFREE),
  ...zones('net', 'netinet/ip_input.c', ['ipq']),
  ...zones('net', 'netinet/udp_usrreq.c', ['udpcb'], NOFREE),
  ...zones('net', 'netinet/tcp_subr.c', ['inpcb', 'tcpcb', 'tcptw', 'sackhole'], NOFREE),
  ...zones('net', 'netinet/tcp_syncache.c', ['syncache'], NOFREE),
  ...zones('net', 'netinet/tcp_hostcache.c', ['hostcache']),
  ...zones('net', 'netinet/tcp_input.c', ['tcpreass'], NOFREE),
  ...zones('net', 'netinet/raw_ip.c', ['ripcb'], NOFREE),
  ...zones('net', 'netinet/ip_divert.c', ['divcb'], NOFREE),
  ...zones('net', 'net/route.c', ['rtentry']),
  ...zones('net', 'netinet/ip_fw2.c', ['IPFW dynamic rule zone']),
  ...zones('net', PF, ['pfsrctrpl', 'pfrulepl', 'pfstatepl', 'pfaltqpl', 'pfpooladdrpl']),
  ...zones('net', PF, ['pfrktable', 'pfrkentry', 'pfrkentry2', 'pffrent', 'pffrag']),
  ...zones('net', PF, ['pffrcache', 'pffrcent', 'pfstatescrub', 'pfiaddrpl', 'pfospfen', 'pfosfp']),
  ...zones('net', 'opencrypto/crypto.c', ['cryptop', 'cryptodesc']),
];

const BY_NAME: ReadonlyMap<string, KnownZone> = new Map(TABLE.map((z) => [z.name, z]));

/** Names of all zones in the table, in table order. */
export const KNOWN_ZONE_NAMES: readonly string[] = TABLE.map((z) => z.name);

/** The creation call of a zone of 6.x, or undefined where the model does not know the name. */
export const knownZone = (name: string): KnownZone | undefined => BY_NAME.get(name);

/** Where a known zone is created. */
export const zoneSource = (zone: KnownZone): Source => ({
  repository: REPOSITORIES.r62,
  file: `sys/${zone.file}`,
  function: `uma_zcreate("${zone.name}")`,
});

/**
 * The specification of a zone from its name and its printed SIZE.
 * @returns `known: false` where the name is not in the table: pointer alignment and no flags
 *   are then a guess, and what is computed from them is inferred.
 */
export const zoneSpec = (
  name: string,
  size: number,
  arch: Arch,
): { readonly spec: KegSpec; readonly known: boolean } => {
  const zone = knownZone(name);
  const align = zone?.align ?? 'pointer';
  const has = (flag: Flag): boolean => zone?.flags.includes(flag) ?? false;
  const spec: KegSpec = {
    name,
    size: bytes(size),
    align: align === 'pointer' ? UMA_ARCH[arch].pointer : align,
    refcnt: has('refcnt'),
    malloc: has('malloc'),
    internal: has('internal'),
    vm: has('vm'),
    nofree: has('nofree'),
    ownObject: has('ownObject'),
    ...(zone?.secondaryOf === undefined ? {} : { secondaryOf: zone.secondaryOf }),
  };
  return { spec, known: zone !== undefined };
};
