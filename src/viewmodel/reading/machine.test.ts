import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { GIB, MIB, bytes } from '../../base/units';
import { readBytes, readText } from '../../import';
import { SEED_MACHINE, bootLayout, makeMachine } from '../../sim';
import type { MachineSpec } from '../../sim';
import { kvaOptions, nearestRelease, releaseSpan } from './machine-clues';
import { machineOf } from './machine';

const seed = readFileSync('tests/fixtures/seed-mail.txt', 'utf8');
const must = (m: MachineSpec) => {
  const r = bootLayout(m);
  if (!r.ok) throw new Error(r.error.message);
  return r.value;
};
const paste = (m: MachineSpec, names: readonly string[]): string => {
  const { sysctl } = must(m);
  return names.map((n) => `${n}: ${String(sysctl[n]?.value)}`).join('\n');
};
const SIZES = ['vm.kmem_size', 'vm.kvm_size', 'vm.kvm_free'];

describe('the machine of the seed', () => {
  const machine = machineOf(readText(seed));
  it('is the seed’s own', () => {
    expect(machine.layout?.machine).toEqual(SEED_MACHINE);
    expect(machine.layout).toEqual(must(SEED_MACHINE));
  });
  it('grades itself exact, with every figure checked', () => {
    expect(machine.grade).toBe('exact');
    expect(machine.checks.map((c) => [c.name, c.agrees])).toEqual([
      ['vm.kmem_size', true],
      ['vm.kmem_size_max', true],
      ['vm.kmem_size_scale', true],
      ['vm.kvm_size', true],
    ]);
    expect([machine.limits?.good.value, machine.limits?.all.value]).toEqual([21, 21]);
  });
  it('says what speaks for each fact, and where it stands', () => {
    expect(machine.facts.map((f) => [f.id, f.value])).toEqual([
      ['release', 'FreeBSD 6.2'],
      ['arch', 'i386'],
      ['cpus', '1'],
      ['pageSize', '4,096 B'],
      ['ram', '256 MB'],
      ['kva', '1,024 MB'],
    ]);
    const ram = machine.facts.find((f) => f.id === 'ram')!;
    expect(ram.reasons.map((r) => r.line)).toEqual([92, 102]);
  });
});

describe('RAM by vm.kmem_size', () => {
  it.each([128, 192, 256, 384, 512, 640, 768])('%i MB comes back', (mb) => {
    const m = makeMachine({ ram: bytes(mb * MIB) });
    const found = machineOf(readText(paste(m, SIZES)));
    expect(found.layout?.machine.ram).toBe(mb * MIB);
    expect(found.checks.every((c) => c.agrees)).toBe(true);
  });
  it('comes back with another end of the kernel image, and says so', () => {
    const m = makeMachine({ ram: bytes(512 * MIB), kernelEnd: bytes(12 * MIB) });
    const found = machineOf(readText(paste(m, SIZES)));
    expect(found.layout?.machine.ram).toBe(512 * MIB);
    expect(found.layout?.sysctl['vm.kmem_size']?.value).toBe(must(m).sysctl['vm.kmem_size']?.value);
    expect(found.grade).toBe('inferred');
  });
  it('is open at the ceiling', () => {
    const found = machineOf(readText(paste(makeMachine({ ram: bytes(2 * GIB) }), SIZES)));
    expect(found.facts.find((f) => f.id === 'ram')?.value).toBe('1,024 MB or more');
    const told = machineOf(
      readText(
        `${paste(makeMachine({ ram: bytes(2 * GIB) }), SIZES)}\nhw.physmem: ${String(2 * GIB - 20 * MIB)}`,
      ),
    );
    expect(told.layout?.machine.ram).toBe(2 * GIB);
  });
  it('is open at the floor', () => {
    const found = machineOf(readText(paste(makeMachine({ ram: bytes(48 * MIB) }), SIZES)));
    expect(found.facts.find((f) => f.id === 'ram')?.value).toMatch(/or less$/);
    expect(found.checks.every((c) => c.agrees)).toBe(true);
  });
  it('is no RAM’s where it was set by hand', () => {
    const found = machineOf(readText('vm.kmem_size: 536870912\nvm.kvm_size: 1073737728'));
    expect(found.layout?.machine.tunables).toEqual({ 'vm.kmem_size': 536870912 });
    expect(found.facts.find((f) => f.id === 'settings')?.value).toBe('vm.kmem_size');
  });
  it('takes settings of the paste for tunables', () => {
    const found = machineOf(readText(`${paste(SEED_MACHINE, SIZES)}\nkern.maxusers: 512`));
    expect(found.layout?.machine.tunables).toEqual({ 'kern.maxusers': 512 });
  });
});

describe('kernel options', () => {
  it('are read off vm.kvm_size', () => {
    expect(kvaOptions(1073737728)).toEqual({ smp: false, kvaPages: 256 });
    expect(kvaOptions(1069543424)).toEqual({ smp: true, kvaPages: 256 });
    expect(kvaOptions(2 * GIB - 4096)).toEqual({ smp: false, kvaPages: 512 });
    expect(kvaOptions(12345)).toBeNull();
  });
});

describe('releases', () => {
  it.each([
    ['6.2', 602, 602],
    ['6–7', 600, 799],
    ['13+', 1300, 9999],
    ['up to 9', 0, 999],
    ['14.3+', 1403, 9999],
  ])('%s spans %i to %i', (text, from, to) => {
    expect(releaseSpan(text)).toEqual({ from, to });
  });
  it('come to the nearest that is modelled', () => {
    expect(nearestRelease('6.2', 'i386')).toEqual({ release: '6.2', exact: true });
    expect(nearestRelease('6.4', 'i386')).toEqual({ release: '6.2', exact: false });
    expect(nearestRelease('7.2', 'amd64')).toEqual({ release: '7.0', exact: false });
    expect(nearestRelease('11.3', 'amd64')).toBeNull();
  });
});

describe('the release', () => {
  const release = (text: string) => machineOf(readText(text)).facts.find((f) => f.id === 'release');
  it('is known where the system printed it, and inferred from columns', () => {
    const printed = 'kern.osrelease: 6.3-STABLE\nvm.kmem_size: 83415040';
    expect(release(printed)).toMatchObject({ value: 'FreeBSD 6.3', grade: 'user-data' });
    expect(release(printed)?.reasons.at(-1)?.text).toContain('Laid out as 6.2');
    expect(release('vm.kmem_size: 83415040')).toMatchObject({ value: null, grade: 'inferred' });
  });
});

describe('texts that hold no machine', () => {
  it.each([
    ['', 'No figure of a FreeBSD kernel is in the text.'],
    ['hello', 'No figure of a FreeBSD kernel is in the text.'],
    ['vm.kvm_free: 704638976', 'Neither the size of kmem_map nor the RAM is in the text.'],
  ])('%j: %s', (text, why) => {
    const machine = machineOf(readText(text));
    expect([machine.grade, machine.sentence, machine.layout]).toEqual(['none', why, null]);
  });
  it('read every file of the corpus without an exception, figures and reasons in order', () => {
    for (const file of readdirSync('tests/fixtures/corpus').filter((f) => f.endsWith('.txt'))) {
      const machine = machineOf(readBytes(readFileSync(`tests/fixtures/corpus/${file}`)).report);
      expect(machine.sentence, file).not.toBe('');
      expect(machine.grade === 'none', file).toBe(machine.layout === null);
      const ids = new Set(machine.derivations.map((d) => d.id));
      for (const c of machine.checks) expect(ids.has(c.found.id)).toBe(true);
    }
  });
});
