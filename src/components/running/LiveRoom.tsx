/** The room while a kernel runs in it: head, ruler, RAM, panel, transport, log, queues, and below. */
import { memo, useState } from 'react';
import { formatCount, formatSize } from '../../base/format';
import { PAGE_SIZE } from '../../base/units';
import { HEAD_WORDS as WORDS, SUBJECT, TRANSPORT_WORDS } from '../../strings/en/room';
import { freeFrames, liveHeadline } from '../../viewmodel/running/headline';
import { useApp } from '../app/store-context';
import { Below } from './Below';
import { ColourLegend } from './AskerLegend';
import { ChosenLater, ShownTick } from './later';
import { LiveNum } from './LiveNum';
import { LiveRuler } from './LiveRuler';
import { Log } from './Log';
import { newPointer } from './pointer';
import { Queues } from './Queues';
import { RamGrid } from './RamGrid';
import type { RamFit } from './ram-fit';
import { Scenarios } from './Scenarios';
import { Selection } from './Selection';
import { Transport } from './Transport';
import { RunProvider, useRunState, useShown } from './run-context';
import type { Shown } from './run-context';
import { useRunOfPage } from './use-run-of-page';
import styles from './room.module.css';

const Head = ({ shown }: { shown: Shown }) => {
  const scenario = useApp((s) => s.link.run);
  const isMaking = useRunState((s) => s.status === 'making');
  const h = liveHeadline(shown.timeline, SUBJECT[scenario]);
  const { size, allocated, hole } = h.kmem;
  const free = freeFrames(shown.timeline);
  return (
    <div>
      <h1>{h.title}</h1>
      {h.panic !== null && <p className={styles['panic']}>{h.panic}</p>}
      <p className={styles['sub']}>
        {SUBJECT[scenario] !== undefined && `${WORDS.ofKmem} `}
        <LiveNum
          of={['map', 'kmem_map', 'allocated']}
          value={allocated}
          label={WORDS.allocated}
        />{' '}
        {WORDS.of} <LiveNum of={['map', 'kmem_map', 'size']} value={size} label={WORDS.size} />{' '}
        {WORDS.pages}, {WORDS.hole}{' '}
        <LiveNum of={['map', 'kmem_map', 'hole']} value={hole} label={WORDS.hole}>
          {hole === 0 ? WORDS.noHole : formatSize(hole * PAGE_SIZE)}
        </LiveNum>
        ,{' '}
        <LiveNum of={['pages', 'free', '']} value={free} label={WORDS.free}>
          {formatCount(free)}
        </LiveNum>{' '}
        {WORDS.free}
        {isMaking && `; ${TRANSPORT_WORDS.making}`}
      </p>
    </div>
  );
};

const Room = memo(() => {
  const shown = useShown();
  const error = useRunState((s) => s.error);
  const [pointer] = useState(newPointer);
  const [ram, setRam] = useState<RamFit | null>(null);
  if (shown === null)
    return error === '' ? null : (
      <p className="lead" role="alert">
        {error}
      </p>
    );
  return (
    <ChosenLater>
      <ShownTick tick={shown.tick}>
        <div className={styles['head']} data-picture="">
          <Head shown={shown} />
          <Scenarios />
        </div>
        <LiveRuler shown={shown} ram={ram} />
        <RamGrid shown={shown} onPoint={pointer.set} onFit={setRam} />
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
      </ShownTick>
    </ChosenLater>
  );
});
Room.displayName = 'Room';

export const LiveRoom = () => {
  const run = useRunOfPage();
  return (
    <RunProvider run={run}>
      <div className={styles['room']}>
        <Room />
      </div>
    </RunProvider>
  );
};
