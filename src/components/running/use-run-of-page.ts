/** The run that belongs to the link: opened, sought and written back. */
import { useEffect, useState } from 'react';
import { useReducedMotion } from 'framer-motion';
import { machineFor } from '../../store/run/maker';
import { packByHand, unpackByHand } from '../../store/run/by-hand';
import { RunController } from '../../store/run/controller';
import { selectMachine } from '../../store/selectors';
import { deriveLive } from '../../viewmodel/running/derive';
import { useApp } from '../app/store-context';
import { pageClock } from './page-clock';

/** ms after which a position that no longer changes goes into the link. */
const SETTLE_MS = 300;

/** Opens the run of the link anew whenever scenario or machine change. */
const useOpened = (run: RunController): void => {
  const scenario = useApp((s) => s.link.run);
  const machine = useApp((s) => selectMachine(s).machine);
  const at = useApp((s) => s.link.at);
  const by = useApp((s) => s.link.by);
  const say = useApp((s) => s.say);
  const setControls = useApp((s) => s.setControls);
  // Where a link points at; later changes of `at` are this page's own.
  const [first] = useState({ at, by });
  useEffect(() => {
    const hand = first.by === '' ? null : unpackByHand(first.by);
    if (hand?.ok === false) say(hand.error);
    run.open(scenario, machineFor(scenario, machine), {
      at: first.at === '' ? null : Number(first.at),
      by: hand?.ok === true ? hand.value : null,
    });
    setControls(run);
    return () => {
      run.close();
      setControls(null);
    };
  }, [run, scenario, machine, first, setControls, say]);
};

/** Writes the position into the link once it stands still. */
const usePosition = (run: RunController): void => {
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
        const place = isLost ? String(hand.from) : at === length ? '' : String(at);
        setLink({ at: place, by });
      }, SETTLE_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [run, setLink]);
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
      const d = timeline === null || survey === null ? null : deriveLive({ timeline, survey }, why);
      offer(d === null ? [] : [d]);
    };
    derive();
    return run.state.subscribe(derive);
  }, [run, why, offer]);
};

/** @returns the run of this page, with the link kept in step */
export const useRunOfPage = (): RunController => {
  const isStill = useReducedMotion() === true;
  const [run] = useState(() => new RunController(pageClock(), !isStill));
  const speed = useApp((s) => s.link.speed);
  useOpened(run);
  usePosition(run);
  useDrawer(run);
  useEffect(() => {
    run.setSpeed(Number(speed));
  }, [run, speed]);
  return run;
};
