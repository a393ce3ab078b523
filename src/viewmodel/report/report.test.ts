import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mutate } from '../../../tests/fuzz/mutate';
import { randomFrom } from '../../../tests/fuzz/random';
import { readText } from '../../import';
import type { KernelReport } from '../../import';
import { explain } from '../explain/explain';
import { render } from './render';
import { readsTheSame, writeReport } from './report';
import type { Format, ReportOptions, WrittenReport } from './report';

const CORPUS = 'tests/fixtures/corpus';
const files = [
  'tests/fixtures/seed-mail.txt',
  ...readdirSync(CORPUS)
    .filter((f) => f.endsWith('.txt'))
    .map((f) => `${CORPUS}/${f}`),
];
const texts = files.map((f) => readFileSync(f, 'utf8'));
const FORMATS: readonly Format[] = ['markdown', 'text'];

const write = (text: string, options: ReportOptions = {}): WrittenReport => {
  const report = readText(text);
  return writeReport(report, explain(report), options);
};

/** Rows of zones and types, and the machine, by themselves: what must never be lost. */
const core = ({ machine, blocks }: KernelReport): unknown => ({
  machine: [machine.release, machine.arch, machine.cpus, machine.pageSize],
  zones: blocks.flatMap((b) =>
    b.kind === 'vmstat-z' ? b.rows.map((r) => ({ ...r, line: 0 })) : [],
  ),
  types: blocks.flatMap((b) =>
    b.kind === 'vmstat-m' ? b.rows.map((r) => ({ ...r, line: 0 })) : [],
  ),
});

describe('a report', () => {
  const seed = texts[0] ?? '';
  it.each(files)('of %s reads back into the same rows', (path) => {
    const text = readFileSync(path, 'utf8');
    for (const format of FORMATS) {
      const written = write(text, { format });
      expect(written.readsBack).toBe(true);
      expect(core(readText(written.text))).toEqual(core(readText(text)));
    }
  });

  it('says machine, holders, findings, self-check and the paste', () => {
    const { text } = write(seed);
    const heads = text.match(/^## .*$/gm);
    expect(heads).toEqual([
      '## Summary',
      '## Machine',
      '## Who holds it',
      '## Findings',
      '## Self-check',
      '## The paste',
    ]);
    expect(text).toContain('- Release 6.2, since vmstat -m has a HighUse column of dashes');
    expect(text).toContain('| Live blocks, up to 4 K | 49,989 K | 61.37 % |');
    expect(text).toContain('### 1. Exhausted, not fragmented (a cause, certain)');
    expect(text.replace(/\s+/g, ' ')).toContain('- To test: Confirmed if vm.kmem\\_size');
    expect(text).toMatch(/- .*predicted and found 61 of 62, differs/);
  });

  it('points to lines of the paste as it quotes them', () => {
    const { text } = write(seed, { format: 'text' });
    const from = text.indexOf('\n\n', text.indexOf('counted from 1.')) + 2;
    const paste = text.slice(from).split('\n');
    const at = Number(/Exhausted[\s\S]*?Rests on line (\d+) of the paste/.exec(text)?.[1]);
    expect(paste[at - 1]).toContain('panic: kmem_malloc(16384)');
  });

  it('leaves prose out and says how much', () => {
    const { text } = write(seed);
    expect(text).not.toContain('Did you have any luck');
    expect(text).toMatch(/counted\sfrom\s1\.\s\d+\slines\sof\sprose\sleft\sout\./);
    expect(text).toMatch(/^\(\d+ lines left out\)$/m);
  });

  it('keeps its own lines within 80 columns', () => {
    const { text } = write(seed, { format: 'text' });
    const own = text.slice(0, text.indexOf('The paste\n')).split('\n');
    expect(Math.max(...own.map((l) => l.length))).toBeLessThanOrEqual(80);
    expect(own.length).toBeGreaterThan(100);
  });

  it('fences a paste that holds fences', () => {
    const lines = ['````', 'vm.kmem_size: 83415040', '````'];
    const shape = { format: 'markdown', width: 76 } as const;
    const text = render([{ title: 'The paste', pieces: [{ kind: 'quote', lines }] }], shape);
    expect(text).toContain('`````\n````\nvm.kmem_size: 83415040\n````\n`````\n');
    const fenced = write(`${lines.join('\n')}\n`);
    expect(fenced.readsBack).toBe(true);
    expect(fenced.text).not.toContain('left out');
  });

  it('is written of anything, and tells truly whether it reads back', () => {
    let same = 0;
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(...FORMATS), (start, format) => {
        const random = randomFrom(start);
        const text = mutate(texts[random(texts.length)] ?? '', random, texts);
        const report = readText(text);
        const written = writeReport(report, explain(report), { format });
        const again = readText(written.text);
        if (written.replaced.length === 0)
          expect(written.readsBack).toBe(readsTheSame(again, report));
        if (!written.readsBack) return;
        same += 1;
        expect(core(again)).toEqual(core(report));
      }),
      { seed: 20080107, numRuns: 60 },
    );
    expect(same).toBeGreaterThan(54);
  });
});
