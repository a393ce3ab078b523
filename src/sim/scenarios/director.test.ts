/** Scripts beside each other and up to an end. */
import { beforeEach, describe, expect, it } from 'vitest';
import { SEED_MACHINE } from '../boot/machine';
import type { Command } from '../engine/commands';
import { Timeline } from '../engine/timeline';
import { atMost, runScript, together } from './director';
import type { Script } from './director';

let t: Timeline;
beforeEach(() => {
  const booted = Timeline.boot(SEED_MACHINE, 1);
  if (!booted.ok) throw new Error(booted.error);
  t = booted.value;
});

const type = (name: string): Command => ({ do: 'malloc_init', type: name });
const wait = (seconds: number): Command => ({ do: 'wait', seconds });
/** A name every so many seconds, for ever or so many times. */
const every = function* (seconds: number, name: string, times = Infinity): Script {
  for (let i = 0; i < times; i += 1) {
    yield type(name);
    yield wait(seconds);
  }
};
const shown = (): string[] =>
  t.log.map((c) => (c.do === 'malloc_init' ? c.type : c.do === 'wait' ? `${c.seconds} s` : c.do));

describe('scripts together', () => {
  it('take turns by the second, each as often as it wants', () => {
    runScript(t, together(t, 4, [every(1, 'a'), every(3, 'b')]));
    expect(shown()).toEqual(['a', 'b', '1 s', 'a', '1 s', 'a', '1 s', 'a', 'b', '1 s']);
  });
  it('end when all have ended', () => {
    runScript(t, together(t, 9, [every(1, 'a', 1), every(2, 'b', 1)]));
    // Two seconds for b, and a last one in which it is found to have ended.
    expect(shown()).toEqual(['a', 'b', '1 s', '1 s', '1 s']);
  });
  it('end with the kernel', () => {
    const deadly = function* (): Script {
      yield wait(1);
      yield { do: 'malloc', type: 'temp', size: 2 ** 30 };
      yield type('never');
    };
    runScript(t, together(t, 9, [deadly(), every(1, 'a')]));
    expect(t.sim.panic).toMatch(/^panic/);
    expect(shown()).toEqual(['a', '1 s', 'malloc']);
  });
});

describe('a script cut short', () => {
  it('ends after so many commands, by itself, or with the kernel', () => {
    runScript(t, atMost(t, 3, every(1, 'a')));
    expect(shown()).toEqual(['a', '1 s', 'a']);
    runScript(t, atMost(t, 9, every(2, 'b', 1)));
    expect(shown().slice(3)).toEqual(['b', '2 s']);
    const deadly = (function* (): Script {
      yield { do: 'malloc', type: 'temp', size: 2 ** 30 };
      yield type('never');
    })();
    runScript(t, atMost(t, 9, deadly));
    expect(shown().slice(5)).toEqual(['malloc']);
  });
});
