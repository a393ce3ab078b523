/** Packets that arrive faster than the card sends them on. FreeBSD 6.2 sys/net/if_var.h IFQ_HANDOFF(). */
import type { Script } from '../scenarios/director';
import { about, workload } from './workload';
import type { Load } from './workload';

const script = function* ({ set, random }: Load<'rate' | 'bytes' | 'sent' | 'queue'>): Script {
  for (;;) {
    const count = about(random, set.rate);
    yield { do: 'packet_in', bytes: set.bytes, count, maxlen: set.queue };
    const out = Math.round((set.rate * set.sent) / 100);
    if (out > 0) yield { do: 'packet_out', count: out };
    yield { do: 'wait', seconds: 1 };
  }
};

export const PACKETS = workload({
  id: 'packets',
  title: 'Packet flood',
  what: 'Packets to be forwarded arrive each second; what the card cannot send waits in its queue.',
  levers: {
    rate: { label: 'packets', unit: 'a second', min: 1, max: 50_000, usual: 2000 },
    bytes: { label: 'data of a packet', unit: 'B', min: 1, max: 16_000, usual: 1000 },
    sent: { label: 'the card sends', unit: '%', min: 0, max: 100, usual: 90 },
    queue: {
      label: 'longest queue, 0 for none',
      unit: 'packets',
      min: 0,
      max: 1_000_000,
      usual: 0,
    },
  },
  script,
});
