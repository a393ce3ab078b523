/**
 * Derivations of live figures, made when asked for: `live|zone|128|used`. Values are those of the
 * state that is shown; rules are the kernel's, by file and function.
 */
import type { AnyDerivation } from '../../base/derivation';
import { sourceRef } from '../../base/sources';
import type { Kernel, Survey, Timeline } from '../../sim';
import { DERIVED } from '../../strings/en/derived';
import { branchFigure, didFigure, leadFigure } from './derive-compare';
import type { Elsewhere } from './derive-compare';
import { frameFigure, havingFigure, itemFigure, slabFigure } from './derive-frames';
import { mapFigure } from './derive-map';
import { markFigure, pagesFigure, typeFigure } from './derive-pages';
import { liveId, partsOfId, zoneFigure } from './derive-zone';
import type { Made } from './derive-zone';
import { reachFigure } from './reach-figures';
import { swapFigure } from './swap-view';
import { thingFigure } from './thing-tables';

/** What derivations look at: the state that is shown, and what is compared with it. */
export interface Live extends Elsewhere {
  readonly timeline: Timeline;
  readonly survey: Survey;
}

const finish = (id: string, at: number, m: Made): AnyDerivation => {
  const rest = {
    id,
    label: m.label,
    formula: m.formula,
    inputs: m.inputs ?? [],
    source: sourceRef('r62', ...m.source),
    grade: m.grade ?? 'exact',
    note: `${DERIVED.note} ${m.at ?? at}.`,
  };
  return m.unit === 'address'
    ? { ...rest, unit: m.unit, value: BigInt(m.value) }
    : { ...rest, unit: m.unit, value: m.value };
};

/** A figure that boot laid out, with its inputs under the same names. */
const bootFigure = ({ layout }: Kernel, name: string): AnyDerivation | null => {
  const d = layout.values[name];
  if (d === undefined) return null;
  const id = (of: string): string => liveId('boot', of, '');
  const inputs = d.inputs.map((i) => (i.ref === undefined ? i : { ...i, ref: id(i.ref) }));
  return { ...d, id: id(d.id), inputs };
};

/** @returns the derivation with that id in the present state, or null where there is none */
export const deriveLive = (live: Live, id: string): AnyDerivation | null => {
  const parts = partsOfId(id);
  if (parts === null) return null;
  const [kind, name, figure] = parts;
  const { timeline } = live;
  const k = timeline.sim.kernel;
  if (kind === 'boot') return bootFigure(k, name);
  const make: Readonly<Record<string, () => Made | null>> = {
    zone: () => zoneFigure(k, name, figure),
    map: () => mapFigure(k, name, figure),
    pages: () => pagesFigure(timeline, name, figure),
    mark: () => markFigure(k, name),
    type: () => typeFigure(timeline, name, figure),
    holder: () => havingFigure(live, 'holder', name, figure),
    asker: () => havingFigure(live, 'asker', name, figure),
    frame: () => frameFigure(live, name, figure),
    slab: () => slabFigure(live, name),
    item: () => itemFigure(live, name),
    reach: () => reachFigure(k, name, figure),
    swapspace: () => swapFigure(k, name),
    branch: () => branchFigure(live, name, figure),
    lead: () => leadFigure(live, name, figure),
    did: () => didFigure(live, name, figure),
  };
  const made = make[kind]?.() ?? thingFigure(timeline, kind, name, figure);
  return made === null ? null : finish(id, timeline.at, made);
};

/** A derivation with those that its inputs name, so that each input opens too. */
export const deriveWithInputs = (live: Live, id: string): readonly AnyDerivation[] => {
  const d = deriveLive(live, id);
  if (d === null) return [];
  const inputs = d.inputs.flatMap(({ ref }) => (ref === undefined ? [] : [deriveLive(live, ref)]));
  return [d, ...inputs.filter((i) => i !== null)];
};
