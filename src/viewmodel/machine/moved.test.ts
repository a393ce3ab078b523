import { describe, expect, it } from 'vitest';
import { SEED_MACHINE } from '../../sim';
import { leversOf, readMachine } from './machine-code';
import {
  kmemOf,
  layoutOf,
  machineWith,
  moveLine,
  moveSentence,
  moveWords,
  regionMoves,
  willMove,
} from './moved';

const layout = (code: string) => layoutOf(readMachine(code).machine)!;
const router = layout('');

describe('what a lever of the machine moves', () => {
  it('says kmem_map first, with both sizes', () => {
    expect(moveWords(router, layout('6.2,i386,1G'))[0]).toBe('kmem_map: 79.55 MB → 320 MB');
    expect(moveLine(router, layout('6.2,i386,1G'))).toMatch(
      /^kmem_map: 79\.55 MB → 320 MB; \d+ other regions change$/,
    );
    expect(moveSentence(router, layout('6.2,i386,256M,vm.kmem_size=167772160'))).toMatch(
      /^kmem_map: 79\.55 MB → 160 MB; /,
    );
  });
  it('says the same before as after', () => {
    const next = machineWith(leversOf(SEED_MACHINE), { ram: 512 * 1024 * 1024 });
    expect(willMove(router, next)).toBe(moveSentence(router, layoutOf(next)!));
  });
  it('names the kernel map where the address space itself changes, and what comes and goes', () => {
    const words = moveWords(router, layout('7.0,amd64,8G,smp'));
    expect(words[0]).toMatch(/^kernel_map: 1,024 MB → /);
    expect(regionMoves(router, layout('7.0,amd64,8G,smp')).map((m) => m.move)).toContain('gone');
  });
  it('says that nothing changes, and why a machine cannot boot', () => {
    expect(moveSentence(router, router)).toBe('nothing of the layout changes');
    expect(willMove(router, readMachine('6.2,i386,64G').machine)).toContain('4 GB');
    expect(kmemOf(readMachine('6.2,i386,64G').machine)).toBe('');
    expect(kmemOf(SEED_MACHINE)).toBe('kmem_map 79.55 MB');
  });
  it('accounts for every region of both layouts, each once', () => {
    const after = layout('6.2,i386,2G');
    const moves = regionMoves(router, after);
    expect(new Set(moves.map((m) => m.id)).size).toBe(moves.length);
    const sizes = moves.reduce((n, m) => n + (m.after?.size ?? 0), 0);
    const root = after.regions.find((r) => r.id === 'kernel_map')!;
    expect(sizes).toBeGreaterThanOrEqual(root.size);
  });
});
