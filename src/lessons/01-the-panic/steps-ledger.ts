/** Where the pages were: the lines of the ledger, from the sum that the mail shows to what stays open. */
import type { Step } from '../types';

const PANIC = { scenario: 'ng_nat', moment: 'panic' };

export const LEDGER: readonly Step[] = [
  {
    id: 'divide',
    title: 'How does the rest divide?',
    place: PANIC,
    view: { sel: 'map:kmem_map' },
    figure: { kind: 'ledger', light: ['line:live'] },
    prediction: {
      kind: 'share',
      id: 'rest',
      ask: 'Three holders share the part of kmem_map that live small malloc does not hold: how does it divide?',
      whole: 'own|beyond',
      shape: 'K',
      parts: [
        {
          name: 'idle weight in malloc’s own zones',
          truth: 'seed|ledger.dead',
          owner: 'malloc',
        },
        { name: 'zones that are not malloc’s', truth: 'seed|ledger.other', owner: 'uma' },
        { name: 'blocks of malloc over a page', truth: 'seed|ledger.large', owner: 'malloc' },
      ],
      because:
        'Zones that are not malloc’s hold {seed|ledger.other:K}: vnodes, mbufs and their like take pages from the same map. Idle weight is {seed|ledger.dead:K}, blocks over a page {seed|ledger.large:K}.',
      source: 'uma_core',
    },
  },
  {
    id: 'dead',
    title: 'What do malloc’s zones hold that nobody uses?',
    place: PANIC,
    view: { sel: 'zone:128' },
    figure: { kind: 'ledger', parts: ['panel'], light: ['line:live', 'line:dead'] },
  },
  {
    id: 'others',
    title: 'Who else takes pages from this map?',
    place: PANIC,
    view: { sel: 'zone:VNODE' },
    figure: { kind: 'ledger', parts: ['panel'], light: ['line:other'] },
  },
  {
    id: 'large',
    title: 'What stands in no zone?',
    place: PANIC,
    view: { sel: 'zone:UMA Slabs' },
    figure: { kind: 'ledger', light: ['line:large'] },
    answers: ['why-50-of-80'],
  },
  {
    id: 'open',
    title: 'What does not add up?',
    place: PANIC,
    view: { sel: 'map:kmem_map' },
    figure: { kind: 'ledger', light: ['line:large', 'line:live'] },
  },
];
