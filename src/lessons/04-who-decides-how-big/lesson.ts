/** Four lines of kmeminit() and what came of them: why one router died and another did not. */
import type { Lesson } from '../types';
import { CLOCKS } from './steps-clocks';
import { RULES } from './steps-rules';

export const LESSON: Lesson = {
  id: 'who-decides-how-big',
  number: 4,
  title: 'Who decides how big',
  what: 'How kmem_map gets its size at boot, what the tunables do, and what more RAM buys.',
  minutes: 13,
  steps: [...RULES, ...CLOCKS],
  recall: [
    {
      id: 'what-max-does',
      ask: 'What does `vm.kmem_size_max` do?',
      options: [
        { id: 'grow', name: 'It says how far kmem_map may grow while the machine runs' },
        { id: 'ceiling', name: 'It bounds the size that is worked out from RAM, once, at boot' },
        { id: 'all', name: 'It bounds every setting, `vm.kmem_size` among them' },
      ],
      right: 'ceiling',
      because:
        'It is a step of kmeminit(). vm.kmem_size is read after it and replaces the result; only twice the frames of the VM, {own|twice:size}, bound that.',
    },
    {
      id: 'more-ram',
      ask: 'A machine with a gigabyte gets three more. What happens to kmem_map in 6.2 on i386?',
      options: [
        { id: 'four', name: 'It becomes four times as large' },
        { id: 'third', name: 'It becomes a third of the new RAM' },
        { id: 'same', name: 'It stays as it was' },
      ],
      right: 'same',
      because:
        'With a gigabyte it is at its ceiling already: {own|at4g:size} with one as with four.',
    },
    {
      id: 'why-stable',
      ask: 'Why did the router with a gigabyte run on, with the same leak?',
      options: [
        { id: 'no-leak', name: 'Its kernel gave links back' },
        {
          id: 'time',
          name: 'Its map leaves the links many times the room, so its end comes much later',
        },
        { id: 'ram', name: 'Its kernel could use free RAM when the map was full' },
      ],
      right: 'time',
      because:
        'Links have {own|room1g:pages} there and {own|room256:pages} here. A larger map moves the end, it does not remove it.',
    },
  ],
  leftOut: [
    'The size of the kernel and of its modules is a guess that fits the router; another kernel moves the frames of the VM by a few pages.',
    'The two clocks take one number of the mail as a rate. Real links come and go with the traffic.',
    'The other router had several nodes and far more traffic. What else was in its map is not known.',
  ],
};
