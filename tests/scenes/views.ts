/** What the view model makes of a scene: the same selectors that the room draws from. */
import { newSurvey, startScenario, updateSurvey } from '../../src/sim';
import type { Survey, Timeline } from '../../src/sim';
import { Branches } from '../../src/store/run/branches';
import { machineFor } from '../../src/store/run/machine-for';
import { readMachine } from '../../src/viewmodel/machine/machine-code';
import { askedNow } from '../../src/viewmodel/running/askers';
import { compareBranches } from '../../src/viewmodel/running/branches';
import { liveHeadline } from '../../src/viewmodel/running/headline';
import { ramLink } from '../../src/viewmodel/running/link';
import { logLine } from '../../src/viewmodel/running/log-lines';
import { frameMarks } from '../../src/viewmodel/running/marks';
import { openColumns } from '../../src/viewmodel/running/open-columns';
import { resolve } from '../../src/viewmodel/running/place';
import { queuesView } from '../../src/viewmodel/running/queues';
import { ramRows } from '../../src/viewmodel/running/ram-rows';
import { selectionTitle } from '../../src/viewmodel/running/selection-figures';
import { tableRows } from '../../src/viewmodel/running/tables';
import { linkOf } from './scenes';
import type { Scene } from './scenes';

const made = new Map<string, Timeline>();

/** The whole run of a scene, made once for all scenes of the same scenario and machine. */
export const runOf = ({ scenario, machine }: Scene): Timeline => {
  const key = `${scenario} ${machine}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const run = startScenario(scenario, machineFor(scenario, readMachine(machine).machine));
  if (!run.ok) throw new Error(run.error);
  while (run.value.step());
  made.set(key, run.value.timeline);
  return run.value.timeline;
};

/** The timeline that a scene shows, where it shows it; a branch is made anew each time. */
const timelineOf = (scene: Scene): Timeline => {
  const history = runOf(scene);
  if (scene.by === undefined) {
    history.seek(scene.at);
    return history;
  }
  const branches = new Branches(history);
  history.seek(scene.by.from);
  branches.act(scene.by.commands, '');
  return branches.timeline;
};

const surveyOf = (t: Timeline): Survey => {
  const s = newSurvey(t.sim.kernel);
  updateSurvey(t.sim.kernel, s);
  return s;
};

const columns = (t: Timeline, s: Survey, scene: Scene) => {
  const link = linkOf(scene);
  const selected = resolve(t.sim.kernel, s, link.sel);
  const view = { selected, open: link.open, order: link.pages };
  const open = openColumns(t.sim.kernel, s, view);
  return {
    heads: open.heads.map(({ title, extent, note }) => `${title} | ${extent} | ${note}`),
    bands: open.kernel.bands.map(
      ({ id, from, size, backing }) => `${id} ${from}+${size} ${backing}`,
    ),
    framed: open.framed.map((f) => (f === null ? null : `${f.from}+${f.size} of ${f.of}`)),
  };
};

/** A branch beside the end of its scenario. */
const compared = (t: Timeline, scene: Scene): readonly string[] => {
  const history = runOf(scene);
  history.seek(history.length);
  return compareBranches(t, history).principal.map((p) => `${p.id}: ${p.left}, ${p.right}`);
};

/** Everything of a scene that can be compared in words. */
export const viewOf = (scene: Scene): unknown => {
  const t = timelineOf(scene);
  const k = t.sim.kernel;
  const s = surveyOf(t);
  const { sel, colour, table } = linkOf(scene);
  const selected = resolve(k, s, sel);
  const { title, panic, kmem } = liveHeadline(t);
  const asked = colour === 'asked' ? askedNow(t, s) : null;
  return {
    headline: [title, panic, `${kmem.allocated} of ${kmem.size}, hole ${kmem.hole}`],
    selected: [selected.kind, selectionTitle(selected)],
    link: ramLink(k, selected, frameMarks(k, s, selected, new Uint8Array(0)))?.words ?? null,
    columns: columns(t, s, scene),
    ram: ramRows(k, s, asked).map((r) => `${r.label}: ${r.frames}`),
    queues: queuesView(k, s).bars.map((b) => `${b.place} ${b.size}`),
    table:
      table === 'z' || table === 'm'
        ? []
        : tableRows(t, table)
            .slice(0, 5)
            .map((r) => `${r.name}: ${r.figures.join(', ')}`),
    log: t.at === 0 ? null : logLine(t, t.at - 1).words,
    compared: scene.by === undefined ? null : compared(t, scene),
  };
};
