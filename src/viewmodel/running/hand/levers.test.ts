/** Every lever does what its sentence says, from a machine that has just booted and from one in use. */
import { describe, expect, it } from 'vitest';
import { SEED_MACHINE, Timeline, kernelFaults, stateFigures } from '../../../sim';
import type { SimEvent } from '../../../sim';
import { LEVER_GROUPS, NEW, freeName } from './lever';
import type { Fields } from './lever';
import { LEVERS, leverCommands, leverOf, startFields } from './levers';

const booted = (): Timeline => {
  const t = Timeline.boot(SEED_MACHINE, 1);
  if (!t.ok) throw new Error(t.error);
  return t.value;
};
/** Pulls a lever; empty fields are filled as the form starts. */
const pull = (t: Timeline, id: string, fields: Fields = {}): SimEvent[] => {
  const lever = leverOf(id);
  expect(lever.id).toBe(id);
  const commands = leverCommands(lever, { ...startFields(lever, t), ...fields }, t);
  if (typeof commands === 'string') throw new Error(`${id}: ${commands}`);
  return commands.flatMap((c) => [...t.push(c)]);
};
const will = (t: Timeline, id: string, fields: Fields = {}): string => {
  const lever = leverOf(id);
  return lever.will({ ...startFields(lever, t), ...fields }, t);
};
const outcomes = (events: readonly SimEvent[]): string[] => events.map((e) => e.outcome);

/** A machine with something of each kind. */
const inUse = (): Timeline => {
  const t = booted();
  for (const id of [
    'fork',
    'pipe_open',
    'file_read',
    'send_page',
    'swapon',
    'malloc',
    'uma_zalloc',
  ])
    pull(t, id);
  return t;
};

describe('the list', () => {
  it('has each lever once, in a group that has a head', () => {
    expect(new Set(LEVERS.map((l) => l.id)).size).toBe(LEVERS.length);
    for (const l of LEVERS) expect(LEVER_GROUPS).toContain(l.group);
    expect(leverOf('nothing').id).toBe('malloc');
  });
});

describe.each(LEVERS.map((l) => l.id))('%s', (id) => {
  it('says what it will do, and does it on a machine in use', () => {
    const t = inUse();
    if (id === 'vm_page_free') pull(t, 'pressure', { count: '100' });
    if (id === 'wakeup') pull(t, 'sleep');
    const words = will(t, id);
    expect(words).toMatch(/^[a-z]/);
    expect(words).toMatch(/\.$/);
    expect(words).not.toMatch(/undefined|NaN|null/);
    const events = pull(t, id);
    expect(outcomes(events)).not.toContain('wrong');
    expect(kernelFaults(t.sim.kernel)).toEqual([]);
  });
  it('on a fresh machine it works or says what is missing', () => {
    const t = booted();
    const lever = leverOf(id);
    const commands = leverCommands(lever, startFields(lever, t), t);
    if (typeof commands === 'string') expect(commands).toMatch(/there is none yet\.$/);
    else if (id !== 'swapoff')
      expect(outcomes(commands.flatMap((c) => [...t.push(c)]))).not.toContain('wrong');
  });
});

describe('a field', () => {
  it('that does not fit is told by its name', () => {
    const t = booted();
    const malloc = leverOf('malloc');
    const start = startFields(malloc, t);
    expect(leverCommands(malloc, { ...start, size: 'many' }, t)).toContain('bytes');
    expect(leverCommands(malloc, { ...start, size: '' }, t)).toContain('whole number');
    expect(leverCommands(malloc, { ...start, size: '0' }, t)).toContain('from 1 to');
    expect(leverCommands(malloc, { ...start, type: '' }, t)).toContain('a name');
  });
});

describe('pressure', () => {
  it('foretells whether the page daemon wakes, adds swap once, and pages reach it', () => {
    const t = booted();
    expect(will(t, 'pressure', { count: '100' })).toMatch(/are left; the page daemon wakes below/);
    expect(will(t, 'pressure')).toMatch(/^add a swap device .* the page daemon wakes and looks/s);
    const events = pull(t, 'pressure');
    expect(events.some((e) => e.words.startsWith('page daemon, pass'))).toBe(true);
    const { swap } = stateFigures(t);
    expect(swap.total).toBe(131_072);
    expect(swap.used).toBeGreaterThan(500);
    expect(will(t, 'pressure')).not.toContain('swap device');
    pull(t, 'vm_page_free');
    expect(stateFigures(t).swap.used).toBe(0);
  });
});

describe('levers that need something first', () => {
  it('make it: a process and a socket for a page without a copy', () => {
    const t = booted();
    expect(will(t, 'send_page')).toContain('make a process of 16 pages and a TCP socket');
    pull(t, 'send_page');
    const { net, holdings } = stateFigures(t);
    expect(holdings).toEqual({ sender: 1, web: 1 });
    expect(net.zeroCopy).toBe(1);
    expect(will(t, 'send_page')).not.toContain('make');
    pull(t, 'ack');
    expect(stateFigures(t).net.zeroCopy).toBe(0);
  });
  it('take another name where the first is in use', () => {
    const t = booted();
    pull(t, 'file_read');
    pull(t, 'file_read', { file: NEW });
    expect(Object.keys(stateFigures(t).holdings)).toEqual(['files', 'files 2']);
    expect(freeName(t, 'files')).toBe('files 3');
  });
});

describe('malloc', () => {
  it('foretells the panic', () => {
    const t = booted();
    const big = { size: String(2 ** 28) };
    expect(will(t, 'malloc', big)).toContain('the kernel panics');
    expect(outcomes(pull(t, 'malloc', big))).toEqual(['panic']);
    expect(will(booted(), 'malloc')).not.toContain('panics');
  });
});
