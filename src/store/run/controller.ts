/**
 * The run behind the store: opens scenarios, plays, seeks, forks. Painters listen to `onPaint`, which
 * comes once a frame at most; panels follow `state`, which moves a few times a second while playing.
 */
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Command, MachineSpec, SimEvent, StoryMoment, Survey, Timeline } from '../../sim';
import { Branches } from './branches';
import { findThings } from '../../viewmodel/running/find';
import type { Found } from '../../viewmodel/running/find';
import type { Moment } from '../../viewmodel/running/moments';
import type { ByHand } from './by-hand';
import { didOf } from './did';
import { Look } from './look';
import { startMaking } from './maker';
import { storyOf } from './story';
import type { Begin, Maker } from './maker';
import type { Mark } from './marks';
import { NO_RUN } from './types';
import type { Clock, RunControls, RunState, RunView } from './types';
import { LOADS } from './workloads';
import type { LoadOrder, Loads } from './workloads';

/** ms between two moves of the panels while something runs: so rare that one frame in twenty pays. */
const PANEL_MS = 400;
/** Panels rest so many times as long as they took. */
const REST = 4;
/** ms of a frame that playing may take; what does not fit makes the run slower, not the page. */
const PLAY_MS = 4;
/** ms that a frame counts at most: a page that was hidden does not catch up. */
const LONGEST_FRAME = 100;

/** The load that is the rest of the scenario. */
export const REST_NAME = 'the rest of the scenario';

/** Where an opened run is to go; see `RunController.open`. */
export interface Goal {
  readonly at: number | null;
  readonly by: ByHand | null;
}
const NOWHERE: Goal = { at: null, by: null };

/** See the head of the file. */
export class RunController implements RunControls, RunView {
  readonly state: StoreApi<RunState> = createStore<RunState>()(() => NO_RUN);
  private readonly clock: Clock;
  private branches: Branches | null = null;
  private maker: Maker | null = null;
  private wanted: Goal = NOWHERE;
  private speed = 100;
  private credit = 0;
  private last = 0;
  /** when panels may move again, when they last did, and whether what that took is known */
  private nextPanels = 0;
  private lastPanels = 0;
  private isMeasured = true;
  private isPanelsDue = false;
  private isQueued = false;
  private version = 0;
  private readonly look = new Look();
  /** moments that the scenario declares */
  private story: readonly StoryMoment[] = [];
  private load: { readonly of: Timeline; readonly step: () => boolean } | null = null;
  private readonly painters = new Set<() => void>();
  private readonly follow: boolean;
  private readonly loads: Loads;

  /** @param follow whether a history is painted as it is made; else only as often as panels move */
  constructor(clock: Clock, follow = true, loads: Loads = LOADS) {
    this.clock = clock;
    this.follow = follow;
    this.loads = loads;
  }

  /** What is shown, or null before a run. Read it; `act` changes it. */
  get timeline(): Timeline | null {
    return this.branches?.timeline ?? null;
  }
  timelineOf(branch: number): Timeline | null {
    return this.branches?.of(branch) ?? null;
  }

  /** Who holds what now. */
  survey(): Survey | null {
    const t = this.timeline;
    return t === null ? null : this.look.survey(t, this.version);
  }
  /** Marks of the present branch as far as it is made. */
  marks(): readonly Mark[] {
    const t = this.timeline;
    return t === null ? [] : this.look.marks(t);
  }
  /** Named moments of the present branch. */
  moments(): readonly Moment[] {
    const t = this.timeline;
    return t === null ? [] : this.look.moments(t, this.story, this.maker?.moments());
  }
  /** The branch in view, as a link carries it; null on the history itself. */
  byHand(): ByHand | null {
    return this.branches?.byHand() ?? null;
  }

  /** Calls back when the picture is to be painted anew. Returns how to stop it. */
  onPaint(paint: () => void): () => void {
    this.painters.add(paint);
    return () => this.painters.delete(paint);
  }

  /**
   * Opens a scenario and drops the one before.
   * @param to position to go to, null = follow the end; and the branch in which that is
   * @param more the machine, where it was booted already; the paste, where it is that
   */
  open(scenario: string, machine: MachineSpec, to: Goal, more: Begin = {}): void {
    this.maker?.stop();
    this.load = null;
    this.wanted = to;
    this.story = storyOf(scenario);
    const maker = startMaking({ scenario, machine, ...more }, this.clock, () => {
      this.grew(maker);
    });
    if (typeof maker === 'string') {
      this.maker = null;
      this.branches = null;
      this.state.setState({ ...NO_RUN, status: 'failed', error: maker });
      return;
    }
    this.maker = maker;
    this.branches = new Branches(maker.timeline);
    this.changed({ ...NO_RUN, status: 'making' });
  }
  /** Goes where another link of the same run points, now or once the history reaches there. */
  goTo(to: Goal): void {
    const { branches, maker } = this;
    if (branches === null || maker === null) return;
    // A run that was opened at this moment follows its end by itself.
    const isFollowing = maker.isRunning() && branches.timeline === maker.timeline;
    if (isFollowing && to.at === null && to.by === null) {
      this.wanted = NOWHERE;
      return;
    }
    const end = branches.of(0).length;
    const at = to.at ?? (to.by === null ? end : null);
    this.wanted =
      maker.isRunning() || at === null ? { ...to, at } : { ...to, at: Math.min(at, end) };
    this.arrive(maker);
  }
  /** Stops making and playing; the room is left. */
  close(): void {
    this.maker?.stop();
    this.state.setState({ isPlaying: false });
  }

  setSpeed(perSecond: number): void {
    this.speed = perSecond;
    this.credit = 0;
  }

  toggle = (): void => {
    const t = this.timeline;
    if (t === null) return;
    const isPlaying = !this.state.getState().isPlaying;
    if (isPlaying && t.at >= t.length && this.load?.of !== t) this.go(0);
    this.credit = 0;
    this.last = this.clock.now();
    this.changed({ isPlaying });
    if (isPlaying) this.clock.frame(this.playFrame);
  };
  step = (): void => {
    this.go((this.timeline?.at ?? 0) + 1);
  };
  back = (): void => {
    this.go((this.timeline?.at ?? 0) - 1);
  };
  seek = (at: number): void => {
    this.go(at);
  };
  toStart = (): void => {
    this.go(0);
  };
  toEnd = (): void => {
    this.go(this.timeline?.length ?? 0);
  };
  nextMark = (): void => {
    const at = this.timeline?.at ?? 0;
    const next = this.marks().find((m) => m.at > at);
    if (next !== undefined) this.go(next.at);
  };
  previousMark = (): void => {
    const at = this.timeline?.at ?? 0;
    const previous = this.marks().findLast((m) => m.at < at);
    this.go(previous?.at ?? 0);
  };
  fork = (): void => {
    if (this.branches === null) return;
    this.away();
    this.branches.fork('');
    this.changed({ isPlaying: false });
  };
  /** Takes a branch that is not shown to its end, to compare with it. */
  toEndOf(branch: number): void {
    const t = this.timelineOf(branch);
    if (t === null || t === this.timeline) return;
    t.seek(t.length);
    this.changed({});
  }
  switchTo(branch: number): void {
    this.branches?.switchTo(branch);
    this.changed({ isPlaying: false });
  }
  /** Carries out commands by hand, on a branch of their own where that is needed. */
  act(commands: readonly Command[], name: string): readonly SimEvent[] {
    if (this.branches === null) return [];
    this.away();
    const events = this.branches.act(commands, name);
    this.changed({ isPlaying: false, did: didOf(name, events) });
    return events;
  }
  /** Back to where the last act by hand began. Nothing made is lost. */
  undo = (): void => {
    const name = this.branches?.undo() ?? null;
    if (name !== null) this.changed({ isPlaying: false, did: null });
  };

  /**
   * Puts the machine under a load from where it stands, on a branch of its own, and plays.
   * @returns a sentence where that cannot be
   */
  startLoad(order: LoadOrder, name: string): string | null {
    if (this.branches === null) return null;
    this.away();
    this.branches.beginAct(name);
    const { timeline } = this.branches;
    const load = this.loads.start(timeline, order);
    if (!load.ok) {
      this.branches.undo();
      return load.error;
    }
    this.drive(timeline, load.value.step, name);
    return null;
  }
  /** Lets a branch go on as the scenario did after it had left it, and plays. */
  goOn = (): void => {
    const { branches } = this;
    const now = branches?.info.find((b) => b.id === branches.id);
    if (branches === null || now?.hasRest !== true) return;
    branches.beginAct('');
    this.drive(branches.timeline, branches.rest(), REST_NAME);
  };
  private drive(of: Timeline, step: () => boolean, name: string): void {
    this.load = { of, step };
    this.changed({ isPlaying: false, load: name, did: null });
    this.toggle();
  }
  /** Takes the load away; what it did stays in the log. */
  stopLoad = (): void => {
    this.load = null;
    this.changed({ isPlaying: false, load: '' });
  };

  find = (query: string): readonly Found[] => {
    const { timeline } = this;
    const survey = this.survey();
    return timeline === null || survey === null ? [] : findThings({ timeline, survey }, query);
  };

  /** Leaves the growing end: the past of a history in the making is seen with a state of its own. */
  private away(): void {
    const { branches, maker } = this;
    if (branches === null || maker?.isRunning() !== true) return;
    if (branches.of(0) !== maker.timeline) return;
    const at = maker.timeline.at;
    const watcher = maker.timeline.watch();
    watcher.seek(at);
    branches.replaceHistory(watcher);
  }
  private go(at: number): void {
    if (this.branches === null) return;
    this.wanted = NOWHERE;
    this.away();
    this.timeline?.seek(at);
    this.changed(
      this.state.getState().isPlaying && at < (this.timeline?.length ?? 0)
        ? {}
        : { isPlaying: false },
    );
  }

  private grew(maker: Maker | string): void {
    if (maker !== this.maker || typeof maker === 'string') return;
    this.arrive(maker);
    if (!maker.isRunning()) {
      this.wanted = NOWHERE;
      this.changed({ status: 'ready' });
    } else if (this.follow || this.clock.now() >= this.nextPanels) this.moved();
  }
  /** Goes where the link points, once the history reaches there. */
  private arrive(maker: Maker): void {
    const { at, by } = this.wanted;
    const goal = by?.from ?? at;
    if (goal === null || goal > maker.timeline.length) return;
    this.wanted = NOWHERE;
    this.branches?.switchTo(0);
    this.go(goal);
    if (by === null) return;
    this.branches?.act(by.commands, '');
    if (at !== null) this.timeline?.seek(at);
    this.changed({});
  }

  private readonly playFrame = (): void => {
    const t = this.timeline;
    if (t === null || !this.state.getState().isPlaying) return;
    const now = this.clock.now();
    this.credit += (Math.min(now - this.last, LONGEST_FRAME) / 1000) * this.speed;
    this.last = now;
    const end = now + PLAY_MS;
    let moved = false;
    while (this.credit >= 1 && this.clock.now() < end && this.stepOf(t)) {
      this.credit -= 1;
      moved = true;
    }
    this.credit = Math.min(this.credit, this.speed / 10 + 1);
    if (t.at >= t.length && this.load?.of !== t && this.maker?.isRunning() !== true) {
      this.changed({ isPlaying: false });
      return;
    }
    if (moved) this.moved();
    this.clock.frame(this.playFrame);
  };

  /** One command on: of the log, or at its end of the load. False where there is none. */
  private stepOf(t: Timeline): boolean {
    if (t.at < t.length) {
      t.step();
      return true;
    }
    if (this.load?.of !== t) return false;
    if (this.load.step()) return true;
    this.load = null;
    this.state.setState({ load: '' });
    return false;
  }

  /** The state moved: a frame will paint it, and panels follow when it is their turn. */
  private moved(): void {
    this.version += 1;
    this.queuePaint();
    this.panels();
  }
  /** Panels move with the next frame, so that a slow page is never asked again before it is done. */
  private panels(): void {
    if (this.isPanelsDue || this.clock.now() < this.nextPanels) return;
    this.isPanelsDue = true;
    this.queuePaint();
  }
  /** Rests in proportion to what the last move of the panels took, up to the frame after it. */
  private measure(): void {
    if (this.isMeasured) return;
    this.isMeasured = true;
    const now = this.clock.now();
    this.nextPanels = now + Math.max(PANEL_MS, (now - this.lastPanels) * REST);
  }
  private changed(more: Partial<RunState>): void {
    this.version += 1;
    this.write(more);
    this.queuePaint();
  }
  private write(more: Partial<RunState>): void {
    this.lastPanels = this.clock.now();
    this.nextPanels = this.lastPanels + PANEL_MS;
    this.isMeasured = false;
    this.isPanelsDue = false;
    const { branches, timeline } = this;
    this.state.setState({
      ...more,
      at: timeline?.at ?? 0,
      length: timeline?.length ?? 0,
      branch: branches?.id ?? 0,
      branches: branches?.info ?? [],
      canUndo: branches?.canUndo ?? false,
      tick: this.state.getState().tick + 1,
    });
  }
  private queuePaint(): void {
    if (this.isQueued) return;
    this.isQueued = true;
    this.clock.frame(() => {
      this.isQueued = false;
      this.measure();
      for (const paint of this.painters) paint();
      if (this.isPanelsDue) this.write({});
    });
  }
}
