import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readText } from '../../import';
import { explain, explanationBook } from '../explain/explain';
import { ledgerPicture } from './ledger-bars';
import { sentenceParts } from './sentences';
import type { SentencePart } from './sentences';

const report = readText(readFileSync('tests/fixtures/seed-mail.txt', 'utf8'));
const explanation = explain(report);
const book = explanationBook(explanation);
const ledger = explanation.ledger!;
const shown = (parts: readonly SentencePart[]) =>
  parts.flatMap((p) => {
    if (p.kind === 'text') return [];
    return [[p.text, p.kind === 'line' ? p.line : p.of.id]];
  });

describe('sentences', () => {
  it('open the figures of the headline', () => {
    const parts = sentenceParts(explanation.headline, {
      figures: [ledger.map, ledger.unattributed!],
      book,
      cited: [],
      lines: report.lines,
    });
    expect(shown(parts)).toEqual([
      ['81,460 K', 'ledger.map'],
      ['6,110 K', 'ledger.unattributed'],
    ]);
  });
  it('lead to the line where a figure is printed, or open what computes it', () => {
    const grower = explanation.findings.find((f) => f.id === 'grower')!;
    const parts = sentenceParts(grower.text, {
      figures: [...grower.figures, grower.share!],
      book,
      cited: grower.lines,
      lines: report.lines,
    });
    expect(shown(parts)).toEqual(
      expect.arrayContaining([
        ['241,127', 37],
        ['8,692', 'zone.128.slabs'],
        ['79,542', 115],
      ]),
    );
    expect(shown(parts).map(([text]) => text)).not.toContain('128');
  });
  it('come out word for word', () => {
    for (const f of explanation.findings) {
      const ground = { figures: f.figures, book, cited: f.lines, lines: report.lines };
      expect(
        sentenceParts(f.text, ground)
          .map((p) => p.text)
          .join(''),
      ).toBe(f.text);
    }
  });
  it('leave names and releases alone', () => {
    const ground = { figures: [ledger.map], book, cited: [2], lines: report.lines };
    const text = 'Zone 128 and 64 Bucket of FreeBSD 6.2 (6.x), i386, vmstat -m.';
    expect(sentenceParts(text, ground)).toEqual([{ kind: 'text', text }]);
  });
});

describe('the line of a figure', () => {
  it('is the first cited row that prints it, over however many lines it goes', () => {
    const line = fc.record({
      text: fc.constantFrom('7 8', '12', '7', 'x', '112'),
      joins: fc.nat(2),
    });
    const texts = fc.array(line, { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(texts, fc.array(fc.integer({ min: 1, max: 12 })), (all, cited) => {
        const lines = all.map(({ text, joins }, i) => ({
          line: i + 1,
          text,
          fate: 'joined' as const,
          ...(joins === 0 ? {} : { joinedTo: Math.max(1, i + 1 - joins) }),
        }));
        const plain = cited.find((row) =>
          lines.some((l) => (l.joinedTo ?? l.line) === row && /(?<!\d)12(?!\d)/.test(l.text)),
        );
        const ground = { figures: [], book, cited, lines };
        expect(shown(sentenceParts('It is 12', ground))).toEqual(
          plain === undefined ? [] : [['12', plain]],
        );
      }),
    );
  });
});

describe('the picture of the ledger', () => {
  const picture = ledgerPicture(ledger, report);
  it('is a waterfall that ends at the end of the map', () => {
    expect(picture.bars.map((b) => b.id)).toEqual(['live', 'dead', 'other', 'large']);
    picture.bars.forEach((b, i) => {
      expect(b.from).toBeCloseTo(i === 0 ? 0 : picture.bars[i - 1]!.to, 9);
    });
    expect(picture.bars.at(-1)!.to).toBeCloseTo(picture.mapAt, 9);
  });
  it('runs the mistaken sum to 153 % of the map', () => {
    expect(Math.round((100 * picture.naive!.to) / picture.mapAt)).toBe(153);
    expect(picture.naive!.to).toBeLessThanOrEqual(100);
  });
  it('holds the map by owner, and says so as the panic does', () => {
    expect(picture.held.parts.reduce((n, p) => n + p.bytes, 0)).toBe(83415040);
    expect(picture.held.note).toBe('= 83,415,040 B, as the panic says');
  });
  it('says what stays open, with its figures', () => {
    const { text, figures } = picture.open!;
    expect(shown(sentenceParts(text, { figures, book, cited: [], lines: [] }))).toEqual([
      ['50,407 K', 'ledger.mallocSum'],
      ['6,528 K', 'ledger.large'],
      ['6,110 K', 'ledger.unattributed'],
    ]);
  });
});
