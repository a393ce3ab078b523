/**
 * Translation of addresses: a link for each flow. FreeBSD 6.2 sys/netinet/libalias/alias_db.c
 * AddLink(), IncrementalCleanup(): a link of UDP is taken away a minute after its last packet.
 */
import type { Command } from '../engine/commands';
import type { Script } from '../scenarios/director';
import { about, freeName, workload } from './workload';
import type { Load } from './workload';

/** Seconds that a round takes. */
const ROUND = 10;

/** A lot of links of one round, with how many blocks of it are freed later. */
interface Lot {
  readonly proto: 'udp' | 'tcp';
  readonly count: number;
  readonly as: string;
}

const links = ({ proto, count, as }: Lot): Command => ({ do: 'nat_links', proto, as, count });
/** A link of TCP is two blocks. */
const gone = ({ proto, count, as }: Lot): Command => ({
  do: 'free',
  from: as,
  count: proto === 'tcp' ? 2 * count : count,
  pick: 'oldest',
});

const script = function* ({ d, set, random }: Load<'rate' | 'tcp' | 'lifetime' | 'leak'>): Script {
  const kept = freeName(d, 'links that stay');
  const passing = { udp: freeName(d, 'links of UDP'), tcp: freeName(d, 'links of TCP') };
  const waiting: (readonly Lot[])[] = [];
  for (;;) {
    const made: Lot[] = [];
    const count = about(random, set.rate * ROUND);
    const tcp = Math.round((count * set.tcp) / 100);
    for (const [proto, n] of [['udp', count - tcp] as const, ['tcp', tcp] as const]) {
      const stay = Math.round((n * set.leak) / 100);
      if (stay > 0) yield links({ proto, count: stay, as: kept });
      if (n === stay) continue;
      const lot = { proto, count: n - stay, as: passing[proto] };
      yield links(lot);
      made.push(lot);
    }
    waiting.push(made);
    yield { do: 'wait', seconds: ROUND };
    if (waiting.length * ROUND < set.lifetime) continue;
    for (const lot of waiting.shift() ?? []) yield gone(lot);
  }
};

export const NAT_LINKS = workload({
  id: 'nat_links',
  title: 'Links of ng_nat',
  what: 'Flows cross the router, each with a link of libalias; those that leak never go.',
  levers: {
    rate: { label: 'new flows', unit: 'a second', min: 1, max: 5000, usual: 100 },
    tcp: { label: 'of them TCP', unit: '%', min: 0, max: 100, usual: 30 },
    lifetime: { label: 'a link lives', unit: 's', min: ROUND, max: 3600, usual: 60 },
    leak: { label: 'of them never go', unit: '%', min: 0, max: 100, usual: 100 },
  },
  script,
});
