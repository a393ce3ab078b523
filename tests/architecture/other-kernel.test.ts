/** A kernel compiled with other constants: the same text of a lesson has other numbers. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { STACK_PAGES } from '../../src/lessons/constants';
import { constantsOf } from '../../src/sim/boot/constants';
import type * as Constants from '../../src/sim/boot/constants';

const CONSTANTS = '../../src/sim/boot/constants';
const START = { scenario: 'boot', moment: 'start' };

/** Numbers of the text of a lesson at boot, as `id shape` and what stands there. */
const written = async (lesson: number): Promise<ReadonlyMap<string, string>> => {
  const [{ LESSONS }, { figureAt, isShape, writeFigure }, kit] = await Promise.all([
    import('../../src/lessons/registry'),
    import('../../src/lessons/figures'),
    import('../lessons/kit'),
  ]);
  const entry = LESSONS[lesson - 1];
  const scene = kit.sceneAt(START);
  const found = new Map<string, string>();
  for (const { elements } of kit.stepTexts(kit.textOfLesson(lesson)))
    for (const { name, attributes } of elements) {
      const { of = '', as = '' } = attributes;
      const d = name === 'N' ? figureAt(scene, of, entry?.figures ?? {}) : null;
      if (d !== null && isShape(as)) found.set(`${of} ${as}`, writeFigure(d, as));
    }
  return found;
};

/** The same model with some constants compiled in anew. */
const compileWith = (change: Partial<Constants.MachineConstants>): void => {
  vi.resetModules();
  vi.doMock(CONSTANTS, async (original) => {
    const real = await original<typeof Constants>();
    return {
      ...real,
      constantsOf: (m: Parameters<typeof real.constantsOf>[0]) => {
        const k = real.constantsOf(m);
        return k === undefined ? undefined : { ...k, ...change };
      },
    };
  });
};

afterEach(() => {
  vi.doUnmock(CONSTANTS);
  vi.resetModules();
});

describe('a kernel with another VM_KMEM_SIZE_MAX', () => {
  it('changes the ceiling that lesson 4 names, and leaves RAM as it is', async () => {
    const before = await written(4);
    compileWith({ kmemSizeMax: 160 * 1024 * 1024 });
    const after = await written(4);
    expect([before.get('boot|kmem_max bytes'), after.get('boot|kmem_max bytes')]).toEqual([
      '335,544,320 B',
      '167,772,160 B',
    ]);
    expect(before.get('boot|spec.ram size')).toBe(after.get('boot|spec.ram size'));
  });
});

describe('the kernel of the router', () => {
  it('has the stacks that lessons count with', () => {
    expect(constantsOf({ release: '6.2', arch: 'i386', pae: false })?.kstackPages).toBe(
      STACK_PAGES,
    );
  });
});

describe('a kernel with other KVA_PAGES', () => {
  it('changes the addresses that lesson 2 counts', async () => {
    const before = await written(2);
    compileWith({ kvaPages: 384 });
    const after = await written(2);
    expect([before.get('boot|vm.kvm_size size'), after.get('boot|vm.kvm_size size')]).toEqual([
      '1,024 MB',
      '1,536 MB',
    ]);
    expect(after.get('own|used size')).not.toBe(before.get('own|used size'));
  });
});
