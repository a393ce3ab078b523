/**
 * Names of several words, and what else a name may turn out to be. A row that lost its line end, or half
 * of its name, still looks like a row; only the names that the kernel has tell it apart.
 * Pinned: uma_zcreate() and MALLOC_DEFINE() of FreeBSD 6.2 to 13.0-CURRENT, nine trees; 14 and 15 as
 * seen in the corpus.
 */
import type { Diagnostic } from '../../base/diagnostic';
import type { Block, MallocRow, ZoneRow } from '../types';

/** Zones of several words. */
const ZONES =
  'ACL UMA zone|atm attributes|atm connection|atm connvc|atm pcb|atm stackq|buf free cache|' +
  'BUF TRIE|buffer arena-40|COP2 context|CTL IO|dma maps|DP fakepg|en dma maps|EN vccs|' +
  'epoch_record pcpu|FATM vccs|FFS inode|FFS1 dinode|FFS2 dinode|fore nif|fore vcc|' +
  'harp nif|harp vcc|HE vccs|idt nif|idt vcc|ipatm vc|IPFW counters|IPFW dynamic rule|' +
  'IPFW dynamic rule zone|IPFW dynamic states data|IPFW IPv4 dynamic states|' +
  'IPFW IPv6 dynamic states|IPFW parent dynamic states|IPsec SA lft_c|KMAP ENTRY|' +
  'L VFS Cache|L2 Table|LTS VFS Cache|MAC labels|MAC trusted exec cache zone|MAP ENTRY|' +
  'MPVO entry|nandfs node zone|NAT64 hosts zone|NAT64 portgroup indexes zone|' +
  'NAT64 portgroups zone|NAT64LSN hosts|NAT64LSN jobs|NAT64LSN links|' +
  'NAT64LSN portgroup chunks|NAT64LSN portgroups|NAT64LSN states|NetFlow cache|' +
  'NetFlow IPv4 cache|NetFlow IPv6 cache|NetGraph data items|NetGraph items|NL Tx Desc|' +
  'Pagepod reservations|PATM tx maps|PATM vccs|pf frag entries|pf frags|pf mtags|' +
  'pf source nodes|pf state keys|pf state scrubs|pf states|pf table counters|' +
  'pf table entries|pf tags|pkru ranges|PT ENTRY|ptr pcpu|PV ENTRY|RADIX NODE|' +
  'rangeset pctrie nodes|S VFS Cache|SG fakepg|sigpvc vc|SLB cache|SLB tree node|SMR CPU|' +
  'SMR SHARED|spans msg|spans vc|sscf uni|STS VFS Cache|TMPFS dirent|TMPFS node|' +
  'UDF Dirstream zone|UDF Node zone|UDF translation buffer, zone|UMA Hash|UMA Kegs|' +
  'UMA RCntSlabs|UMA Slabs|UMA Slabs 0|UMA Slabs 1|UMA Zones|umtx pi|uni arp|uni ip|' +
  'unisig ie|unisig msg|unisig vcc|UPVO entry|vatmpif nif|vatmpif vcc|VM OBJECT|vm pgcache|' +
  'vmem btag|Windows MDL|Windows WorkItem';

/** Types of several words. */
const TYPES =
  'ag_device_t malloc|ag_portal_data_t malloc|ag_slr_map_t malloc|ag_tgt_map_t malloc|' +
  'agtiapi_MemAlloc malloc|AHCI driver|AS3722 gpio|AS3722 regulator|Axp2XX regulator|' +
  'AXP8xx regulator|BIO buffer|CAM CCB|CAM ccb queue|CAM CTL FE|CAM DEV|CAM dev queue|' +
  'CAM I/O Scheduler|CAM path|CAM periph|CAM queue|CAM SIM|CAM XPT|CCB List|cdg data|' +
  'chd data|cluster_save buffer|CODA storage|cubic data|dctcp data|eli data|Export Host|' +
  'EXT2 mount|EXT2 node|Fail Points|FDESC mount|file desc|file desc to leader|' +
  'FSL SATA driver|futex wp|GEOM UZIP|GICv3 ITS|Gzip trees|HPFS mount|HPFS node|htcp data|' +
  'hv_kvp_dev buffer|I/O APIC|ICONV data|ipatm nif|ISOFS mount|ISOFS node|key mgmt|' +
  'lDevFlags * malloc|lomac label|MADT Table|MD disk|MD sectors|midi buffers|MP Table|' +
  'MRML bridge|MSDOSFS FAT|MSDOSFS fileno|MSDOSFS mount|MSDOSFS node|MVS driver|NCP data|' +
  'NetFlow hash|netgraph uni|newreno data|NFS daemon|NFS DirectIO|NFS fh|NFS FHA|NFS hash|' +
  'NFS lock|NFS req|NFS srvsock|NFS4 dev|NFSCL client|NFSCL deleg|NFSCL devinfo|' +
  'NFSCL diroffdiroff|NFSCL flayout|NFSCL layout|NFSCL layrecall|NFSCL lck|NFSCL lckown|' +
  'NFSCL open|NFSCL owner|NFSCL session|NFSCL sockreq|NFSD lckfile|NFSD rollback|' +
  'NFSD session|NFSD srvcache|NFSD string|NFSD usrgroup|NFSD V4client|NFSD V4lock|' +
  'NFSD V4state|NFSV3 bigfh|NFSV3 diroff|NFSV3 srvdesc|NTFS decomp|NTFS dir|NTFS fnode|' +
  'NTFS mount|NTFS nthash|NTFS ntnode|NTFS res data|NTFS vattr|NTFS vrun|NULLFS hash|' +
  'NULLFS mount|NULLFS node|NWFS data|NWFS hash|NWFS node|PCI Link|PCIe Bus Controller|' +
  'portacl rule|PORTAL mount|PXA bus_space tags|PXA SMI|ReiserFS cookies|ReiserFS mount|' +
  'ReiserFS node|ReiserFS path|RK805 regulator|sb1250 intmap|SCSI bh|SCSI ENC|SCSI low|' +
  'SCSI sa|SCSI SES|shsec data|SIIS driver|sleep queues|SMB conn|SMBFS data|SMBFS hash|' +
  'SMBFS nname|SMBFS node|SSC disk|STLock malloc|suidacl rule|TDFX Driver|' +
  'Temp callout Memory|Thunder PCIe driver|ThunderX MDIO|tiDeviceHandle_t * malloc|' +
  'tmpfs mount|tmpfs name|tty console|twe commands|UDF DS|UDF fentry|UDF FID|UDF mount|' +
  'UFS dirhash|UFS mount|UFS quota|UMAP mount|UNION mount|UNIONFS hash|UNIONFS mount|' +
  'UNIONFS node|UNIONFS path|vegas data|VFS hash|VM pgdata|VM Small alloc|vmm stat|' +
  'wtap packet|wtap plugin|wtap rxbuf|XFS node';

/** Names that end another: `fakepg` of 9.2 is no rest of `DP fakepg`. */
const WHOLE: ReadonlySet<string> = new Set(['fakepg', 'mount', 'regulator', 'session']);

/** Names of one kind of table. */
interface Names {
  readonly whole: ReadonlySet<string>;
  /** by the last words of a name, the name */
  readonly byEnd: ReadonlyMap<string, string>;
}

const namesOf = (list: string): Names => {
  const whole = new Set(list.split('|'));
  const byEnd = new Map<string, string>();
  for (const name of whole) {
    const words = name.split(' ');
    for (let i = 1; i < words.length; i += 1) byEnd.set(words.slice(i).join(' '), name);
  }
  return { whole, byEnd };
};

const KNOWN: Readonly<Record<'vmstat-z' | 'vmstat-m', Names>> = {
  'vmstat-z': namesOf(ZONES),
  'vmstat-m': namesOf(TYPES),
};

/** sysctl vm.zone cuts names to 13 in 4.x (sys/vm/vm_zone.c) and to 12 in 5.x (sys/vm/uma_core.c). */
const CUT_NAMES = [12, 13];

const isKnown = (name: string, { whole }: Names): boolean =>
  whole.has(name) ||
  /^\d+ (?:Bucket|pcpu)$/.test(name) ||
  // a blank that it ends in is lost
  (CUT_NAMES.some((n) => name.length === n || name.length === n - 1) &&
    [...whole].some((n) => n.startsWith(name)));

const told = (line: number, found: string, message: string): Diagnostic => ({
  line,
  column: 1,
  severity: 'info',
  found,
  expected: 'a name that a release of FreeBSD has',
  done: 'kept',
  message,
});

const remarkOn = (line: number, name: string, names: Names): readonly Diagnostic[] => {
  const longer = WHOLE.has(name) ? undefined : names.byEnd.get(name);
  if (isKnown(name, names)) return [];
  if (longer !== undefined)
    return [
      told(
        line,
        `the name ${name}, which ends ${longer}`,
        `${name} is the end of ${longer}; the start of the name may stand on another line. Compare the row with the output.`,
      ),
    ];
  if (!name.includes(' ')) return [];
  return [
    told(
      line,
      `the name ${name}`,
      `No release that was looked through has the name ${name}. It may be a module's, or its first words belong to another line. Compare the row with the output.`,
    ),
  ];
};

/** Documents set their names apart, so that nothing can run into them. */
const SET_APART: ReadonlySet<string> = new Set(['libxo', 'vm.uma', 'umastat', 'ddb']);

/**
 * Says of zones and types whose names may have taken a word of another line, or lost one.
 * @param lines of which something was said already: they are passed over
 */
export const strangeNames = (
  blocks: readonly Block[],
  lines: ReadonlySet<number>,
): readonly Diagnostic[] =>
  blocks.flatMap((block) => {
    const { kind, era } = block;
    if ((kind !== 'vmstat-z' && kind !== 'vmstat-m') || SET_APART.has(era)) return [];
    return (block.rows as readonly (ZoneRow | MallocRow)[]).flatMap((row) =>
      lines.has(row.line)
        ? []
        : remarkOn(row.line, 'name' in row ? row.name : row.type, KNOWN[kind]),
    );
  });
