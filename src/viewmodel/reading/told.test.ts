import { describe, expect, it } from 'vitest';
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
    const told = { release: null, arch: 'i386', cpus: 16 } as const;
    const changed = withTold(report, told);
    expect(explain(changed).rules).toMatchObject({ arch: 'i386', cpus: 16 });
    const fact = machineOf(changed).facts.find((f) => f.id === 'cpus');
    expect(fact).toMatchObject({ value: '16', reasons: [{ text: 'You said so.' }] });
  });
  it('is compared by value', () => {
    expect(isToldAlike(NOTHING_TOLD, { ...NOTHING_TOLD })).toBe(true);
    expect(isToldAlike(NOTHING_TOLD, { ...NOTHING_TOLD, cpus: 2 })).toBe(false);
  });
});
