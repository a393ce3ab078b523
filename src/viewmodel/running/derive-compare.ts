/** Figures that compare: of a branch that is not shown, its lead, and before and after commands by hand. */
import { namedFigures, stateFigures } from '../../sim';
import type { Change, Timeline } from '../../sim';
import { FIGURE_WORDS as WORDS } from '../../strings/en/figures';
import { headFigures } from './branches';
import { input, liveId } from './derive-zone';
import type { Made } from './derive-zone';
import { ruleOf } from './figure-rules';

/** What the last commands by hand changed, and between which positions. */
export interface DidFigures {
  readonly changes: readonly Change[];
  readonly before: number;
  readonly after: number;
}

/** Where other branches and the last act are found; a room without a run has neither. */
export interface Elsewhere {
  readonly timelineOf?: ((branch: number) => Timeline | null) | undefined;
  readonly did?: DidFigures | null | undefined;
}

/** A figure of a state by its name; 0 where the state has none of it, as a comparison counts it. */
const valueOf = (t: Timeline, what: string): number =>
  headFigures(t).get(what) ?? namedFigures(stateFigures(t)).get(what) ?? 0;

const made = (what: string, value: number, where: string): Made | null => {
  const rule = ruleOf(what);
  if (rule === null) return null;
  const [noun, unit, formula, file, fn] = rule;
  return { label: `${noun}, ${where}`, value, unit, formula, source: [file, fn] };
};

const number = (text: string): number => (/^\d{1,6}$/.test(text) ? Number(text) : -1);

/** @returns a figure of a branch where it stands, or null where there is no such branch or figure */
export const branchFigure = (e: Elsewhere, branch: string, what: string): Made | null => {
  const t = number(branch) < 0 ? null : (e.timelineOf?.(number(branch)) ?? null);
  const found = t === null ? null : made(what, valueOf(t, what), WORDS.branch(branch));
  return found === null || t === null ? null : { ...found, at: t.at };
};

/** @returns by how much a branch leads another, or null */
export const leadFigure = (e: Elsewhere, pair: string, what: string): Made | null => {
  const [here = '', there = ''] = pair.split('-');
  const [a, b] = [branchFigure(e, here, what), branchFigure(e, there, what)];
  if (a === null || b === null) return null;
  return {
    label: `${a.label}: ${WORDS.lead}`,
    value: a.value - b.value,
    unit: a.unit,
    formula: WORDS.leadRule,
    source: a.source,
    inputs: [
      input(a.label, a.value, a.unit, liveId('branch', here, what)),
      input(b.label, b.value, b.unit, liveId('branch', there, what)),
    ],
  };
};

/** @returns a figure before or after the last commands by hand, or null where they did not change it */
export const didFigure = ({ did }: Elsewhere, when: string, what: string): Made | null => {
  const change = did?.changes.find((c) => c.what === what);
  if (did === undefined || did === null || change === undefined) return null;
  const isBefore = when === 'from';
  const found = made(
    what,
    isBefore ? change.from : change.to,
    isBefore ? WORDS.before : WORDS.after,
  );
  if (found === null) return null;
  return {
    ...found,
    at: isBefore ? did.before : did.after,
    inputs: isBefore
      ? []
      : [input(WORDS.before, change.from, found.unit, liveId('did', 'from', what))],
  };
};
