/** Rows that lessons show are those that the readers find in the reports themselves. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import seedMail from '../examples/seed-mail.txt?raw';
import { readText } from '../import';
import type { Block } from '../import';
import { ROWS } from './reports';

const CORPUS = join(import.meta.dirname, '../../tests/fixtures/corpus');
const blocksOf = (file: string): readonly Block[] =>
  readText(readFileSync(join(CORPUS, file), 'utf8')).blocks;
describe('rows of reports', () => {
  it('has the two rows of libalias from the mail, first the crash and then the week', () => {
    const found = readText(seedMail)
      .blocks.flatMap((b) => (b.kind === 'vmstat-m' ? b.rows : []))
      .filter((r) => r.type === 'libalias');
    expect(found.map((r) => r.inUse)).toEqual([
      ROWS['crash-links'].value,
      ROWS['week-links'].value,
    ]);
  });
  it('has the cache of the server with ZFS', () => {
    const file = '023-forums-73084-arc-11.3.txt';
    const blocks = blocksOf(file);
    const tops = blocks.flatMap((b) => (b.kind === 'top' ? b.rows : []));
    const arc = tops.find((r) => r.label === 'ARC');
    expect(arc?.fields['other']).toBe(ROWS['arc-other'].value);
    const sysctls = blocks.flatMap((b) => (b.kind === 'sysctl' ? b.rows : []));
    const settings = new Map(sysctls.map((r) => [r.name, r.number]));
    const stats = 'kstat.zfs.misc.arcstats.';
    expect(settings.get(`${stats}arc_meta_used`)).toBe(ROWS['arc-meta'].value);
    expect(settings.get(`${stats}arc_meta_limit`)).toBe(ROWS['arc-meta-limit'].value);
    const files = /around (\d+) million files/.exec(readFileSync(join(CORPUS, file), 'utf8'));
    expect(Number(files?.[1]) * 1_000_000).toBe(ROWS['arc-files'].value);
  });
  it('has the zone that the panic of the Mac names', () => {
    const [first] = blocksOf('035-macos-zalloc-panics.txt').flatMap((b) =>
      b.kind === 'foreign' ? b.rows : [],
    );
    const named = /\((\d+) total bytes, (\d+) elements/.exec(first?.text ?? '');
    expect(named?.slice(1).map(Number)).toEqual([ROWS['mac-bytes'].value, ROWS['mac-items'].value]);
  });
});
