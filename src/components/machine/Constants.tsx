/** Every constant that the kernel decides at boot, beside the router's. */
import { formatCount, formatSize } from '../../base/format';
import type { Derivation } from '../../base/derivation';
import { MACHINE } from '../../strings/en/machine';
import type { ConstantGroup, ConstantRow } from '../../viewmodel/machine/constants-table';
import { Num } from '../ui/Num';
import styles from './machine.module.css';

const shown = (d: Derivation): string =>
  d.unit === 'B' ? formatSize(d.value) : formatCount(d.value);

const Row = ({ row, hasOther }: { row: ConstantRow; hasOther: boolean }) => (
  <tr data-changed={row.isChanged}>
    <th scope="row">{row.name}</th>
    <td>
      <Num of={row.value}>{shown(row.value)}</Num>
    </td>
    {hasOther && <td>{row.before !== null && <Num of={row.before}>{shown(row.before)}</Num>}</td>}
  </tr>
);

interface Props {
  readonly groups: readonly ConstantGroup[];
  /** false where the machine on screen is the router itself */
  readonly hasOther: boolean;
}

export const Constants = ({ groups, hasOther }: Props) => (
  <section className={styles['constants']} aria-labelledby="constants-title">
    <h2 id="constants-title">
      {MACHINE.constants} {hasOther && <small>{MACHINE.compared}</small>}
    </h2>
    {groups.map((group) => (
      <table key={group.id}>
        <caption>{MACHINE.groups[group.id]}</caption>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{MACHINE.name}</th>
            <th scope="col">{MACHINE.here}</th>
            {hasOther && <th scope="col">{MACHINE.there}</th>}
          </tr>
        </thead>
        <tbody>
          {group.rows.map((row) => (
            <Row key={row.name} row={row} hasOther={hasOther} />
          ))}
        </tbody>
      </table>
    ))}
  </section>
);
