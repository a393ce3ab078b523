/** The history and the branches that interventions made of it. */
import type { Command, SimEvent, Timeline } from '../../sim';
import type { BranchInfo } from './types';

interface Branch extends Omit<BranchInfo, 'length'> {
  readonly timeline: Timeline;
}

/** All branches of one run; the first is the history, which nobody appends to by hand. */
export class Branches {
  private readonly list: Branch[] = [];
  private current = 0;

  constructor(history: Timeline) {
    this.list.push({ id: 0, name: '', parent: -1, from: 0, timeline: history });
  }

  get id(): number {
    return this.current;
  }
  get timeline(): Timeline {
    return this.of(this.current);
  }
  get info(): readonly BranchInfo[] {
    return this.list.map(({ timeline, ...rest }) => ({ ...rest, length: timeline.length }));
  }

  /** The timeline of a branch; the history's where there is no such branch. */
  of(id: number): Timeline {
    const found = this.list.find((b) => b.id === id) ?? this.list[0];
    if (found === undefined) throw new Error('a run has a history');
    return found.timeline;
  }

  /** Shows another way through the same log: the history seen from its past while it grows. */
  replaceHistory(timeline: Timeline): void {
    const [first] = this.list;
    if (first !== undefined) this.list[0] = { ...first, timeline };
  }

  switchTo(id: number): void {
    if (this.list.some((b) => b.id === id)) this.current = id;
  }

  /** A branch from where the present one stands; it becomes the present one. */
  fork(name: string): void {
    const from = this.timeline;
    const id = this.list.length;
    this.list.push({ id, name, parent: this.current, from: from.at, timeline: from.fork() });
    this.current = id;
  }

  /**
   * Carries out a command by hand. The history, and a branch that does not stand at its end, is
   * forked first, so that nothing made is lost.
   */
  act(command: Command, name: string): readonly SimEvent[] {
    if (this.current === 0 || this.timeline.at < this.timeline.length) this.fork(name);
    return this.timeline.push(command);
  }
}
