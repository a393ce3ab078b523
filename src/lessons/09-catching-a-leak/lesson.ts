/** Lesson 9: who leaked. */
import type { Lesson } from '../types';
import { OTHERS } from './steps-others';
import { ROUTER } from './steps-router';

export const LESSON: Lesson = {
  id: 'catching-a-leak',
  number: 9,
  title: 'Catching a leak',
  what: 'Read a dump like a detective: size, growth, a name, and why the one who dies is seldom the one who did it.',
  minutes: 14,
  steps: [...ROUTER, ...OTHERS],
  recall: [
    {
      id: 'twice',
      ask: 'One dump shows a large zone. What do you need to call it a leak?',
      options: [
        { id: 'backtrace', name: 'the backtrace of the panic' },
        { id: 'second', name: 'the same output some time later' },
        { id: 'limit', name: 'its LIMIT' },
      ],
      right: 'second',
      because: 'Large may be normal. Growing without end is not.',
    },
    {
      id: 'name',
      ask: 'Zone `128` grows. Where do you find out who asks?',
      options: [
        { id: 'm', name: 'in the types of `vmstat -m`' },
        { id: 'z', name: 'in the columns of `vmstat -z`' },
        { id: 'top', name: 'in top(1)' },
      ],
      right: 'm',
      because: 'malloc(9) counts by type. {live|type|libalias|inUse} items of one type fit here.',
    },
    {
      id: 'victim',
      ask: 'Why did the router not die in a request of libalias?',
      options: [
        { id: 'nowait', name: 'its requests may not wait, so they get NULL' },
        { id: 'stopped', name: 'it had stopped leaking' },
        { id: 'small', name: 'its requests are too small to fail' },
      ],
      right: 'nowait',
      because: 'NULL is an answer. Only a request that may wait has none when the map is full.',
    },
  ],
  leftOut: [
    'Who of several owners has which item: the model knows types, as the kernel does, and no callers.',
    'The week between two outputs. The run of the router makes its links without a clock.',
    'Backtraces. The mail has none of the panic.',
  ],
};
