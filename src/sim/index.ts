/** The only door to the model. Pure: no DOM, clock, randomness or console. */
export type * from './boot/types';
export type * from './uma/types';
export { kegLayout } from './uma/keg';
export { zoneLimit } from './uma/limit';
export { KNOWN_ZONE_NAMES, knownZone, zoneSource, zoneSpec } from './uma/known-zones';
export type { KnownZone, ZoneFamily } from './uma/known-zones';
export { KMEM_ZMAX, MALLOC_BUCKETS, largeRequestRange, mallocBucket } from './uma/malloc';
export type { MallocPlace } from './uma/malloc';
export { cpusFromZoneSize, headerZoneSizes } from './uma/header-zones';
export { predictHash } from './uma/hash';
export type { HashPrediction, KegWithSlabs } from './uma/hash';
export { MAX_KMAPENT, UMA_BOOT_PAGES, UMA_BOOT_PAGES_RANGE } from './uma/constants';
export { bootLayout } from './boot/layout';
export { SEED_MACHINE, makeMachine } from './boot/machine';
export { TUNABLES } from './boot/tunables';
export { umaCore as umaSource } from './uma/constants';
