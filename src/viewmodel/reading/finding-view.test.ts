import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readText } from '../../import';
import { FINDINGS } from '../../strings/en/findings';
import { explain } from '../explain/explain';
import { findingGroups, typedOf } from './finding-view';

describe('findings of the mail', () => {
  const { findings } = explain(readText(readFileSync('tests/fixtures/seed-mail.txt', 'utf8')));
  const { told, harmless } = findingGroups(findings);
  it('are each listed once', () => {
    expect(new Set([...told, ...harmless])).toEqual(new Set(findings));
    expect(told.length + harmless.length).toBe(findings.length);
  });
  it('keep what looks like a fault and is none apart', () => {
    expect(told[0]?.severity).toBe('cause');
    expect(told.some((f) => f.severity === 'benign')).toBe(false);
    expect(harmless.map((f) => f.rule)).toContain('buckets');
  });
});

describe('a healthy text', () => {
  it('says first that nothing is suspicious', () => {
    const rows = ['256: 256, 0, 16, 14, 100, 0, 0', '512: 512, 0, 8, 8, 100, 0, 0'];
    const head = 'ITEM SIZE LIMIT USED FREE REQ FAIL SLEEP';
    const { findings } = explain(readText(['vmstat -z', head, ...rows].join('\n')));
    expect(findingGroups(findings).told.map((f) => f.rule)).toEqual(['nothing']);
  });
});

describe('what to type', () => {
  it.each([
    ['kern.maxvnodes in /etc/sysctl.conf', 'kern.maxvnodes', 'in /etc/sysctl.conf'],
    ['sysctl vm.uma_reclaim=1 (13 and later)', 'sysctl vm.uma_reclaim=1', '(13 and later)'],
    ['vmstat -z | egrep "a|b"', 'vmstat -z | egrep "a|b"', ''],
  ])('%s', (use, typed, where) => {
    expect(typedOf(use)).toEqual({ typed, where });
  });
  it('loses nothing of any rule', () => {
    for (const { use } of Object.values(FINDINGS))
      for (const line of use) {
        const { typed, where } = typedOf(line);
        expect(where === '' ? typed : `${typed} ${where}`).toBe(line);
        expect(typed).not.toMatch(/ in \/|\)$/);
      }
  });
});
