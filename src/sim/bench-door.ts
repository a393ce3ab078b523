/** What scripts/bench-sim.mjs measures: inner functions that the one door does not show. */
export { makeMachine } from './boot/machine';
export { Timeline } from './engine/timeline';
export { bootKernel } from './kernel/boot';
export { mallocAlloc, mallocFree, mallocType } from './malloc/malloc';
export { runScenario } from './scenarios/registry';
