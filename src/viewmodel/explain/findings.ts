/** Conclusions, each with its evidence, its certainty and what would confirm or refute it. */
import type { Derivation } from '../../base/derivation';
import { formatCount } from '../../base/format';
import { PAGE_SIZE } from '../../base/units';
import { umaSource } from '../../sim';
import type { Chosen } from './choose-blocks';
import { computed } from './notebook';
import type { Notebook } from './notebook';
import type { Finding, Ledger, ZoneAccount } from './types';

export interface Facts {
  readonly zones: readonly ZoneAccount[];
  readonly ledger: Ledger | null;
  readonly chosen: Chosen;
}
type Rule = (book: Notebook, f: Facts) => Finding | null;

/** A zone above this share of the map is worth a sentence. */
const LARGE_SHARE = 10;
const NOFREE_SHARE = 2;

const shareOf = (book: Notebook, id: string, value: number, ledger: Ledger): Derivation =>
  computed(book, {
    id: `finding.${id}.share`,
    label: 'Share of kmem_map',
    value: (100 * value * PAGE_SIZE) / ledger.map.value,
    unit: 'percent',
    formula: 'pages × 4,096 ÷ kmem_map × 100',
    inputs: [ledger.map, { name: 'pages', value, unit: 'pages' }],
    source: umaSource('page_alloc()'),
  });

const exhausted: Rule = (book, { ledger, chosen }) => {
  if (ledger === null || chosen.panic?.allocated === undefined || ledger.limits.length > 0)
    return null;
  const isFull = ledger.freePages.value === 0;
  const share = shareOf(
    book,
    'exhausted',
    ledger.map.value / PAGE_SIZE - ledger.freePages.value,
    ledger,
  );
  return {
    id: 'exhausted',
    severity: 'cause',
    certainty: 'certain',
    owner: 'malloc',
    share,
    figures: [ledger.map],
    lines: [chosen.panic.line],
    title: isFull ? 'Exhausted, not fragmented' : 'Fragmented: no hole was large enough',
    text: isFull
      ? '“total allocated” equals vm.kmem_size to the byte: no free page was left.'
      : `${formatCount(ledger.freePages.value)} pages were free, none of them in a hole that fits the request.`,
    next: 'Raise vm.kmem_size, or find the holder that grows.',
  };
};

/** The malloc type whose live items fill a bucket zone. */
const grower: Rule = (book, { ledger, chosen, zones }) => {
  const type = [...(chosen.m?.rows ?? [])].sort((a, b) => b.memUse - a.memUse)[0];
  const size = type?.sizes[0];
  const zone = zones.find((z) => z.name === String(size));
  if (ledger === null || type === undefined || size === undefined || zone === undefined)
    return null;
  const before = chosen.otherM.flatMap((s) => s.rows).find((r) => r.type === type.type);
  const large = type.memUse > type.inUse * size ? 1 : 0;
  const slabs = Math.ceil((type.inUse - large) / zone.keg.ipers.value);
  const share = shareOf(book, 'grower', slabs, ledger);
  if (share.value < LARGE_SHARE) return null;
  const growth = before === undefined ? '' : ` Another sample shows ${formatCount(before.inUse)}.`;
  return {
    id: 'grower',
    severity: 'cause',
    certainty: 'certain',
    owner: 'malloc',
    share,
    figures: [zone.pages],
    lines: [type.line, zone.line, ...(before === undefined ? [] : [before.line])],
    title: `${type.type} holds at least this share`,
    text: `${formatCount(type.inUse)} blocks of ${type.type} need at least ${formatCount(slabs)} of the ${formatCount(zone.slabs.value)} slabs of zone ${zone.name}.${growth}`,
    next: 'Take vmstat -m again after some hours: a type that only grows is the suspect. Give it a zone with a limit, or restart its owner.',
  };
};

const unknownLarge = (book: Notebook, { ledger, chosen, zones }: Facts): Finding[] => {
  if (ledger === null) return [];
  const named = new Set((chosen.m?.rows ?? []).flatMap((r) => r.sizes.map(String)));
  return zones
    .filter((z) => z.group === 'malloc' && !named.has(z.name))
    .flatMap((z) => {
      const share = shareOf(book, `large.${z.name}`, z.pages.value, ledger);
      if (share.value < LARGE_SHARE) return [];
      return [
        {
          id: `large.${z.name}`,
          severity: 'contributing' as const,
          certainty: 'certain' as const,
          owner: 'malloc' as const,
          share,
          figures: [z.pages],
          lines: [z.line],
          title: `Zone ${z.name} is large, owner unknown`,
          text: `${formatCount(z.used)} live blocks of ${formatCount(z.size)} B. No malloc type in the paste uses this size.`,
          next: 'Add the whole vmstat -m: the type with that size in its list is the owner.',
        },
      ];
    });
};

const nofree: Rule = (book, { ledger, zones }) => {
  const pinned = zones.filter(
    (z) => z.keg.spec.nofree && !z.ownObject && z.free > z.used && z.secondaryOf === undefined,
  );
  if (ledger === null || pinned.length === 0) return null;
  const big = pinned.filter(
    (z) => (100 * z.pages.value * PAGE_SIZE) / ledger.map.value >= NOFREE_SHARE,
  );
  if (big.length === 0) return null;
  const share = shareOf(
    book,
    'nofree',
    big.reduce((n, z) => n + z.pages.value, 0),
    ledger,
  );
  return {
    id: 'nofree',
    severity: 'contributing',
    certainty: 'certain',
    owner: 'files',
    share,
    figures: big.map((z) => z.pages),
    lines: big.map((z) => z.line),
    title: 'Slots that can never go back',
    text: `${big.map((z) => `${z.name}: ${formatCount(z.used)} live of ${formatCount(z.used + z.free)}`).join('. ')}. These zones never free a page.`,
    next: 'Lower kern.maxvnodes before the next boot if the address space is short.',
  };
};

const atLimit = (zones: readonly ZoneAccount[]): Finding[] =>
  zones
    .filter((z) => z.limit > 0 && z.fail > 0 && z.used + z.free >= z.limit)
    .map((z) => ({
      id: `limit.${z.name}`,
      severity: 'contributing',
      certainty: 'certain',
      owner: z.owner,
      figures: [z.pages],
      lines: [z.line],
      title: `${z.name} has reached its limit`,
      text: `${formatCount(z.used + z.free)} of ${formatCount(z.limit)} items exist and ${formatCount(z.fail)} requests were refused.`,
      next: 'Raise the tunable of this zone if the refusals hurt; a refused M_NOWAIT request is dropped, not lost memory.',
    }));

const clusters: Rule = (book, { ledger, zones }) => {
  const z = zones.find((x) => x.name === 'mbuf_cluster');
  if (ledger === null || z === undefined || z.limit === 0 || z.used + z.free >= z.limit / 2)
    return null;
  return {
    id: 'clusters',
    severity: 'benign',
    certainty: 'certain',
    owner: 'mbufs',
    share: shareOf(book, 'clusters', z.pages.value, ledger),
    figures: [z.pages],
    lines: [z.line],
    title: 'mbuf clusters are not the cause',
    text: `${formatCount(z.used)} in use; the limit of ${formatCount(z.limit)} was far away.${z.fail > 0 ? ` Its ${formatCount(z.fail)} failures are due to the full map, not to the cap.` : ''}`,
    next: 'netstat -m says the same from the other side.',
  };
};

const namei: Rule = (_, { zones }) => {
  const z = zones.find((x) => x.name === 'NAMEI');
  const threads = zones.find((x) => x.name === 'THREAD');
  if (z === undefined || threads === undefined || z.used <= threads.used) return null;
  return {
    id: 'namei',
    severity: 'note',
    certainty: 'inferred',
    owner: 'files',
    figures: [z.pages],
    lines: [z.line, threads.line],
    title: 'NAMEI buffers look leaked',
    text: `${formatCount(z.used)} path buffers are in use with ${formatCount(threads.used)} threads; a thread seldom needs more than one.`,
    next: 'Take vmstat -z twice on an idle machine: the number should fall to nearly nothing.',
  };
};

const victim: Rule = (_, { chosen }) => {
  const asked = chosen.panic?.requested;
  if (chosen.panic === null || asked === undefined) return null;
  return {
    id: 'victim',
    severity: 'note',
    certainty: 'certain',
    owner: 'malloc',
    figures: [],
    lines: [chosen.panic.line],
    title: 'The victim is not the culprit',
    text: `The request of ${formatCount(asked)} B could not be refused (M_WAITOK) and found no address space. A caller that says M_NOWAIT gets NULL and lives on.`,
    next: 'A backtrace of the dump names the victim. The grower is in the tables.',
  };
};

const buckets: Rule = (_, { zones }) => {
  const failing = zones.filter((z) => z.name.endsWith(' Bucket') && z.fail > 0);
  if (failing.length === 0) return null;
  return {
    id: 'buckets',
    severity: 'benign',
    certainty: 'certain',
    owner: 'uma',
    figures: failing.map((z) => z.pages),
    lines: failing.map((z) => z.line),
    title: 'Bucket failures are harmless',
    text: `${failing.map((z) => `${z.name} ${formatCount(z.fail)}`).join(', ')}: a bucket that cannot be had only means that an item bypasses the per-CPU cache.`,
    next: 'Nothing to do.',
  };
};

const open: Rule = (_, { ledger, chosen }) => {
  if (ledger === null || ledger.unattributed === null || ledger.unattributed.value < PAGE_SIZE)
    return null;
  return {
    id: 'open',
    severity: 'note',
    certainty: 'open',
    owner: 'malloc',
    figures: [ledger.unattributed],
    lines: chosen.sum === null ? [] : [chosen.sum.line],
    title: 'Some malloc is missing from the sum',
    text: `${formatCount(Math.round(ledger.unattributed.value / 1024))} K of blocks over 4 K are in the map and not in the sum of vmstat -m.`,
    next: 'Add the whole vmstat -m. awk adds the wrong column for types whose names hold a blank.',
  };
};

/** All findings of a paste, the cause first. */
export const findingsOf = (book: Notebook, f: Facts): readonly Finding[] => {
  const single = (rules: readonly Rule[]): Finding[] =>
    rules.map((r) => r(book, f)).filter((x) => x !== null);
  const found = [
    ...single([exhausted, grower]),
    ...unknownLarge(book, f),
    ...single([nofree, clusters]),
    ...atLimit(f.zones),
    ...single([namei, victim, buckets, open]),
  ];
  if (found.length > 0 || f.zones.length === 0) return found;
  return [
    {
      id: 'nothing',
      severity: 'benign',
      certainty: 'inferred',
      owner: 'uma',
      figures: [],
      lines: [],
      title: 'Nothing suspicious',
      text: 'No limit is reached and no holder stands out in these rows.',
      next: 'Take the same output again some hours later to see what grows.',
    },
  ];
};
