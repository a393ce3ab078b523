import { describe, expect, it } from 'vitest';
import { bootLayout } from '../../sim';
import type { BootLayout } from '../../sim';
import { readMachine } from './machine-code';
import { stripOf } from './strip';

const layout = (code: string): BootLayout => {
  const made = bootLayout(readMachine(code).machine);
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
};

describe('the kernel map as a strip', () => {
  it.each(['', '7.3,i386,1G,smp', '6.2,amd64,4G', '6.2,i386,24M'])(
    'has every region at its place, none over another, of %j',
    (code) => {
      const pieces = stripOf(layout(code));
      expect(pieces.length).toBeGreaterThan(8);
      let end = 0;
      for (const { id, from, size } of pieces) {
        expect([id, Math.abs(from - end) < 1e-9]).toEqual([id, true]);
        end = from + size;
      }
      expect(end).toBeCloseTo(1, 9);
    },
  );
  it('shows kmem_map as large as it is', () => {
    const of = (code: string): number =>
      stripOf(layout(code)).find((p) => p.id === 'kmem_map')!.size;
    expect(of('6.2,i386,1G') / of('6.2,i386,256M')).toBeCloseTo(335_544_320 / 83_415_040, 6);
  });
});
