/** What stands around the pictures of the running room, and the run itself: fetched after the pictures. */
import { useEffect } from 'react';
import type { RunController } from '../../store/run/controller';
import type { StandingRun } from '../../store/run/standing-run';
import { ColourLegend } from './AskerLegend';
import { Below } from './Below';
import { Log } from './Log';
import type { Pointer } from './pointer';
import { Queues } from './Queues';
import { Selection } from './Selection';
import { Transport } from './Transport';
import type { Shown } from './run-context';
import { useRunOfPage } from './use-run-of-page';
import styles from './room.module.css';

export { Scenarios } from './Scenarios';

interface KeeperProps {
  /** what the pictures show until there is a run */
  readonly standing: StandingRun;
  readonly onRun: (run: RunController) => void;
}

/** Opens the run of the link, and keeps both in step. */
export const Keeper = ({ standing, onRun }: KeeperProps) => {
  const run = useRunOfPage(standing);
  useEffect(() => {
    onRun(run);
  }, [run, onRun]);
  return null;
};

interface PanelsProps {
  readonly shown: Shown;
  readonly pointer: Pointer;
}

export const Panels = ({ shown, pointer }: PanelsProps) => (
  <>
    <Selection shown={shown} pointer={pointer} />
    <div className={styles['transport']}>
      <Transport />
    </div>
    <div className={styles['log']}>
      <Log shown={shown} />
    </div>
    <div className={styles['side']}>
      <Queues shown={shown} />
      <div className={styles['lateLegend']}>
        <ColourLegend shown={shown} />
      </div>
    </div>
    <Below shown={shown} />
  </>
);
