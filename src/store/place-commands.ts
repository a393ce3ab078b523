/** Keys that go to a part of the Machine room: the page is long, and Tab alone would take a hundred steps. */

/** A part of the room that a key goes to. */
const part = (id: string, label: string, hotkey: string, goTo: string) => ({
  id,
  group: 'part' as const,
  label,
  hotkey,
  goTo,
  isFor: (s: { readonly controls: unknown }) => s.controls !== null,
  run: () => undefined,
});

/** In the order of the page. `goTo` is the id of an element; see `focusPlace`. */
export const PART_COMMANDS = {
  toScenario: part('toScenario', 'To the scenario', 'c', 'scenario'),
  toMachine: part('toMachine', 'To the RAM of the machine', 'm', 'machine-ram'),
  toRuler: part('toRuler', 'To the address ruler', 'a', 'ruler'),
  toRam: part('toRam', 'To physical memory', 'r', 'ram'),
  toSelected: part('toSelected', 'To what is selected', 's', 'selected'),
  toPosition: part('toPosition', 'To the position in the run', 'o', 'position'),
  toLog: part('toLog', 'To the log in words', 'w', 'log'),
  toQueues: part('toQueues', 'To the queues', 'q', 'queues-title'),
  toFiles: part('toFiles', 'To the files to save', 'x', 'take-away'),
  toLevers: part('toLevers', 'To the levers', 'h', 'lever'),
  toBranches: part('toBranches', 'To the branches', 'b', 'branches-title'),
  toTables: part('toTables', 'To the tables', 't', 'tables-title'),
} as const;
