/** The run that belongs to the link: opened, sought and written back. */
import { useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { machineFor } from '../../store/run/machine-for';
import { packByHand, unpackByHand } from '../../store/run/by-hand';
import { RunController } from '../../store/run/controller';
import { PASTED } from '../../store/run/pasted';
import type { Goal } from '../../store/run/controller';
import { selectMachine } from '../../store/machine-selectors';
import { deriveWithInputs } from '../../viewmodel/running/derive';
import type { StandingRun } from '../../store/run/standing-run';
import { useApp } from '../app/store-context';
import { isStill } from '../ui/motion';
import { pageClock } from './page-clock';

/** ms after which a position that no longer changes goes into the link. */
const SETTLE_MS = 300;

/** Position and branch, as this page itself wrote or read them: anything else comes from a link. */
interface Place {
  at: string;
  by: string;
}

/** Opens the run of the link whenever scenario or machine change, and follows links to other places in it. */
const useOpened = (run: RunController, standing: StandingRun, ownRef: RefObject<Place>): void => {
  const scenario = useApp((s) => s.link.run);
  const machine = useApp((s) => selectMachine(s).machine);
  const loaded = useApp((s) => (s.link.run === PASTED ? s.loaded : null));
  const at = useApp((s) => s.link.at);
  const by = useApp((s) => s.link.by);
  const say = useApp((s) => s.say);
  const setControls = useApp((s) => s.setControls);
  const goal = useRef<Goal>({ at: null, by: null });
  useEffect(() => {
    const hand = by === '' ? null : unpackByHand(by);
    if (hand?.ok === false) say(hand.error);
    goal.current = {
      at: at === '' ? null : Number(at),
      by: hand?.ok === true ? hand.value : null,
    };
  }, [at, by, say]);
  useEffect(() => {
    const wanted = machineFor(scenario, machine);
    const isThere = standing.scenario === scenario && standing.machine === wanted;
    const stands = isThere ? standing.take() : undefined;
    run.open(scenario, wanted, goal.current, { stands, loaded });
    setControls(run);
    return () => {
      run.close();
      setControls(null);
    };
  }, [run, standing, scenario, machine, loaded, setControls]);
  useEffect(() => {
    if (ownRef.current.at === at && ownRef.current.by === by) return;
    ownRef.current = { at, by };
    run.goTo(goal.current);
  }, [run, ownRef, at, by]);
};

/** Writes the position into the link once it stands still. */
const usePosition = (run: RunController, ownRef: RefObject<Place>): void => {
  const setLink = useApp((s) => s.setLink);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = run.state.subscribe(({ at, length, isPlaying, status, branch }) => {
      clearTimeout(timer);
      if (isPlaying || status !== 'ready') return;
      timer = setTimeout(() => {
        const hand = branch === 0 ? null : run.byHand();
        const by = hand === null ? '' : packByHand(hand);
        // Without the branch its position says nothing: the link then points to where it left.
        const isLost = hand !== null && by === '';
        ownRef.current = { at: isLost ? String(hand.from) : at === length ? '' : String(at), by };
        setLink(ownRef.current);
      }, SETTLE_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [run, ownRef, setLink]);
};

/** Keeps the derivation in the drawer that of the state on the screen. */
const useDrawer = (run: RunController): void => {
  const why = useApp((s) => s.link.why);
  const offer = useApp((s) => s.offer);
  useEffect(() => {
    if (!why.startsWith('live|')) return undefined;
    const derive = (): void => {
      const { timeline } = run;
      const survey = run.survey();
      if (timeline === null || survey === null) {
        offer([]);
        return;
      }
      const { did, branches } = run.state.getState();
      const timelineOf = (branch: number) =>
        branches.some(({ id }) => id === branch) ? run.timelineOf(branch) : null;
      offer(deriveWithInputs({ timeline, survey, did, timelineOf }, why));
    };
    derive();
    return run.state.subscribe(derive);
  }, [run, why, offer]);
};

/**
 * @param standing the machine of the link, booted already
 * @returns the run of this page, with the link kept in step
 */
export const useRunOfPage = (standing: StandingRun): RunController => {
  const [run] = useState(() => new RunController(pageClock(), !isStill()));
  const speed = useApp((s) => s.link.speed);
  const at = useApp((s) => s.link.at);
  const by = useApp((s) => s.link.by);
  const ownRef = useRef<Place>({ at, by });
  useOpened(run, standing, ownRef);
  usePosition(run, ownRef);
  useDrawer(run);
  useEffect(() => {
    run.setSpeed(Number(speed));
  }, [run, speed]);
  return run;
};
