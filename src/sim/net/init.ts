/** The network part at boot: which zones it takes from. Its sf_bufs come earlier (`sfBufInit`). */
import type { Kernel } from '../kernel/types';
import { needAll } from '../state/columns';
import { zoneNumber } from '../uma/live/state';
import { PROTOCOLS } from './constants';
import { Z_FILES, Z_IPQ, Z_JUMBO16, Z_JUMBO9, Z_JUMBOP, Z_PCB, Z_TCPCB, Z_TCPREASS } from './state';

const ZONES: readonly (readonly [cell: number, name: string])[] = [
  [Z_FILES, 'Files'],
  [Z_JUMBOP, 'mbuf_jumbo_pagesize'],
  [Z_JUMBO9, 'mbuf_jumbo_9k'],
  [Z_JUMBO16, 'mbuf_jumbo_16k'],
  [Z_IPQ, 'ipq'],
  [Z_TCPREASS, 'tcpreass'],
  [Z_TCPCB, 'tcpcb'],
  ...PROTOCOLS.map((p, i) => [Z_PCB + i, p.pcbZone] as const),
];

/** Notes the zones, once all exist. */
export const netInit = (k: Kernel): void => {
  for (const [cell, name] of ZONES) k.net.cell.set(cell, zoneNumber(k.uma, name));
  needAll(k.net.queue, 2);
};
