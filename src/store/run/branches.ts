/** The history and the branches that interventions made of it. */
import type { Command, SimEvent, Timeline } from '../../sim';
import type { ByHand } from './by-hand';
import type { BranchInfo } from './types';

interface Branch extends Omit<BranchInfo, 'length' | 'hasRest'> {
  readonly timeline: Timeline;
  /** command of the history at which the first branch of this line left it */
  readonly root: number;
  /** places in the log of commands that were taken from the history since */
  readonly taken: number[];
}

/** All branches of one run; the first is the history, which nobody appends to by hand. */
export class Branches {
  private readonly list: Branch[] = [];
  private current = 0;
  /** where each act by hand began */
  private readonly before: { branch: number; at: number; name: string }[] = [];

  constructor(history: Timeline) {
    this.list.push({ id: 0, name: '', parent: -1, from: 0, timeline: history, root: 0, taken: [] });
  }

  get id(): number {
    return this.current;
  }
  get timeline(): Timeline {
    return this.of(this.current);
  }
  get info(): readonly BranchInfo[] {
    return this.list.map((b) => {
      const { id, name, parent, from, timeline } = b;
      return { id, name, parent, from, length: timeline.length, hasRest: this.restOf(b) !== null };
    });
  }

  private get now(): Branch {
    const found = this.list.find((b) => b.id === this.current) ?? this.list[0];
    if (found === undefined) throw new Error('a run has a history');
    return found;
  }

  /** The next command that the history has and a branch has not; null at its end. */
  private restOf({ id, root, taken, timeline }: Branch): Command | null {
    if (id === 0 || timeline.sim.panic !== null) return null;
    return this.of(0).log[root + taken.length] ?? null;
  }

  /**
   * What the scenario did after the present branch had left it, a command a step, at the branch's end.
   * A step is false once there is no more, or the machine has panicked.
   */
  rest(): () => boolean {
    const branch = this.now;
    return () => {
      const command = this.restOf(branch);
      if (command === null) return false;
      branch.taken.push(branch.timeline.length);
      branch.timeline.push(command);
      return true;
    };
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
    const parent = this.now;
    const from = parent.timeline.at;
    const id = this.list.length;
    this.list.push({
      id,
      name,
      parent: parent.id,
      from,
      timeline: parent.timeline.fork(),
      root: parent.id === 0 ? from : parent.root,
      taken: parent.taken.filter((at) => at < from),
    });
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
    const { id, root, timeline } = this.now;
    return id === 0 ? null : { from: root, commands: timeline.log.slice(root) };
  }
  get canUndo(): boolean {
    return this.before.length > 0;
  }
}
