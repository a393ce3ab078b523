/** Keep this router alive for a year. */
import { stateFigures } from '../../sim';
import type { DerivationInput } from '../../base/derivation';
import { figureAt } from '../figures';
import { counted, fromInputs, sum } from '../own-figure';
import { REFERENCES } from '../references';
import type { Scene, TaskState } from '../types';

const DAY = 86_400;
const YEAR_DAYS = 365;
/** Links that must have been made by then: more than the map holds at once. */
const LINKS = 1_000_000;
/** Pages in a row that the request of the panic needs. */
const REQUEST = 4;

const days = (scene: Scene): number => Math.floor(stateFigures(scene.timeline).uptime / DAY);

/** Links by malloc(9), and those of a zone of their own. */
const links = (scene: Scene): number =>
  sum(
    ['live|type|libalias|requests', 'live|zone|libalias|requests'].map((id) =>
      Number(figureAt(scene, id, {})?.value ?? 0),
    ),
  );

const shown = (id: string, label: string, input: DerivationInput) =>
  fromInputs([input], {
    id,
    label,
    unit: 'count',
    formula: `${input.name}, so far`,
    source: REFERENCES.add_link,
    of: sum,
  });

const missing = (scene: Scene): string => {
  if (scene.timeline.sim.panic !== null) return 'The kernel has panicked. Go back and try again.';
  if (links(scene) < LINKS) return 'Fewer than a million links have been made so far.';
  if (days(scene) < YEAR_DAYS) return 'A year has not passed yet.';
  const hole = Number(figureAt(scene, 'live|map|kmem_map|hole', {})?.value ?? 0);
  return hole < REQUEST ? 'No hole is long enough for the next request.' : '';
};

/** Whether a year has passed and a million links were made, and the next request would be served. */
export const keepAlive = (scene: Scene): TaskState => {
  const words = missing(scene);
  return {
    isDone: words === '',
    now: [
      shown('days', 'Days since boot', counted('days', days(scene), 'count')),
      shown('made', 'Links made', counted('links', links(scene), 'count')),
    ],
    words: words === '' ? 'A year has passed, and the next request would be served.' : words,
  };
};
