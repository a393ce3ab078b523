/** What scripts measure and search: inner functions that the one door does not show. */
export { makeMachine } from './boot/machine';
export { Timeline } from './engine/timeline';
export { bootKernel } from './kernel/boot';
export { mallocAlloc, mallocFree, mallocType } from './malloc/malloc';
export { runScenario } from './scenarios/registry';
export { SEED_MACHINE } from './boot/machine';
export { searching } from './scenarios/ng-nat/search';
export { directNgNat } from './scenarios/ng-nat/script';
export { runScript } from './scenarios/director';
