/** Heads, rules and sources of the tables of processes, pipes, buffers, vnodes, sockets and swap. */
import type { Unit } from '../../base/derivation';

/** One column. A column of words has no unit and needs no rule. */
export interface ThingColumn {
  readonly id: string;
  readonly head: string;
  readonly unit: Unit | null;
  readonly rule: string;
  readonly file: string;
  readonly fn: string;
}

const text = (id: string, head: string): ThingColumn => ({
  id,
  head,
  unit: null,
  rule: '',
  file: '',
  fn: '',
});

type Row = readonly [id: string, head: string, unit: Unit, rule: string, fn: string];
const from =
  (file: string) =>
  (...[id, head, unit, rule, fn]: Row): ThingColumn => ({ id, head, unit, rule, file, fn });

const proc = from('sys/sys/proc.h');
const pipe = from('sys/sys/pipe.h');
const buf = from('sys/sys/buf.h');
const vnode = from('sys/sys/vnode.h');
const sock = from('sys/sys/socketvar.h');
const swap = from('sys/vm/swap_pager.c');

/** Columns of each table behind the name. */
export const THING_COLUMNS = {
  processes: [
    text('state', 'state'),
    text('wmesg', 'wait message'),
    proc('slept', 'asleep, s', 'count', 'seconds since a thread of it was awake', 'kg_slptime'),
    proc('threads', 'threads', 'count', 'threads, each with a kernel stack', 'p_numthreads'),
    from('sys/i386/include/pmap.h')(
      'resident',
      'pages in RAM',
      'pages',
      'mappings in its page tables',
      'pm_stats.resident_count',
    ),
    swap('swap', 'on swap', 'pages', 'pages of its objects with a block on swap', 'swp_bcount'),
    from('sys/vm/vm_map.h')(
      'mapped',
      'pages mapped',
      'pages',
      'pages of all entries of its map',
      'size',
    ),
    proc('hold', 'held', 'count', 'holders that keep it in RAM', 'p_lock'),
    proc('nice', 'nice', 'count', 'as setpriority(2) left it', 'p_nice'),
  ],
  pipes: [
    text('address', 'buffer at'),
    pipe(
      'size',
      'buffer, B',
      'B',
      'address space in pipe_map, both directions',
      'pipe_buffer.size',
    ),
    pipe('inBuffer', 'in it, B', 'B', 'bytes written and not yet read', 'pipe_buffer.cnt'),
    pipe(
      'borrowed',
      'borrowed',
      'pages',
      'pages of the writer that a direct write holds until they are read',
      'pipe_map.npages',
    ),
    pipe('calls', 'calls', 'count', 'read(2) and write(2) that have not returned', 'pipe_busy'),
    text('wmesg', 'sleeps on'),
  ],
  buffers: [
    text('queue', 'queue'),
    buf('vnode', 'vnode', 'count', 'the vnode whose block it holds; 0 = none', 'b_vp'),
    buf('lbn', 'block', 'count', 'logical block of the file', 'b_lblkno'),
    text('address', 'at'),
    buf('kva', 'address space, B', 'B', 'address space in buffer_map', 'b_kvasize'),
    buf('bytes', 'data, B', 'B', 'bytes of the block', 'b_bcount'),
    buf('pages', 'pages', 'pages', 'pages of the file that it wires', 'b_npages'),
    text('flags', 'flags'),
  ],
  vnodes: [
    text('type', 'of a'),
    vnode('use', 'in use', 'count', 'users: open files, mappings, directories', 'v_usecount'),
    vnode('hold', 'held', 'count', 'holders, buffers and pages among them', 'v_holdcnt'),
    from('sys/vm/vm_object.h')(
      'resident',
      'pages in RAM',
      'pages',
      'pages of its object that have a frame',
      'resident_page_count',
    ),
    from('sys/ufs/ufs/inode.h')('size', 'file, B', 'B', 'size of its file', 'i_size'),
    vnode(
      'dirtyBufs',
      'dirty buffers',
      'count',
      'buffers still to be written',
      'v_bufobj.bo_dirty',
    ),
    text('flags', 'flags'),
  ],
  sockets: [
    text('proto', 'protocol'),
    sock('received', 'received, B', 'B', 'bytes that wait to be read', 'so_rcv.sb_cc'),
    sock('receiveLimit', 'receive room, B', 'B', 'room of the receive buffer', 'so_rcv.sb_hiwat'),
    sock(
      'receiveMemory',
      'received in mbufs, B',
      'B',
      'mbufs and clusters behind them',
      'so_rcv.sb_mbcnt',
    ),
    sock('sent', 'to send, B', 'B', 'bytes that wait for the other side', 'so_snd.sb_cc'),
    sock('sendLimit', 'send room, B', 'B', 'room of the send buffer', 'so_snd.sb_hiwat'),
    sock(
      'sendMemory',
      'to send in mbufs, B',
      'B',
      'mbufs and clusters behind them',
      'so_snd.sb_mbcnt',
    ),
    sock('mbufs', 'mbufs', 'count', 'mbufs of both buffers', 'sb_mb'),
    from('sys/netinet/tcp_var.h')(
      'segments',
      'out of order',
      'count',
      'segments that wait for one before them',
      't_segqlen',
    ),
  ],
  swap: [
    swap('blocks', 'pages', 'pages', 'size of the device', 'sw_nblks'),
    swap('used', 'used', 'pages', 'blocks taken', 'sw_used'),
    swap('free', 'free', 'pages', 'sw_nblks − sw_used', 'swap_pager_status()'),
    text('state', 'state'),
  ],
} as const satisfies Readonly<Record<string, readonly ThingColumn[]>>;

/** A table of things. */
export type ThingTable = keyof typeof THING_COLUMNS;

/** What one row is called, in a title and as the head of the first column. */
export const THING_NAMES: Readonly<Record<ThingTable, string>> = {
  processes: 'Process',
  pipes: 'Pipe',
  buffers: 'Buffer',
  vnodes: 'Vnode',
  sockets: 'Socket',
  swap: 'Swap device',
};

/** What stands before the colon of a selection: `process:103`. */
export const THING_KINDS: Readonly<Record<ThingTable, string>> = {
  processes: 'process',
  pipes: 'pipe',
  buffers: 'buf',
  vnodes: 'vnode',
  sockets: 'socket',
  swap: 'swap',
};

/** Where a table has no row. */
export const THING_NONE: Readonly<Record<ThingTable, string>> = {
  processes: 'No process lives at this position of the run.',
  pipes: 'No pipe is open.',
  buffers: 'No buffer has been used yet.',
  vnodes: 'No file has been looked at yet.',
  sockets: 'No socket is open.',
  swap: 'The machine has no swap device; the lever “swap space” adds one.',
};

export const SWAP_STATES = { in: 'in use', out: 'being taken away' } as const;
export const SYSTEM_PROCESS = 'system';
