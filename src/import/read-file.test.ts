/** Files as they are dropped: packed, pictures, empty, cut, of other tools; and repairs undone. */
import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readFile, readFiles, readText } from './index';
import { content, fixture } from './testkit';
import { gunzip } from './text/inflate';

const SEED = fixture('corpus/001-seed-ngnat-libalias-6.2-i386.txt');
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('gunzip', () => {
  it.each([0, 1, 6, 9])('gives back what zlib packed at level %i', (level) => {
    const big = Uint8Array.from({ length: 300_000 }, (_, i) => (i * i * 31 + (i >> 7)) & 0x3f);
    for (const data of [SEED, big, new Uint8Array(0)])
      expect(Buffer.from(gunzip(gzipSync(data, { level }), 1e7)!.bytes).equals(data)).toBe(true);
  });
  it('stops at its limit and at a cut, and says so', () => {
    const packed = gzipSync(SEED);
    expect(gunzip(packed, 1000)!.whole).toBe(false);
    const cut = gunzip(packed.subarray(0, 2000), 1e7)!;
    expect(cut.whole).toBe(false);
    expect(SEED.subarray(0, cut.bytes.length)).toEqual(Buffer.from(cut.bytes));
    expect(cut.bytes.length).toBeGreaterThan(1000);
  });
  it('leaves other bytes alone', () => {
    expect(gunzip(deflateRawSync(SEED), 1e7)).toBeNull();
  });
});

describe('a file', () => {
  it('may be packed, and several may be read', () => {
    const [packed, plain] = readFiles([
      { name: 'a.gz', bytes: gzipSync(SEED) },
      { name: 'a', bytes: SEED },
    ]);
    expect(content(packed!.report)).toEqual(content(plain!.report));
    expect(packed!.verdict.kind).toBe('read');
  });
  it.each([
    ['empty', new Uint8Array(0)],
    ['binary', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70)],
    ['binary', Uint8Array.from({ length: 500 }, (_, i) => i & 7)],
    ['nothing', bytes('Dear list,\nmy router panics.\n')],
    [
      'foreign',
      bytes(
        'procs -----------memory---------- ---swap--\n r b swpd free buff cache si so bi bo in cs us sy id wa st\n 1 0 0 1 2 3 0 0 0 0 1 2 3 4 5 6 7\n',
      ),
    ],
    [
      'other flag',
      bytes(
        'interrupt                          total       rate\nirq1: atkbd0                          2          0\n',
      ),
    ],
    ['truncated', SEED.subarray(0, 9000)],
    ['empty', bytes(' \n\n')],
  ] as const)('is judged %s', (kind, data) => {
    const { verdict } = readFile('x', data);
    expect(verdict.kind).toBe(kind);
    expect(verdict.run).not.toBe('');
    expect(verdict.message).not.toMatch(/invalid/i);
  });
  it('the source of a mail in base64 is told as such, with its line', () => {
    const part = `${'QSBrZXJuZWwgcGFuaWNzIGFuZCBub2JvZHkga25vd3Mgd2h5IHlldA'.repeat(2).slice(0, 76)}\n`;
    const { verdict } = readFile('mail.eml', bytes(`Subject: panic\n\n${part.repeat(4)}`));
    expect(verdict).toMatchObject({ kind: 'nothing', line: 3 });
    expect(verdict.message).toContain('base64');
  });
  it.each([
    ['photo.jpg', [0xff, 0xd8, 0xff, 0xe0], 'a JPEG picture', 'copy the text out of the terminal'],
    ['mail.pdf', [0x25, 0x50, 0x44, 0x46], 'a PDF document', 'Copy the text out of it'],
    ['vm.tar.xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a], 'packed with xz', 'Unpack it'],
    ['vmcore.0', [0x7f, 0x45, 0x4c, 0x46], 'an ELF file', 'read where it lies'],
  ])(
    '%s is told by its first bytes, with what to do about that kind',
    (name, magic, what, todo) => {
      const { verdict } = readFile(name, Uint8Array.from([...magic, 0, 1, 2]));
      expect(verdict.kind).toBe('binary');
      expect(verdict.message).toContain(what);
      expect(verdict.message).toContain(todo);
      expect(verdict.run).toContain(name === 'vmcore.0' ? '-M /var/crash' : 'vmstat -z');
    },
  );
  it('may be too large', () => {
    expect(readFile('x', SEED, { most: 100 }).verdict.kind).toBe('too large');
  });
});

describe('repairs', () => {
  const text = SEED.toString();
  const all = readText(text);
  it('are listed, each by its own id', () => {
    expect(new Set(all.repairs.map((r) => r.kind))).toContain('join');
    expect(new Set(all.repairs.map((r) => r.id)).size).toBe(all.repairs.length);
  });
  it('can be undone one by one, and leave the others as they are', () => {
    const join = all.repairs.find((r) => r.kind === 'join' && r.what.includes('zone'))!;
    const without = readText(text, { without: [join.id] });
    expect(without.repairs.map((r) => r.id)).not.toContain(join.id);
    expect(content(all).length - content(without).length).toBe(1);
    expect(without.lines[join.lines[0] - 1]!.fate).toBe('diagnostic');
  });
  it('undone quote marks stay in the text', () => {
    const quoted = readText('> vm.kmem_size: 83415040\n');
    expect(quoted.blocks).toHaveLength(1);
    const [repair] = quoted.repairs;
    expect(readText('> vm.kmem_size: 83415040\n', { without: [repair!.id] }).blocks).toEqual([]);
  });
});
