/** Branches compared by their figures. */
import { describe, expect, it } from 'vitest';
import { MIB, bytes } from '../../base/units';
import { makeMachine } from '../boot/machine';
import { stateSummary } from '../print/summary';
import { compareStates } from './compare';
import { Timeline } from './timeline';

const boot = (): Timeline => {
  const t = Timeline.boot(makeMachine({ ram: bytes(64 * MIB) }), 1);
  if (!t.ok) throw new Error(t.error);
  return t.value;
};

describe('two branches', () => {
  it('do not differ where they fork', () => {
    const t = boot();
    t.push({ do: 'malloc', type: 'temp', size: 100, count: 10 });
    expect(compareStates(stateSummary(t), stateSummary(t.fork()))).toEqual([]);
  });
  it('differ in what each did since, largest first', () => {
    const t = boot();
    const branch = t.fork();
    branch.push({ do: 'malloc', type: 'devbuf', size: 65_536, as: 'block' });
    const found = compareStates(stateSummary(t), stateSummary(branch));
    expect(found[0]).toMatchObject({ what: expect.stringMatching(/kmem_map|devbuf/) as string });
    expect(found).toContainEqual({ what: 'type devbuf bytes', left: 0, right: 65_536 });
    expect(found).toContainEqual({ what: 'held block', left: 0, right: 1 });
    const sizes = found.map((d) => Math.abs(d.left - d.right));
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  });
});
