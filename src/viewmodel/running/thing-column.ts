/** Column of a thing that has address space of its own: a buffer, a pipe, a stack; a page a band. */
import { formatAddress, formatBytes, formatCount } from '../../base/format';
import { PAGE_SIZE } from '../../base/units';
import type { Owner } from '../../base/owner';
import type { Kernel } from '../../sim';
import { THING_COLUMN as WORDS } from '../../strings/en/pictures';
import type { Band, Column } from '../ruler/types';
import type { ThingPlace } from './thing-place';

interface Page {
  readonly page: number;
  readonly at: number;
  readonly owner: Owner;
}

const pageBand = (k: Kernel, { page, at, owner }: Page): Band => {
  const frame = k.frameAt.get(page - k.kmem.base);
  const address = BigInt(page * PAGE_SIZE);
  return {
    id: frame === 0 ? `page:${formatAddress(address)}` : `frame:${frame}`,
    label: frame === 0 ? WORDS.noRam : `${WORDS.frame} ${formatCount(frame)}`,
    value: formatAddress(address),
    from: at * PAGE_SIZE,
    size: PAGE_SIZE,
    owner,
    backing: frame === 0 ? 'handed-out' : 'resident',
    paging: 'wired',
    grade: 'exact',
    shade: 0,
    why: '',
    what: frame === 0 ? WORDS.noRamWhat : WORDS.frameWhat,
    address,
  };
};

/** @returns the column, or null where the thing lies nowhere in the kernel's address space */
export const thingColumn = (k: Kernel, thing: ThingPlace, owner: Owner): Column | null => {
  const pages = thing.places.flatMap((p) => Array.from({ length: p.pages }, (_, i) => p.start + i));
  const [first] = pages;
  if (first === undefined) return null;
  return {
    id: `${thing.kind}-${thing.number}`,
    title:
      `${WORDS.kinds[thing.kind]} ${thing.kind === 'page' || thing.kind === 'exec' ? '' : formatCount(thing.number)}`.trim(),
    extent: formatBytes(pages.length * PAGE_SIZE),
    note: formatAddress(BigInt(first * PAGE_SIZE)),
    size: pages.length * PAGE_SIZE,
    unit: 'bytes',
    bands: pages.map((page, at) => pageBand(k, { page, at, owner })),
    ticks: [],
  };
};
