/** The history and the branches that interventions made of it. */
import type { Command, SimEvent, Timeline } from '../../sim';
import type { ByHand } from './by-hand';
import type { BranchInfo } from './types';

interface Branch extends Omit<BranchInfo, 'length'> {
  readonly timeline: Timeline;
}

/** All branches of one run; the first is the history, which nobody appends to by hand. */
export class Branches {
  private readonly list: Branch[] = [];
  private current = 0;
  /** where each act by hand began */
  private readonly before: { branch: number; at: number; name: string }[] = [];

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
   * Carries out commands by hand, up to a panic. The history, and a branch that does not stand at its
   * end, is forked first, so that nothing made is lost.
   */
  act(commands: readonly Command[], name: string): readonly SimEvent[] {
    this.beginAct(name);
    const events: SimEvent[] = [];
    for (const command of commands) {
      events.push(...this.timeline.push(command));
      if (this.timeline.sim.panic !== null) break;
    }
    return events;
  }

  /** Makes the present branch one that may be appended to, and notes where to go back to. */
  beginAct(name: string): void {
    this.before.push({ branch: this.current, at: this.timeline.at, name });
    if (this.current === 0 || this.timeline.at < this.timeline.length) this.fork(name);
  }

  /**
   * Goes back to where the last commands by hand were given. What they made stays: a step forward or
   * the branch's button brings it back.
   * @returns the name of what was undone, or null where nothing is to undo
   */
  undo(): string | null {
    const last = this.before.pop();
    if (last === undefined) return null;
    this.switchTo(last.branch);
    this.timeline.seek(last.at);
    return last.name;
  }
  /** Where the present branch left the history, and its commands since; null on the history. */
  byHand(): ByHand | null {
    let from = Infinity;
    for (let id = this.current; id > 0; id = this.list[id]?.parent ?? 0)
      from = Math.min(from, this.list[id]?.from ?? 0);
    return from === Infinity ? null : { from, commands: this.timeline.log.slice(from) };
  }
  get canUndo(): boolean {
    return this.before.length > 0;
  }
}
