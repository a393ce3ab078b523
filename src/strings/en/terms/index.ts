/** Every term once. */
import { ADDRESS_SPACE } from './address-space';
import { ALLOCATORS } from './allocators';
import { RAM } from './ram';
import type { Term } from './term';
import { USERS } from './users';

export type { Term } from './term';

/** All terms, by their names. */
export const TERMS: readonly Term[] = [...ADDRESS_SPACE, ...RAM, ...ALLOCATORS, ...USERS].sort(
  (a, b) => a.name.localeCompare(b.name, 'en', { sensitivity: 'base' }),
);
