/**
 * What stands below the first screen. While the run moves and none of it can be seen, it rests: a table
 * of seven hundred figures would cost every fourth frame. Once the run stands still it is current.
 */
import { useMemo } from 'react';
import { Branches } from './Branches';
import { Hands } from './Hands';
import { LiveTables } from './LiveTables';
import { TakeAway } from './TakeAway';
import { useRunState } from './run-context';
import type { Shown } from './run-context';
import { useSeen } from './use-seen';
import styles from './room.module.css';

export const Below = ({ shown }: { shown: Shown }) => {
  const [ref, isSeen] = useSeen();
  const isMoving = useRunState((s) => s.isPlaying || s.status === 'making');
  const tick = isSeen || !isMoving ? shown.tick : -1;
  const parts = useMemo(
    () => (
      <>
        <TakeAway shown={shown} />
        <Hands shown={shown} />
        <Branches />
        <LiveTables shown={shown} />
      </>
    ),
    // `shown` is as old as the tick that stands for it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [tick, shown.timeline],
  );
  return (
    <div ref={ref} className={styles['below']}>
      {parts}
    </div>
  );
};
