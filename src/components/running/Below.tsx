/** What stands below the first screen. */
import { Branches } from './Branches';
import { Hands } from './Hands';
import { LiveTables } from './LiveTables';
import type { Shown } from './run-context';
import styles from './room.module.css';

export const Below = ({ shown }: { shown: Shown }) => (
  <div className={styles['below']}>
    <Hands shown={shown} />
    <Branches />
    <LiveTables shown={shown} />
  </div>
);
