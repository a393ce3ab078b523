/**
 * What zone `UMA Hash` should show.
 * FreeBSD 6.2 sys/vm/uma_core.c, keg_ctor(), hash_alloc() and zone_timeout(): every keg with an
 * off-page header, malloc's excepted, starts with a table of 32 slots from `UMA Hash`; a keg
 * with at least as many slabs as slots gets a larger table from malloc and gives the first back.
 * Kegs that shrank again keep their large table; the model reads slabs as they are now.
 */
import type { Derivation } from '../../base/derivation';
import type { KegLayout } from './types';
import { UMA_HASH_SIZE_INIT, umaCore } from './constants';

/** A keg and the slabs it has. */
export interface KegWithSlabs {
  readonly keg: KegLayout;
  readonly slabs: number;
}

/** The hash tables that the listed kegs must have asked for, and those still in first size. */
export interface HashPrediction {
  readonly requests: Derivation;
  readonly used: Derivation;
  /** kegs with a hash table, by name */
  readonly kegs: readonly string[];
  /** those whose first table was outgrown */
  readonly grown: readonly string[];
}

/** Predicts REQUESTS and USED of `UMA Hash`. Secondary zones must not be passed. */
export const predictHash = (kegs: readonly KegWithSlabs[]): HashPrediction => {
  const hashed = kegs.filter((k) => k.keg.hash);
  const grown = hashed.filter((k) => k.slabs >= UMA_HASH_SIZE_INIT);
  const names = (list: readonly KegWithSlabs[]): string[] => list.map((k) => k.keg.spec.name);
  const requests: Derivation = {
    id: 'model.hash.requests',
    label: 'Hash tables asked of UMA Hash',
    value: hashed.length,
    unit: 'items',
    formula: 'off-page kegs that are not malloc kegs',
    inputs: [{ name: 'kegs', value: names(hashed).join(', '), unit: 'none' }],
    source: umaCore('keg_ctor()'),
    grade: 'exact',
  };
  const used: Derivation = {
    id: 'model.hash.used',
    label: 'Hash tables still of 32 slots',
    value: hashed.length - grown.length,
    unit: 'items',
    formula: 'kegs with a hash − kegs with 32 slabs or more',
    inputs: [
      { name: 'kegs with a hash', value: hashed.length, unit: 'items', ref: requests.id },
      { name: 'outgrown', value: names(grown).join(', '), unit: 'none' },
    ],
    source: umaCore('zone_timeout()'),
    grade: 'exact',
  };
  return { requests, used, kegs: names(hashed), grown: names(grown) };
};
