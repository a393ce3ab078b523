/** Four quantities that all are called memory: addresses reserved, handed out, in RAM, on swap. */
import type { Lesson } from '../types';
import { ADDRESSES } from './steps-addresses';
import { FRAMES } from './steps-frames';

export const LESSON: Lesson = {
  id: 'an-address-is-not-memory',
  number: 2,
  title: 'An address is not memory',
  what: 'How a machine can use more addresses than it has RAM, and what the kernel’s RAM is used for.',
  minutes: 14,
  steps: [...ADDRESSES, ...FRAMES],
  recall: [
    {
      id: 'kvm-free',
      ask: 'What does `vm.kvm_size` less `vm.kvm_free` tell?',
      options: [
        { id: 'ram', name: 'How much RAM the kernel uses' },
        { id: 'handed', name: 'How many addresses are handed out now' },
        { id: 'tables', name: 'Up to which address the kernel has ever had page tables' },
      ],
      right: 'tables',
      because:
        'It is a mark that only rises, in steps of {own|table:size}. Holes below it count, and so do whole maps with no RAM behind them.',
    },
    {
      id: 'kmem-size',
      ask: 'What does `vm.kmem_size` set aside at boot?',
      options: [
        { id: 'addresses', name: 'A range of addresses, and no RAM' },
        { id: 'both', name: 'The addresses and the RAM behind them' },
        { id: 'ram', name: 'RAM only; addresses come later' },
      ],
      right: 'addresses',
      because:
        'Pages come one by one when somebody asks, and go back when a block or a slab is given back. Until then other users may have the RAM.',
    },
    {
      id: 'out-of-which',
      ask: 'A caller that may sleep finds kmem_map without a hole, while RAM is free. What happens in 6.2?',
      options: [
        { id: 'sleep', name: 'It sleeps until a hole appears' },
        { id: 'panic', name: 'The kernel panics' },
        { id: 'grow', name: 'The map grows into free RAM' },
      ],
      right: 'panic',
      because:
        'For RAM it would sleep, and the page daemon would help. For addresses of kmem_map nobody helps in 6.2.',
    },
  ],
  leftOut: [
    'The model boots bare: no drivers, no file systems, no processes. The router had taken pages of kmem_map before it forwarded its first packet.',
    'Frames of the kernel’s own image and of its first tables are not in the grid: the VM never manages them.',
    'The aperture of the AGP card is inferred. The thread does not list the devices of the router.',
    'Page tables of user programs are counted as part of their process.',
  ],
};
