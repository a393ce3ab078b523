/** The scenes. One definition serves the live page, the snapshot test and the screenshot. */
import { packByHand } from '../../src/store/run/by-hand';
import type { ByHand } from '../../src/store/run/by-hand';
import { DEFAULT_LINK, encodeLink } from '../../src/store/url-codec';
import type { LinkState, Theme } from '../../src/store/url-codec';
import type { MomentId } from '../../src/viewmodel/running/moments';

/** What of the room is looked at: as a link has it. */
type Camera = Partial<
  Pick<LinkState, 'sel' | 'open' | 'arrange' | 'colour' | 'pages' | 'table' | 'lever' | 'why'>
>;

/** px of the window. */
interface Size {
  readonly width: number;
  readonly height: number;
}

/** See the head of the file. */
export interface Scene {
  /** name of files and of the snapshot */
  readonly name: string;
  /** what there is to see, one sentence */
  readonly what: string;
  /** levers as a link has them; empty = the thread's router */
  readonly machine: string;
  readonly scenario: string;
  /** position in the run; a branch counts its own commands on */
  readonly at: number;
  /** the named moment that `at` is, and how many commands before it; the test holds both together */
  readonly moment?: { readonly id: MomentId | 'start' | 'end'; readonly before?: number };
  /** commands by hand that made a branch */
  readonly by?: ByHand;
  readonly camera: Camera;
  /** text of a heading that is scrolled to; none = the top of the room */
  readonly below?: string;
  readonly theme: Theme;
  readonly size: Size;
}

const WIDE: Size = { width: 1440, height: 900 };
const PROJECTOR: Size = { width: 1280, height: 720 };
const PHONE: Size = { width: 390, height: 844 };
const PANIC = 14_679;

const base = {
  machine: '',
  scenario: 'ng_nat',
  theme: 'light',
  size: WIDE,
} as const satisfies Partial<Scene>;

export const SCENES: readonly Scene[] = [
  {
    ...base,
    name: 'boot',
    what: 'The router right after boot: maps reserved, RAM nearly all free.',
    at: 0,
    moment: { id: 'start' },
    camera: { sel: 'map:kmem_map' },
  },
  {
    ...base,
    name: 'half-of-the-leak',
    what: 'kmem_map is half full of links.',
    at: 4037,
    moment: { id: 'half' },
    camera: { sel: 'zone:128' },
  },
  {
    ...base,
    name: 'before-the-panic',
    what: 'One command before the panic, by address: no hole that is large enough.',
    at: PANIC - 1,
    moment: { id: 'panic', before: 1 },
    camera: { sel: 'map:kmem_map', pages: 'addresses', arrange: 'address' },
  },
  {
    ...base,
    name: 'panic',
    what: 'kmem_map too small, and two thirds of RAM free. On the stage, for a projector.',
    at: PANIC,
    moment: { id: 'panic' },
    camera: { sel: 'zone:128' },
    theme: 'stage',
    size: PROJECTOR,
  },
  {
    ...base,
    name: 'one-libalias-item',
    what: 'From the whole map to one item of 128 bytes, with its address and its frame.',
    at: PANIC,
    moment: { id: 'end' },
    camera: { sel: 'item:0xc5321180' },
    theme: 'dark',
  },
  {
    ...base,
    name: 'zone-selected',
    what: 'Zone 2048, its frames by who asked.',
    at: 11_970,
    moment: { id: 'nearlyFull' },
    camera: { sel: 'zone:2048', colour: 'asked' },
  },
  {
    ...base,
    name: 'pressure-with-swap',
    what: 'Processes want more than there is: queues, swap, and what can leave.',
    scenario: 'pressure_busy',
    at: 146,
    moment: { id: 'swap' },
    camera: { sel: 'queue:inactive', colour: 'paging', arrange: 'queue' },
    theme: 'dark',
  },
  {
    ...base,
    name: 'pipes',
    what: 'pipe_map fills until somebody is refused.',
    scenario: 'pipe_storm',
    at: 103,
    moment: { id: 'refused' },
    camera: { sel: 'map:pipe_map', open: 'pipe_map', table: 'pipes', pages: 'addresses' },
  },
  {
    ...base,
    name: 'buffers-and-files',
    what: 'Buffers wire pages of files: buffer_map is open.',
    scenario: 'pressure_busy',
    at: 104,
    moment: { id: 'daemon' },
    camera: { sel: 'holder:buffers', open: 'buffer_map', table: 'buffers' },
    size: PROJECTOR,
  },
  {
    ...base,
    name: 'fork-compared',
    what: 'A branch that took free slabs back before the panic, beside the scenario.',
    at: PANIC,
    by: {
      from: PANIC - 1,
      commands: [{ do: 'uma_reclaim' }],
    },
    camera: { sel: 'zone:128' },
    below: 'Branches',
  },
  {
    ...base,
    name: 'one-gigabyte',
    what: 'The same leak on 1 GB: kmem_map is four times as large and fills all the same.',
    machine: '6.2,i386,1G',
    at: 4063,
    moment: { id: 'half' },
    camera: { sel: 'zone:128' },
  },
  {
    ...base,
    name: 'four-gigabytes',
    what: 'A million frames, and no more kmem_map than with 1 GB.',
    machine: '6.2,i386,4G',
    at: 14_677,
    moment: { id: 'panic' },
    camera: { sel: 'zone:128', arrange: 'address' },
    theme: 'stage',
  },
  {
    ...base,
    name: 'phone',
    what: 'The panic in the hand.',
    at: PANIC,
    moment: { id: 'panic' },
    camera: {},
    size: PHONE,
  },
  {
    ...base,
    name: 'fragmentation',
    what: 'Enough room in all, and no hole that is large enough.',
    scenario: 'fragmentation',
    at: 661,
    moment: { id: 'refused' },
    camera: { sel: 'holder:large', pages: 'addresses' },
    theme: 'dark',
    size: PHONE,
  },
];

/** The link of a scene. */
export const linkOf = ({ machine, scenario, at, by, camera, theme }: Scene): LinkState => ({
  ...DEFAULT_LINK,
  room: 'machine',
  machine,
  run: scenario,
  at: String(at),
  by: by === undefined ? '' : packByHand(by),
  theme,
  ...camera,
});

/** The hash that opens a scene. */
export const hashOf = (scene: Scene): string => encodeLink(linkOf(scene));
