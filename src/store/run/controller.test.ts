/** A run in the hands of a person, with a clock that the test turns. */
import { describe, expect, it } from 'vitest';
import { SEED_MACHINE, runScenario } from '../../sim';
import { RunController } from './controller';
import type { Clock } from './types';

/** Every look at the clock takes a millisecond, so that slices end after a few commands. */
const handClock = () => {
  let time = 0;
  let soon: (() => void)[] = [];
  let frames: (() => void)[] = [];
  const clock: Clock = {
    now: () => (time += 1),
    frame: (call) => frames.push(call),
    later: (call) => soon.push(call),
  };
  const turn = (list: (() => void)[]): void => {
    for (const call of list) call();
  };
  return {
    clock,
    slice: () => {
      const now = soon;
      soon = [];
      turn(now);
      return now.length;
    },
    frame: (ms = 16) => {
      time += ms;
      const now = frames;
      frames = [];
      turn(now);
      return now.length;
    },
  };
};
const open = (scenario: string, at: number | null = null) => {
  const hand = handClock();
  const run = new RunController(hand.clock);
  run.open(scenario, SEED_MACHINE, at);
  const finish = (): void => {
    while (hand.slice() > 0);
  };
  return { run, hand, finish, now: () => run.state.getState() };
};
const hashAt = (scenario: string, at: number): string => {
  const t = runScenario(scenario);
  if (!t.ok) throw new Error(t.error);
  t.value.seek(at);
  return t.value.hash();
};

describe('a history in the making', () => {
  it('grows a slice at a time, and is ready at its end', () => {
    const { run, hand, finish, now } = open('ng_nat_capped');
    expect(now()).toMatchObject({ status: 'making', at: 0 });
    hand.slice();
    const after = run.timeline!.length;
    expect(after).toBeGreaterThan(0);
    expect(after).toBeLessThan(100);
    finish();
    expect(now()).toMatchObject({ status: 'ready', at: 135, length: 135 });
  });
  it('can be sought while it grows, and goes on growing', () => {
    const { run, hand, finish, now } = open('ng_nat_capped');
    for (let i = 0; i < 12; i += 1) hand.slice();
    const length = run.timeline!.length;
    run.seek(3);
    expect(now()).toMatchObject({ at: 3, status: 'making' });
    expect(run.timeline!.hash()).toBe(hashAt('ng_nat_capped', 3));
    finish();
    expect(now().at).toBe(3);
    expect(now().length).toBe(135);
    expect(length).toBeLessThan(135);
    run.toEnd();
    expect(run.timeline!.hash()).toBe(hashAt('ng_nat_capped', 135));
  });
  it('goes where a link says once it is there', () => {
    const { run, finish, now } = open('ng_nat_capped', 70);
    finish();
    expect(now()).toMatchObject({ status: 'ready', at: 70 });
    expect(run.timeline!.hash()).toBe(hashAt('ng_nat_capped', 70));
  });
  it('is dropped when another is opened', () => {
    const { run, hand, finish, now } = open('ng_nat_capped');
    hand.slice();
    run.open('boot', SEED_MACHINE, null);
    finish();
    expect(now()).toMatchObject({ status: 'ready', length: 0 });
  });
  it('says why a machine cannot be simulated', () => {
    const { run, now } = open('boot');
    run.open('boot', { ...SEED_MACHINE, smp: true }, null);
    expect(now().status).toBe('failed');
    expect(now().error).toContain('one CPU');
    expect(run.timeline).toBeNull();
    run.step();
    run.fork();
  });
});

describe('playing', () => {
  it('moves by the clock, paints once a frame, and stops at the end', () => {
    const { run, hand, finish, now } = open('ng_nat_capped');
    finish();
    hand.frame();
    let paints = 0;
    run.onPaint(() => {
      paints += 1;
    });
    run.setSpeed(100);
    run.toggle();
    expect(now()).toMatchObject({ isPlaying: true, at: 0 });
    hand.frame(50);
    const at = run.timeline!.at;
    expect(at).toBeGreaterThan(0);
    expect(at).toBeLessThan(12);
    let frames = 1;
    while (hand.frame(50) > 0) frames += 1;
    expect(now()).toMatchObject({ isPlaying: false, at: 135 });
    expect(run.timeline!.hash()).toBe(hashAt('ng_nat_capped', 135));
    expect(paints).toBeLessThanOrEqual(frames);
    expect(paints).toBeGreaterThan(5);
  });
  it('does nothing when nothing is to do', () => {
    const { hand, finish } = open('ng_nat_capped');
    finish();
    hand.frame();
    expect(hand.frame()).toBe(0);
    expect(hand.slice()).toBe(0);
  });
  it('steps back, and between the marks', () => {
    const { run, finish, now } = open('fragmentation');
    finish();
    const { length } = now();
    expect(run.marks().at(-1)).toEqual({ at: length, kind: 'panic' });
    run.back();
    expect(now().at).toBe(length - 1);
    expect(run.timeline!.sim.panic).toBeNull();
    run.previousMark();
    expect(run.marks().map((m) => m.at)).toContain(now().at);
    run.nextMark();
    run.nextMark();
    expect(now().at).toBe(length);
  });
});

describe('a command by hand', () => {
  it('forks the history, keeps it, and the branches differ', () => {
    const { run, finish, now } = open('ng_nat_capped');
    finish();
    run.seek(60);
    run.act({ do: 'malloc', type: 'temp', size: 100 }, 'by hand');
    expect(now()).toMatchObject({ branch: 1, at: 61, length: 61 });
    expect(now().answer).toContain('malloc(100, temp');
    expect(now().branches).toEqual([
      { id: 0, name: '', parent: -1, from: 0, length: 135 },
      { id: 1, name: 'by hand', parent: 0, from: 60, length: 61 },
    ]);
    run.act({ do: 'malloc', type: 'temp', size: 100 }, 'again');
    expect(now().branches).toHaveLength(2);
    run.back();
    run.act({ do: 'uma_reclaim' }, 'other');
    expect(now().branches[2]).toMatchObject({ parent: 1, from: 61, name: 'other' });
    run.switchTo(0);
    expect(now()).toMatchObject({ branch: 0, at: 60, length: 135 });
    expect(run.timeline!.hash()).toBe(hashAt('ng_nat_capped', 60));
  });
  it('forks a history that still grows', () => {
    const { run, hand, finish, now } = open('ng_nat_capped');
    for (let i = 0; i < 12; i += 1) hand.slice();
    const at = run.timeline!.length;
    run.act({ do: 'uma_reclaim' }, 'by hand');
    expect(now()).toMatchObject({ branch: 1, at: at + 1, length: at + 1 });
    finish();
    expect(run.timelineOf(0)!.length).toBe(135);
    expect(run.timelineOf(1)!.length).toBe(at + 1);
  });
  it('gives a survey of the branch that is shown', () => {
    const { run, finish } = open('boot');
    finish();
    const before = run.survey()!;
    const free = before.holder.filter((h) => h === 0).length;
    run.act({ do: 'malloc', type: 'temp', size: 40_960 }, 'by hand');
    expect(run.survey()!.holder.filter((h) => h === 0).length).toBe(free - 10);
    run.switchTo(0);
    expect(run.survey()!.holder.filter((h) => h === 0).length).toBe(free);
  });
});
