/**
 * The room while a kernel runs in it. Head, ruler and RAM come first and show the machine at the end of its
 * boot; panels, transport, log and all below are fetched once these stand, with what runs.
 */
import { memo, useEffect, useState } from 'react';
import { formatCount, formatSize } from '../../base/format';
import { PAGE_SIZE } from '../../base/units';
import { HEAD_WORDS as WORDS, SUBJECT, TRANSPORT_WORDS } from '../../strings/en/room';
import { freeFrames, liveHeadline } from '../../viewmodel/running/headline';
import type { TitlePart } from '../../viewmodel/running/headline';
import type { RunController } from '../../store/run/controller';
import { useApp } from '../app/store-context';
import { PANELS } from './parts';
import { useStanding } from './use-standing';
import { ChosenLater, ShownTick } from './later';
import { LiveNum } from './LiveNum';
import { LiveRuler } from './LiveRuler';
import { newPointer } from './pointer';
import { RamGrid } from './RamGrid';
import type { RamFit } from './ram-fit';
import { Sentence } from './Sentence';
import { RunProvider, useRunState, useShown } from './run-context';
import type { Shown } from './run-context';
import styles from './room.module.css';

/** The sentence; a screen reader hears it as one, and finds its figures as buttons. */
const Title = ({ parts, title }: { parts: readonly TitlePart[]; title: string }) => (
  <h1 aria-label={title}>
    <Sentence parts={parts} />
  </h1>
);

const Head = ({ shown }: { shown: Shown }) => {
  const scenario = useApp((s) => s.link.run);
  const isMaking = useRunState((s) => s.status === 'making');
  const h = liveHeadline(shown.timeline, SUBJECT[scenario]);
  const { size, allocated, hole } = h.kmem;
  const free = freeFrames(shown.timeline);
  return (
    <div>
      <Title parts={h.parts} title={h.title} />
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

interface RoomProps {
  /** what is drawn once there is a run; null before */
  readonly panels: ReturnType<(typeof PANELS)['use']>;
}

const Room = memo(({ panels }: RoomProps) => {
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
          {panels !== null && <panels.Scenarios />}
        </div>
        <LiveRuler shown={shown} ram={ram} />
        <RamGrid shown={shown} onPoint={pointer.set} onFit={setRam} />
        {panels === null ? (
          <div className={styles['below']} aria-busy="true" />
        ) : (
          <panels.Panels shown={shown} pointer={pointer} />
        )}
      </ShownTick>
    </ChosenLater>
  );
});
Room.displayName = 'Room';

export const LiveRoom = () => {
  const standing = useStanding();
  const panels = PANELS.use();
  const [run, setRun] = useState<RunController | null>(null);
  useEffect(() => {
    if (run !== null) standing.forget();
  }, [run, standing]);
  return (
    <RunProvider view={run ?? standing} run={run}>
      <div className={styles['room']}>
        <Room panels={run === null ? null : panels} />
      </div>
      {panels !== null && <panels.Keeper standing={standing} onRun={setRun} />}
    </RunProvider>
  );
};
