/**
 * Sizes of the network part. FreeBSD 6.2 sys/sys/param.h, sys/sys/mbuf.h, sys/sys/socketvar.h,
 * sys/net/if.h, sys/netinet/ip.h; sizes of structures are those of i386.
 */

/** `MSIZE`: an mbuf. */
export const MSIZE = 256;
/** `MCLBYTES`: a cluster. */
export const MCLBYTES = 2048;
/** `MLEN` and `MHLEN`: data of an mbuf without and with a packet header, 24 B each. */
export const MLEN = MSIZE - 24;
export const MHLEN = MLEN - 24;
/** `MINCLSIZE`: data from here on goes to a cluster. */
export const MINCLSIZE = MHLEN + 1;
/** `MJUMPAGESIZE`, `MJUM9BYTES`, `MJUM16BYTES`. */
export const MJUMPAGESIZE = 4096;
export const MJUM9BYTES = 9216;
export const MJUM16BYTES = 16_384;
/** Data that a socket buffer still copies into its last mbuf: sbcompress(). */
export const COPY_LIMIT = MCLBYTES / 4;
/** `SB_MAX`, and how many times its bytes a buffer may take in mbufs (`sb_efficiency`). */
export const SB_MAX = 262_144;
export const SB_EFFICIENCY = 8;
/** `IFQ_MAXLEN`: packets that wait for the card. */
export const IFQ_MAXLEN = 50;
/** `max_linkhdr` with Ethernet, and `struct udpiphdr`, `struct ip`. */
const LINK_HEADER = 16;
export const UDP_HEADERS = 28 + LINK_HEADER;
export const IP_HEADER = 20;
/** Ethernet, IP and TCP headers before the data of a received frame, and two bytes to align them. */
export const RX_HEADERS = 2 + 14 + 20 + 20;
/** `IPFRAGTTL` in ticks of half a second; `maxfragsperpacket`. */
export const IPFRAGTTL = 60;
export const SLOW_HZ = 2;
export const MAX_FRAGMENTS = 16;
/** `tcp_reass_maxqlen`: segments out of order that one connection may have. */
export const REASS_MAXQLEN = 48;
/** `sa_len` of `struct sockaddr_in`: the sender's name before each datagram. */
export const NAME_LENGTH = 16;

/** A protocol: who keeps its control blocks, how much it buffers, whether it has records. */
export interface Protocol {
  readonly name: string;
  readonly pcbZone: string;
  readonly send: number;
  readonly receive: number;
  readonly stream: boolean;
  /** bytes of headers put before what is sent */
  readonly headers: number;
}

/**
 * tcp_attach(), udp_attach(), rip_attach(), div_attach(), unp_attach(). UDP's receive space is
 * 40 × (1,024 + `sizeof(struct sockaddr_in6)`), for GENERIC has INET6.
 */
export const PROTOCOLS: readonly Protocol[] = [
  { name: 'tcp', pcbZone: 'inpcb', send: 32_768, receive: 65_536, stream: true, headers: 0 },
  {
    name: 'udp',
    pcbZone: 'udpcb',
    send: 9216,
    receive: 42_080,
    stream: false,
    headers: UDP_HEADERS,
  },
  { name: 'raw', pcbZone: 'ripcb', send: 8192, receive: 8192, stream: false, headers: IP_HEADER },
  { name: 'divert', pcbZone: 'divcb', send: 65_636, receive: 65_636, stream: false, headers: 0 },
  { name: 'unix', pcbZone: 'unpcb', send: 8192, receive: 8192, stream: true, headers: 0 },
];

/** Indexes into `PROTOCOLS`. */
export const TCP = 0;
export const UNIX = 4;
