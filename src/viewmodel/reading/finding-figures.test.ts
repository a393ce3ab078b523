/** Every number that a finding states can be opened: it is computed here, or printed in the paste. */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readBytes, readText } from '../../import';
import { explain, explanationBook } from '../explain/explain';
import { sentenceParts } from './sentences';

const FIXTURES = 'tests/fixtures/';
const texts = [
  'seed-mail.txt',
  ...readdirSync(`${FIXTURES}corpus`)
    .filter((name) => name.endsWith('.txt'))
    .map((name) => `corpus/${name}`),
];
const mail = readFileSync(`${FIXTURES}seed-mail.txt`, 'utf8');
/** The mail with clusters at their limit, and with a panic that left pages free. */
const changed = {
  'clusters at their limit': mail.replace(
    /^(mbuf_cluster: *2048, *8768,).*$/m,
    '$1 8000, 768, 120000, 7',
  ),
  'pages left free': mail.replaceAll('83415040 total', '83345408 total'),
};
const reports = [
  ...texts.map((name) => [name, readBytes(readFileSync(FIXTURES + name)).report] as const),
  ...Object.entries(changed).map(([name, text]) => [name, readText(text)] as const),
];
const counted = reports.map(([name, report]) => {
  const explanation = explain(report);
  const book = explanationBook(explanation);
  const sentences = explanation.findings.map((f) => ({
    id: f.id,
    parts: sentenceParts(f.text, {
      figures: [...f.figures, ...(f.share === undefined ? [] : [f.share])],
      book,
      cited: f.lines,
      lines: report.lines,
    }),
  }));
  return { name, sentences };
});

/** A number that is no name (`zone 128`, `128 Bucket`, `over 4 K`, `M_WAITOK`). */
const PLAIN = /(?<![\w.,-])(?<!(?:zone|Zone|Zones|over|vmstat -) )\d[\d,.]*(?! Bucket|[\w])/g;

describe('the figures of findings', () => {
  it('are there to be looked at', () => {
    const all = counted.flatMap((c) => c.sentences);
    expect(new Set(all.map((s) => s.id)).size).toBeGreaterThan(8);
    expect(all.flatMap((s) => s.parts).filter((p) => p.kind !== 'text').length).toBeGreaterThan(20);
  });
  it('have a limit and free pages among them', () => {
    const found = (name: string) => counted.find((c) => c.name === name)!.sentences;
    expect(found('clusters at their limit').map((s) => s.id)).toContain('limit.mbuf_cluster');
    const map = found('pages left free').find((s) => s.id === 'exhausted')!;
    expect(map.parts.map((p) => p.text).join('')).toMatch(/^17 pages were free/);
  });
  it.each(counted)('none is plain text in $name', ({ sentences }) => {
    const plain = sentences.flatMap(({ id, parts }) =>
      parts.flatMap((p) =>
        p.kind === 'text' ? (p.text.match(PLAIN) ?? []).map((n) => `${id}: ${n} in ${p.text}`) : [],
      ),
    );
    expect(plain).toEqual([]);
  });
});
