/** The panic of the thread, and what it was: the mail's own rows, line by line. */
import type { Lesson, Place } from '../types';
import { CULPRIT } from './steps-culprit';
import { LEDGER } from './steps-ledger';

const PANIC: Place = { scenario: 'ng_nat', moment: 'panic' };

export const LESSON: Lesson = {
  id: 'the-panic',
  number: 1,
  title: 'The panic',
  what: 'A router died for want of four pages. What held the map, and who had filled it.',
  minutes: 15,
  steps: [
    {
      id: 'line',
      title: 'What does the panic line say?',
      place: PANIC,
      view: { sel: 'map:kmem_map' },
      figure: { kind: 'map', parts: ['panel'], light: ['map:kmem_map'] },
    },
    {
      id: 'filling',
      title: 'How did the map fill?',
      place: { scenario: 'ng_nat', moment: 'full' },
      view: { sel: 'zone:128' },
      figure: {
        kind: 'map',
        parts: ['transport'],
        light: ['zone:128'],
        from: { moment: 'links' },
        seconds: 8,
      },
    },
    ...LEDGER,
    ...CULPRIT,
    {
      id: 'against',
      title: 'Your model against the kernel',
      place: PANIC,
      view: { sel: 'map:kmem_map' },
      figure: { kind: 'ledger' },
    },
  ],
  recall: [
    {
      id: 'what-vmstat-m-counts',
      ask: 'What does `vmstat -m` leave out of kmem_map?',
      options: [
        { id: 'large', name: 'Blocks of malloc(9) over a page, and nothing else' },
        { id: 'uma', name: 'All zones that are not malloc’s, and what malloc’s zones hold idle' },
        { id: 'nothing', name: 'Nothing: the rest of the map was free' },
      ],
      right: 'uma',
      because:
        'It counts what callers of malloc(9) hold now. Other zones held {seed|ledger.other:K}, free items and headers of malloc’s own zones {seed|ledger.dead:K}.',
    },
    {
      id: 'who-panics',
      ask: 'kmem_map is full. Which request makes the kernel panic?',
      options: [
        { id: 'leaker', name: 'The next one of whoever leaks' },
        { id: 'largest', name: 'The largest one that is waiting' },
        { id: 'waitok', name: 'The first that may sleep, whoever makes it' },
      ],
      right: 'waitok',
      because:
        'kmem_malloc() gives NULL to a caller with M_NOWAIT. A caller with M_WAITOK was promised memory, and there are no addresses to keep the promise with.',
    },
    {
      id: 'free-ram',
      ask: 'Would more free RAM have saved the router at that moment?',
      options: [
        { id: 'yes', name: 'Yes: kmem_map would have grown into it' },
        { id: 'no', name: 'No: the map had no addresses left, and it does not grow' },
        { id: 'swap', name: 'No, but more swap space would' },
      ],
      right: 'no',
      because:
        'All {live|map|kmem_map|size:pages} of the map were handed out. RAM is not what ran out; addresses of the map did.',
    },
  ],
  leftOut: [
    'The order of events is ours. The dump shows how the router ended, not how it got there.',
    'The run has the dump’s rows of malloc’s zones to the item. Zones of UMA’s own are a few pages smaller in it; its blocks over 4 K are larger by as much.',
    'Who asked for the last pages is not in the dump. The model lets a malloc type named temp ask.',
    'Free RAM of the model at the panic is the model’s own. The thread does not record it.',
  ],
};
