/** The model's own predictions beside what the paste says. */
import { WHOLE_TABLE } from '../ledger/ledger';
import type { Notebook } from '../notebook';
import type { SelfCheckRow } from '../types';
import { bootChecks } from './boot';
import type { Checked } from './checked';
import { heapChecks } from './heap';
import { limitSlabs } from './limit-slabs';
import { netstatChecks } from './netstat';
import { slabHeaders, wholeSlabs } from './slabs';
import { umaSysctls } from './uma-sysctls';
import { umaZones } from './uma-zones';

/** Fewer zones than this say nothing about the rules. */
const FEW = 8;

/** Checks that need every zone of the kernel. */
const ofWholeTable = (book: Notebook, c: Checked): readonly SelfCheckRow[] => {
  const { zones, layout, chosen, at } = c;
  const isList = at.era.slab === 'list';
  const isModelled = layout !== null && at.era.id === 'r6' && at.arch === 'i386';
  return [
    ...slabHeaders(book, zones, at, chosen.panic !== null),
    ...(isList ? umaZones(book, zones) : []),
    ...(isModelled ? bootChecks(book, zones, layout, chosen) : limitSlabs(book, zones, at)),
    ...(isList ? [] : heapChecks(book, c)),
  ];
};

/** All checks that this paste allows. */
export const selfCheckOf = (book: Notebook, c: Checked): readonly SelfCheckRow[] => [
  ...(c.zones.length < FEW ? [] : [wholeSlabs(book, c.zones, c.at)]),
  ...(c.zones.length < WHOLE_TABLE ? [] : ofWholeTable(book, c)),
  ...netstatChecks(book, c),
  ...umaSysctls(book, c),
];
