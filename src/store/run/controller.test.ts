/** A run in the hands of a person, with a clock that the test turns. */
import { describe, expect, it } from 'vitest';
import { SEED_MACHINE, runScenario } from '../../sim';
import { REST_NAME, RunController } from './controller';
import type { Clock } from './types';
import type { Loads } from './workloads';

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
  run.open(scenario, SEED_MACHINE, { at, by: null });
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
    run.open('boot', SEED_MACHINE, { at: null, by: null });
    finish();
    expect(now()).toMatchObject({ status: 'ready', length: 0 });
  });
  it('says why a machine cannot be simulated', () => {
    const { run, now } = open('boot');
    run.open('boot', { ...SEED_MACHINE, smp: true }, { at: null, by: null });
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
    run.act([{ do: 'malloc', type: 'temp', size: 100 }], 'by hand');
    expect(now()).toMatchObject({ branch: 1, at: 61, length: 61 });
    expect(now().did?.words[0]).toContain('malloc(100, temp');
    expect(now().did).toMatchObject({ label: 'by hand', outcome: 'done' });
    const zone = now().did!.changes.find((c) => c.what === 'zone 128')!;
    expect(zone.to - zone.from).toBe(1);
    expect(now().branches).toEqual([
      { id: 0, name: '', parent: -1, from: 0, length: 135, hasRest: false },
      { id: 1, name: 'by hand', parent: 0, from: 60, length: 61, hasRest: true },
    ]);
    run.act([{ do: 'malloc', type: 'temp', size: 100 }], 'again');
    expect(now().branches).toHaveLength(2);
    run.back();
    run.act([{ do: 'uma_reclaim' }], 'other');
    expect(now().branches[2]).toMatchObject({ parent: 1, from: 61, name: 'other' });
    run.switchTo(0);
    expect(now()).toMatchObject({ branch: 0, at: 60, length: 135 });
    expect(run.timeline!.hash()).toBe(hashAt('ng_nat_capped', 60));
  });
  it('is undone without losing what it made', () => {
    const { run, finish, now } = open('ng_nat_capped');
    finish();
    run.seek(60);
    expect(now().canUndo).toBe(false);
    run.act(
      [
        { do: 'malloc', type: 'temp', size: 100 },
        { do: 'wait', seconds: 1 },
      ],
      'two',
    );
    run.act([{ do: 'uma_reclaim' }], 'three');
    const hash = run.timeline!.hash();
    run.undo();
    expect(now()).toMatchObject({ branch: 1, at: 62, length: 63, did: null, canUndo: true });
    run.step();
    expect(run.timeline!.hash()).toBe(hash);
    run.undo();
    expect(now()).toMatchObject({ branch: 0, at: 60, canUndo: false });
    expect(run.timeline!.hash()).toBe(hashAt('ng_nat_capped', 60));
    run.undo();
    expect(now()).toMatchObject({ branch: 0, at: 60 });
    expect(now().branches.map((b) => b.length)).toEqual([135, 63]);
  });
  it('stops at a panic, and tells figures from before the first to after the last', () => {
    const { run, finish, now } = open('boot');
    finish();
    const block = { do: 'malloc', type: 'temp', size: 40_960, as: 'a' } as const;
    run.act([block, block], 'blocks');
    const kmem = now().did!.changes.find((c) => c.what === 'kmem_map')!;
    expect(kmem.to - kmem.from).toBe(20);
    run.act([{ ...block, size: 2 ** 28 }, block], 'too much');
    expect(now().did).toMatchObject({ outcome: 'panic' });
    expect(now().length).toBe(3);
  });
  it('forks a history that still grows', () => {
    const { run, hand, finish, now } = open('ng_nat_capped');
    for (let i = 0; i < 12; i += 1) hand.slice();
    const at = run.timeline!.length;
    run.act([{ do: 'uma_reclaim' }], 'by hand');
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
    run.act([{ do: 'malloc', type: 'temp', size: 40_960 }], 'by hand');
    expect(run.survey()!.holder.filter((h) => h === 0).length).toBe(free - 10);
    run.switchTo(0);
    expect(run.survey()!.holder.filter((h) => h === 0).length).toBe(free);
  });
});

describe('a branch in a link', () => {
  it('is made again from its commands, at the position it stood at', () => {
    const first = open('ng_nat_capped');
    first.finish();
    first.run.seek(60);
    first.run.act([{ do: 'malloc', type: 'temp', size: 100 }], 'a');
    first.run.act([{ do: 'uma_reclaim' }, { do: 'wait', seconds: 2 }], 'b');
    first.run.back();
    const by = first.run.byHand()!;
    expect(by).toMatchObject({ from: 60, commands: { length: 3 } });
    const hand = handClock();
    const second = new RunController(hand.clock);
    second.open('ng_nat_capped', SEED_MACHINE, { at: 62, by });
    while (hand.slice() > 0);
    expect(second.state.getState()).toMatchObject({ branch: 1, at: 62, length: 63 });
    expect(second.timeline!.hash()).toBe(first.run.timeline!.hash());
    expect(second.timelineOf(0)!.length).toBe(135);
  });
  it('of a branch of a branch begins where the first left the history', () => {
    const { run, finish } = open('ng_nat_capped');
    finish();
    expect(run.byHand()).toBeNull();
    run.seek(60);
    run.act([{ do: 'uma_reclaim' }, { do: 'uma_reclaim' }], 'a');
    run.back();
    run.act([{ do: 'wait', seconds: 2 }], 'b');
    expect(run.byHand()).toEqual({
      from: 60,
      commands: [{ do: 'uma_reclaim' }, { do: 'wait', seconds: 2 }],
    });
  });
});

describe('a load', () => {
  const commands = 5;
  const loads: Loads = {
    list: [],
    start: (t, { id }) => {
      let n = 0;
      if (id !== 'reclaim') return { ok: false, error: 'no such load' };
      const step = (): boolean => {
        if (n === commands) return false;
        n += 1;
        t.push({ do: 'uma_reclaim' });
        return true;
      };
      return { ok: true, value: { step } };
    },
  };
  const loaded = () => {
    const hand = handClock();
    const run = new RunController(hand.clock, true, loads);
    run.open('boot', SEED_MACHINE, { at: null, by: null });
    while (hand.slice() > 0);
    return { hand, run, now: () => run.state.getState() };
  };
  it('plays on a branch of its own until it ends', () => {
    const { hand, run, now } = loaded();
    expect(run.startLoad({ id: 'reclaim' }, 'Reclaim')).toBeNull();
    expect(now()).toMatchObject({ branch: 1, isPlaying: true, load: 'Reclaim' });
    while (hand.frame(50) > 0);
    expect(now()).toMatchObject({ isPlaying: false, load: '', at: commands, length: commands });
    run.undo();
    expect(now()).toMatchObject({ branch: 0, at: 0 });
  });
  it('can be stopped, and says where there is none', () => {
    const { hand, run, now } = loaded();
    run.startLoad({ id: 'reclaim' }, 'Reclaim');
    hand.frame(20);
    run.stopLoad();
    expect(now()).toMatchObject({ isPlaying: false, load: '' });
    const { length } = now();
    run.toEnd();
    run.step();
    expect(now().length).toBe(length);
    expect(run.startLoad({ id: 'other' }, 'Other')).toBe('no such load');
  });
});

describe('the rest of the scenario', () => {
  it('runs on a branch, after what was changed by hand, and only there', () => {
    const { run, hand, finish, now } = open('fragmentation');
    finish();
    const whole = now().length;
    run.goOn();
    expect(now()).toMatchObject({ branch: 0, load: '' });
    run.seek(600);
    run.act([{ do: 'uma_reclaim' }], 'cap');
    run.setSpeed(10_000);
    run.goOn();
    expect(now().load).toBe(REST_NAME);
    while (hand.frame(50) > 0);
    const { timeline } = run;
    expect(timeline!.length).toBe(whole + 1);
    expect(timeline!.log.slice(601)).toEqual(run.timelineOf(0)!.log.slice(600));
    expect(now().branches[1]).toMatchObject({ hasRest: false });
  });
  it('goes on where it was stopped, also on a branch of the branch', () => {
    const { run, hand, finish, now } = open('ng_nat_capped');
    finish();
    run.seek(100);
    run.act([{ do: 'uma_reclaim' }], 'a');
    run.setSpeed(100);
    run.goOn();
    hand.frame(50);
    run.stopLoad();
    const taken = now().length - 101;
    expect(taken).toBeGreaterThan(0);
    expect(taken).toBeLessThan(35);
    run.seek(103);
    run.act([{ do: 'wait', seconds: 1 }], 'b');
    run.goOn();
    while (hand.frame(50) > 0);
    const log = run.timelineOf(0)!.log;
    expect(run.timeline!.log).toEqual([
      ...log.slice(0, 100),
      { do: 'uma_reclaim' },
      ...log.slice(100, 102),
      { do: 'wait', seconds: 1 },
      ...log.slice(102),
    ]);
  });
});

describe('a branch that is not shown', () => {
  it('is taken to its end, to compare with it', () => {
    const { run, finish, now } = open('ng_nat_capped');
    finish();
    run.seek(60);
    run.act([{ do: 'uma_reclaim' }], 'a');
    run.toEndOf(0);
    expect(now()).toMatchObject({ branch: 1, at: 61 });
    expect(run.timelineOf(0)!.at).toBe(135);
    run.toEndOf(1);
    expect(now().at).toBe(61);
  });
});

describe('another link of the same run', () => {
  it('goes to its position, its end, or its branch', () => {
    const { run, finish, now } = open('ng_nat_capped');
    finish();
    run.goTo({ at: 40, by: null });
    expect(now()).toMatchObject({ at: 40, branch: 0 });
    run.goTo({ at: null, by: { from: 30, commands: [{ do: 'uma_reclaim' }] } });
    expect(now()).toMatchObject({ at: 31, branch: 1, length: 31 });
    run.goTo({ at: 1000, by: null });
    expect(now()).toMatchObject({ at: 135, branch: 0 });
    run.goTo({ at: 0, by: null });
    run.goTo({ at: null, by: null });
    expect(now()).toMatchObject({ at: 135, branch: 0 });
  });
  it('follows the end of a run that was opened just now', () => {
    const { run, finish, now } = open('ng_nat_capped');
    run.goTo({ at: null, by: null });
    finish();
    expect(now()).toMatchObject({ at: 135, length: 135, status: 'ready' });
  });
  it('waits for a history that is not so far yet', () => {
    const { run, hand, finish, now } = open('ng_nat_capped');
    hand.slice();
    run.goTo({ at: 120, by: null });
    expect(now().at).toBeLessThan(120);
    finish();
    expect(now()).toMatchObject({ at: 120, status: 'ready' });
  });
});
