import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readText } from '../import';
import { explain } from '../viewmodel/explain/explain';
import { EXAMPLES } from './index';

/** What each example says it shows: verdict of the reader, and findings with their severity. */
const CLAIMS: Readonly<Record<string, { readonly verdict: string; readonly findings: string[] }>> =
  {
    seed: { verdict: 'read', findings: ['cause exhausted', 'cause grower'] },
    healthy: { verdict: 'read', findings: ['benign nothing', 'benign buckets'] },
    mbufs: { verdict: 'read', findings: ['cause peak.mbuf-clusters', 'contributing limit-log'] },
    driver: { verdict: 'read', findings: ['contributing rises.type.linux'] },
    arc: { verdict: 'read', findings: ['cause arc-meta'] },
    cut: { verdict: 'truncated', findings: ['benign nothing', 'benign buckets'] },
  };

const COPIES: Readonly<Record<string, string>> = {
  healthy: '026-opnsense-26.1-libxo-json-a',
  mbufs: '013-west999-mbuf-exhausted-4.x',
  arc: '023-forums-73084-arc-11.3',
  cut: '004-drmkmod-68-vmstat-z-14current',
};

describe('the examples', () => {
  it('have ids of their own and a claim each', () => {
    const ids = EXAMPLES.map((e) => e.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.keys(CLAIMS)).toEqual(ids);
  });
  it.each(EXAMPLES.map((e) => [e.id, e] as const))('%s reads as it claims', async (id, example) => {
    const report = readText(await example.load());
    expect(report.verdict.kind).toBe(CLAIMS[id]?.verdict);
    const found = explain(report).findings.map((f) => `${f.severity} ${f.id}`);
    expect(found.slice(0, 2)).toEqual(CLAIMS[id]?.findings);
    for (const words of [example.title, example.about, example.source])
      expect(words.length).toBeGreaterThan(8);
    expect(example.about).toMatch(/^[^.].*\.$/);
  });
  it.each(Object.entries(COPIES))('%s is a copy of the corpus', async (id, file) => {
    const text = await EXAMPLES.find((e) => e.id === id)?.load();
    expect(text).toBe(readFileSync(`tests/fixtures/corpus/${file}.txt`, 'utf8'));
  });
});
