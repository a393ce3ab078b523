/** One zone: what the paste prints, and what the model makes of it. */
import { memo } from 'react';
import { formatCount } from '../../base/format';
import { DIAGNOSE } from '../../strings/en/diagnose';
import type { ZoneAccount } from '../../viewmodel/explain/types';
import { inKib } from '../../viewmodel/reading/zone-table';
import { Num } from '../ui/Num';
import { LineLink } from './jump';
import styles from './tables.module.css';

const WORDS = DIAGNOSE.zones;

const remarkOf = (z: ZoneAccount): string => {
  if (z.secondaryOf !== undefined) return WORDS.secondary(z.secondaryOf);
  return z.ownObject ? WORDS.outside : '';
};

const slabText = (z: ZoneAccount): string =>
  z.whole ? formatCount(z.slabs.value) : z.slabs.value.toFixed(2);

const Row = ({ zone: z }: { zone: ZoneAccount }) => (
  <tr>
    <th scope="row">
      <i data-owner={z.owner} aria-hidden="true" />
      <LineLink line={z.line}>{z.name}</LineLink>
      {remarkOf(z) !== '' && <small> {remarkOf(z)}</small>}
    </th>
    <td>
      <Num of={z.pages}>{formatCount(z.pages.value)}</Num>
    </td>
    <td>
      <Num of={z.freeBytes}>{inKib(z.freeBytes.value)}</Num>
    </td>
    <td>{formatCount(z.size)}</td>
    <td>{formatCount(z.used)}</td>
    <td>{formatCount(z.free)}</td>
    <td>
      <Num of={z.keg.ipers}>{formatCount(z.keg.ipers.value)}</Num>
    </td>
    <td>
      {!z.whole && <small className={styles['odd']}>{WORDS.notWhole} </small>}
      <Num of={z.slabs}>{slabText(z)}</Num>
    </td>
    <td data-none={z.limit === 0 ? '' : undefined}>
      {z.limit === 0 ? WORDS.noLimit : formatCount(z.limit)}
    </td>
    <td data-none={z.fail === 0 ? '' : undefined}>{formatCount(z.fail)}</td>
  </tr>
);
/** Sorting two hundred rows moves them; it does not make them anew. */
export const ZoneRow = memo(Row);
