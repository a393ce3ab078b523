import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MIB } from '../../base/units';
import { readText } from '../../import';
import type { Repair, RepairKind } from '../../import';
import { RAM_SIZES_MB } from './machine-clues';
import { MOST_WITHOUT, toldCode, toldFrom, withoutCode, withoutFrom } from './reading-code';
import { ARCHES, CPUS, NOTHING_TOLD, PAGE_SIZES, RELEASES } from './told';

const repair = (kind: RepairKind, line: number): Repair => ({
  id: `${kind}:${String(line)}`,
  kind,
  lines: [line, line],
  what: 'It was mended.',
});
const kinds = ['quotes', 'join', 'one line', 'quoted-printable', 'counter'] as const;
const some = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...kinds), fc.integer({ min: 1, max: 90_000 })), {
    maxLength: 60,
    selector: ([kind, line]) => `${kind}:${String(line)}`,
  })
  .map((all) => all.map(([kind, line]) => repair(kind, line)));

describe('undone repairs in a link', () => {
  it('come back, and only those', () => {
    fc.assert(
      fc.property(some, some, (undone, others) => {
        const all = [...undone, ...others.filter((o) => undone.every((u) => u.id !== o.id))];
        const code = withoutCode(undone);
        expect(new URLSearchParams({ code }).toString()).toBe(`code=${code}`);
        expect(withoutFrom(code, all)).toEqual(undone);
      }),
      { seed: 6 },
    );
  });
  it('are those of the text that was read', () => {
    const { repairs } = readText('> > vm.kmem_size: 83415040\n\n&gt; vm.kvm_size: 1\n');
    expect(repairs.length).toBeGreaterThan(1);
    expect(withoutFrom(withoutCode(repairs), repairs)).toEqual(repairs);
  });
  it('stay out where they are too many, or undo how bytes were decoded', () => {
    const many = Array.from({ length: 900 }, (_, i) => repair('join', 1 + i * 2));
    expect(withoutFrom(withoutCode(many), many)).toEqual(many);
    expect(withoutCode(many).length).toBeLessThanOrEqual(MOST_WITHOUT);
    const more = Array.from({ length: 900 }, (_, i) => repair('join', 1 + i * 40));
    expect(withoutCode(more)).toBe('');
    expect(withoutCode([repair('encoding', 1)])).toBe('');
    expect(withoutFrom('encoding-1', [repair('encoding', 1)])).toEqual([]);
  });
  it('are read from any text without an exception', () => {
    fc.assert(
      fc.property(fc.string(), (code) => {
        expect(withoutFrom(code, [repair('join', 99_999)]).length).toBeLessThan(2);
      }),
      { seed: 6 },
    );
  });
});

describe('the machine set by hand in a link', () => {
  const or = <T>(all: readonly T[]) => fc.constantFrom(null, ...all);
  it('comes back', () => {
    const told = fc.record({
      release: or(RELEASES),
      arch: or(ARCHES),
      cpus: or(CPUS),
      pageSize: or(PAGE_SIZES),
      ram: or(RAM_SIZES_MB.map((mb) => mb * MIB)),
    });
    fc.assert(
      fc.property(told, (machine) => {
        const code = toldCode(machine);
        expect(new URLSearchParams({ code }).toString()).toBe(`code=${code}`);
        expect(toldFrom(code) ?? NOTHING_TOLD).toEqual(machine);
      }),
      { seed: 6 },
    );
    expect(toldCode(null)).toBe('');
  });
  it('leaves out what is not offered', () => {
    expect(toldFrom('release-99_cpus-8_arch-vax_ram-3M')).toEqual({ ...NOTHING_TOLD, cpus: 8 });
    expect(toldFrom('')).toBeNull();
    fc.assert(
      fc.property(fc.string(), (code) => {
        expect(toldFrom(code) === null || toldCode(toldFrom(code)) !== '').toBe(true);
      }),
      { seed: 6 },
    );
  });
});
