/** Two allocators, two tables, one map: where they overlap and where they do not. */
import type { Step } from '../types';

const PANIC = { scenario: 'ng_nat', moment: 'panic' };

export const TABLES: readonly Step[] = [
  {
    id: 'two-tables',
    title: 'Two allocators and two tables: may one add them?',
    place: PANIC,
    view: { sel: 'map:kmem_map', table: 'zones' },
    figure: { kind: 'ledger' },
    prediction: {
      kind: 'amount',
      id: 'both-tables',
      ask: 'Somebody adds all of `vmstat -m` and all of `vmstat -z`: how far does he get?',
      truth: 'seed|ledger.naive',
      whole: 'own|twiceMap',
      shape: 'K',
      names: ['both tables together', 'up to twice the map'],
      because:
        'It is {seed|ledger.naive:K}, {seed|ledger.naivePercent:percent} of a map that holds {seed|ledger.map:K}. A sum that is larger than the whole has counted something twice.',
      source: 'malloc',
    },
  },
  {
    id: 'rounded',
    title: 'How does malloc(9) serve a small request?',
    place: { scenario: 'ng_nat', moment: 'links', offset: 40 },
    view: { sel: 'type:libalias', table: 'types' },
    figure: { kind: 'table', parts: ['table', 'log'], from: { moment: 'links', offset: -1 } },
  },
  {
    id: 'large',
    title: 'And a large one?',
    place: { scenario: 'fragmentation', moment: 'full' },
    view: { sel: 'holder:large', table: 'types' },
    figure: { kind: 'map', parts: ['table'], light: ['holder:large'] },
  },
  {
    id: 'once',
    title: 'How does one count everything once?',
    place: PANIC,
    view: { sel: 'map:kmem_map' },
    figure: { kind: 'ledger', light: ['line:live', 'line:dead', 'line:other', 'line:large'] },
    answers: ['two-allocators'],
  },
];
