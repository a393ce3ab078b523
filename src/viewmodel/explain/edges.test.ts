/** Pastes that lack something, or whose parts do not belong together. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readText } from '../../import';
import { explain } from './explain';
import type { Explanation } from './types';

const seed = readFileSync('tests/fixtures/seed-mail.txt', 'utf8');
const of = (text: string): Explanation => explain(readText(text));
const without = (line: RegExp): string =>
  seed
    .split('\n')
    .filter((l) => !line.test(l))
    .join('\n');
const certainty = (e: Explanation, id: string): string | undefined =>
  e.findings.find((f) => f.id === id)?.certainty;

describe('the seed without vm.kmem_size', () => {
  const e = of(without(/^vm\.kmem_size:/));
  it('takes the panic for the size of the map, and says that it does', () => {
    expect(e.ledger?.map).toMatchObject({ value: 83415040, grade: 'inferred' });
    expect(e.limits.join()).toMatch(/taken for as large as the panic says/);
    expect(certainty(e, 'exhausted')).toBe('inferred');
    expect(e.guess).toBeNull();
  });
});

describe('the seed without its panic', () => {
  const e = of(without(/panic: kmem_malloc/));
  it('cannot tell free pages from large blocks', () => {
    expect(e.ledger?.isFillKnown).toBe(false);
    expect(e.limits.join()).toMatch(/free pages cannot be told/);
    expect(certainty(e, 'exhausted')).toBeUndefined();
    expect(e.headline).toBe('kmem_map is 81,460 K. This is who holds it.');
  });
});

describe('the seed with a panic of another boot', () => {
  it('says that the two figures do not belong together', () => {
    const e = of(seed.replace('83415040 total', '93415040 total'));
    expect(e.limits.join()).toMatch(/not of the same boot/);
    expect(certainty(e, 'exhausted')).toBeUndefined();
  });
});

describe('the seed with free pages at its panic', () => {
  it('is fragmented, not exhausted', () => {
    const e = of(seed.replace('83415040 total', '83406848 total'));
    expect(e.ledger?.freePages.value).toBe(2);
    expect(e.findings[0]).toMatchObject({ id: 'exhausted', certainty: 'certain' });
    expect(e.findings[0]?.title).toMatch(/Fragmented/);
  });
});

describe('a type whose blocks have several sizes', () => {
  it('is not read into one zone', () => {
    const e = of(seed.replace('30161K       - 460568995  128', '30161K       - 460568995  16,128'));
    expect(e.findings.map((f) => f.id)).not.toContain('grower');
  });
});

describe('tables of other kernels', () => {
  const table = seed.slice(seed.indexOf('ITEM ')).replace(/^UMA Hash: *128,/m, 'UMA Hash: 256,');
  it('of 6.x on amd64 get the reason why there is no ledger', () => {
    const e = of(`FreeBSD 6.2-RELEASE amd64\n$ vmstat -z\n${table}`);
    expect(e.ledger).toBeNull();
    expect(e.limits.join()).toMatch(/On amd64 slabs of one page take no address space/);
  });
  it('of one row are spoken of in the singular', () => {
    expect(of('vm.kmem_size: 83415040').headline).toBe('1 row read. It does not make a ledger.');
  });
});

describe('a zone with another item size than the model’s', () => {
  it('keeps its own keg, and the layout keeps to names of its own', () => {
    const e = of(seed.replace(/^unpcb: +144,/m, 'unpcb:         140,'));
    const ids = e.derivations.map((d) => d.id);
    expect(ids).toContain('boot:keg.unpcb.ipers');
    const limits = e.selfCheck.find((r) => r.id === 'limits');
    expect(limits?.text).toBe('21 of 21');
  });
});
