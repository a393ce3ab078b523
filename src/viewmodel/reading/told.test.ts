import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { GIB, MIB } from '../../base/units';
import { readText } from '../../import';
import { explain } from '../explain/explain';
import { machineOf } from './machine';
import { tableOf } from './testkit';
import { NOTHING_TOLD, RELEASES, isToldAlike, withTold } from './told';

const report = readText(tableOf('13.2'));

describe('what the reader says of the machine', () => {
  it('changes nothing where nothing is said', () => {
    expect(withTold(report, NOTHING_TOLD)).toBe(report);
  });
  it.each(RELEASES)('release %s is reckoned by', (release) => {
    const { rules } = explain(withTold(report, { ...NOTHING_TOLD, release }));
    const majors = [...rules!.era.matchAll(/\d+/g)].map((m) => Number(m[0]));
    expect(majors[0]).toBeLessThanOrEqual(Number(release));
    expect(majors.at(-1)).toBeGreaterThanOrEqual(Number(release));
  });
  it('architecture and CPUs are reckoned by, and named as said', () => {
    const told = { ...NOTHING_TOLD, arch: 'i386', cpus: 16 } as const;
    const changed = withTold(report, told);
    expect(explain(changed).rules).toMatchObject({ arch: 'i386', cpus: 16 });
    const fact = machineOf(changed).facts.find((f) => f.id === 'cpus');
    expect(fact).toMatchObject({ value: '16', reasons: [{ text: 'You said so.' }] });
  });
  it('pages of another size are not reconciled, and it is said why', () => {
    const changed = withTold(report, { ...NOTHING_TOLD, pageSize: 8192 });
    const { rules, limits, balance } = explain(changed);
    expect([rules, balance]).toEqual([null, null]);
    expect(limits.join(' ')).toContain('this machine has pages of 8,192 B');
    const machine = machineOf(changed);
    expect(machine.facts.find((f) => f.id === 'pageSize')?.value).toBe('8,192 B');
    expect(machine.sentence).toContain('these have 8,192 B');
    expect(explain(withTold(report, { ...NOTHING_TOLD, pageSize: 4096 })).rules).not.toBeNull();
  });
  it('RAM is laid out as said, and a vm.kmem_size that it does not give was set', () => {
    const seed = readText(readFileSync('tests/fixtures/seed-mail.txt', 'utf8'));
    const own = machineOf(withTold(seed, { ...NOTHING_TOLD, ram: 256 * MIB }));
    expect(own.layout).toEqual(machineOf(seed).layout);
    expect(own.grade).toBe('exact');
    const other = machineOf(withTold(seed, { ...NOTHING_TOLD, ram: 512 * MIB }));
    expect(other.layout?.machine.ram).toBe(512 * MIB);
    expect(other.layout?.machine.tunables).toMatchObject({ 'vm.kmem_size': 83_415_040 });
    expect(other.facts.find((f) => f.id === 'ram')).toMatchObject({
      value: '512 MB',
      reasons: [{ text: 'You said so.' }],
    });
  });
  it('RAM that no layout can have is told, and stands as it was said', () => {
    const seed = readText(readFileSync('tests/fixtures/seed-mail.txt', 'utf8'));
    const less = machineOf(withTold(seed, { ...NOTHING_TOLD, ram: 32 * MIB }));
    expect(less.layout).toBeNull();
    expect(less.sentence).toContain('With 32 MB of RAM no machine can be laid out');
    const late = machineOf(withTold(report, { ...NOTHING_TOLD, ram: 64 * GIB }));
    expect(late.facts.find((f) => f.id === 'ram')).toMatchObject({ value: '64 GB' });
  });
  it('is compared by value', () => {
    expect(isToldAlike(NOTHING_TOLD, { ...NOTHING_TOLD })).toBe(true);
    expect(isToldAlike(NOTHING_TOLD, { ...NOTHING_TOLD, cpus: 2 })).toBe(false);
  });
});
