import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SEED_MACHINE } from '../../sim';
import { leversOf, machineCode, parseSize, readMachine, sizeCode } from './machine-code';

const levers = fc.record({
  release: fc.constantFrom('6.2' as const, '7.0' as const, '7.3' as const),
  arch: fc.constantFrom('i386' as const, 'amd64' as const),
  ram: fc.integer({ min: 1, max: 2 ** 40 }),
  smp: fc.boolean(),
  pae: fc.boolean(),
  agp: fc.integer({ min: 0, max: 2 ** 31 }),
  tunables: fc.dictionary(
    fc.constantFrom('kern.maxusers', 'vm.kmem_size', 'kern.nbuf'),
    fc.integer({ min: 0, max: 2 ** 31 }),
    { noNullPrototype: true },
  ),
});

describe('sizes', () => {
  it('reads what people write', () => {
    expect(['256M', '1.5G', '83415040', '64 KB', '2gb'].map(parseSize)).toEqual([
      268435456, 1610612736, 83415040, 65536, 2147483648,
    ]);
  });
  it('refuses what is no size', () => {
    expect(['', 'M', '-1', '1T', '1e9', 'ten'].map(parseSize)).toEqual(Array(6).fill(null));
  });
  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 45 }), (n) => {
        expect(parseSize(sizeCode(n))).toBe(n);
      }),
    );
  });
});

describe('a machine in the link', () => {
  it('is empty for the thread’s router, with its own aperture', () => {
    expect(machineCode(leversOf(SEED_MACHINE))).toBe('');
    expect(readMachine('').machine).toBe(SEED_MACHINE);
  });
  it('keeps the aperture of the router when a lever is moved, and says so in the link', () => {
    const code = machineCode({ ...leversOf(SEED_MACHINE), ram: 2 ** 30 });
    expect(code).toBe('6.2,i386,1G,agp=128M');
    expect(readMachine(code).machine.agpAperture).toBe(SEED_MACHINE.agpAperture);
    expect(readMachine('6.2,i386,1G').machine.agpAperture).toBe(0);
    expect(readMachine('6.2,i386,agp=much')).toMatchObject({
      machine: { agpAperture: 0 },
      unknown: ['agp='],
    });
    expect(machineCode(leversOf(readMachine('6.2,i386,256M').machine))).toBe('6.2,i386,256M');
  });
  it('reads the example of the document', () => {
    const { machine, unknown } = readMachine('7.3,i386,1G,smp,kern.maxusers=384');
    expect(machine).toMatchObject({
      release: '7.3',
      arch: 'i386',
      ram: 2 ** 30,
      smp: true,
      pae: false,
      tunables: { 'kern.maxusers': 384 },
    });
    expect(unknown).toEqual([]);
  });
  it('names what it does not understand and keeps the rest', () => {
    const { machine, unknown } = readMachine('6.2,vax,512M,kern.nbuf=-3,,turbo');
    expect(unknown).toEqual(['vax', 'kern.nbuf=', 'turbo']);
    expect(machine.ram).toBe(512 * 2 ** 20);
  });
  it('keeps every lever of every machine', () => {
    fc.assert(
      fc.property(levers, (given) => {
        const code = machineCode(given);
        if (code === '') return;
        expect(leversOf(readMachine(code).machine)).toEqual(given);
      }),
    );
  });
  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readMachine(text).machine.ram).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
