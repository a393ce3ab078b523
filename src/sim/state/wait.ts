/** Where a request that cannot be met would sleep: the wait channel's message, or '' while none does. */
export interface Wait {
  on: WaitChannel;
}

/**
 * Messages as ps(1) shows them. vmwait, pfault: memory; zonelimit: a capped zone; kmaw: room in a
 * submap; pip…: a pipe; sfbufa: sf_bufs; nbuf…, newbuf, flswai: the buffer cache; vlruwk: a vnode;
 * sbwait, sblock: a socket.
 */
export type WaitChannel =
  | ''
  | 'vmwait'
  | 'pfault'
  | 'zonelimit'
  | 'kmaw'
  | 'piperd'
  | 'pipewr'
  | 'pipelk'
  | 'pipecl'
  | 'pipbww'
  | 'pipdww'
  | 'pipdwc'
  | 'pipdwt'
  | 'sfbufa'
  | 'nbufkv'
  | 'nbufbs'
  | 'newbuf'
  | 'flswai'
  | 'vlruwk'
  | 'sbwait'
  | 'sblock'
  | 'sched';
