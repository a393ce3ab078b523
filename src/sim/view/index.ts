/** What pictures and tables read of a running kernel. */
export {
  H_BUFFERS,
  H_EXEC,
  H_FILES,
  H_FREE,
  H_KERNEL,
  H_LARGE,
  H_PIPES,
  H_STACKS,
  H_TABLES,
  H_USER,
  H_ZONES,
  holderOfZone,
  zoneOfHolder,
} from './holders';
export { PLACES, STRETCH, framesOfHolder, newSurvey, updateSurvey } from './survey';
export type { Place, Survey } from './survey';
export {
  NO_HOLDER,
  PLAIN_ENTRY,
  largestHoleOf,
  mapExtent,
  mapNumber,
  mapStretches,
  pageHolders,
  pagesInEntries,
} from './maps';
export type { PageRange, Stretch } from './maps';
export { freeInSlab, largeBlocks, largePages, slabFacts, slabsOfKeg, slabsOfZone } from './slabs';
export type { ItemState, SlabFacts } from './slabs';
export { frameAtAddress, frameFacts } from './frame';
export type { FrameFacts, Mapping } from './frame';
export { cachedItemsOf, daemonMarks, swapFigures, zoneNames, zoneRow } from './figures';
export type { DaemonMarks, SwapFigures, ZoneRow } from './figures';
export {
  framesAt,
  framesOfPipe,
  framesOfProcess,
  framesOfStack,
  framesOfVnode,
  kernelPagesOf,
  ownerOfPage,
  placeOfBuf,
  placeOfSfBuf,
  placeOfStack,
  placesOfPipe,
  processOfPid,
} from './reach';
export type { KernelPlace, PageOwner } from './reach';
export { procRows, pipeRows, swapRows } from './things';
export type { PipeRow, ProcRow, SwapRow } from './things';
export { bufRows, socketRows, vnodeRows } from './caches';
export type { BufRow, SocketRow, VnodeRow } from './caches';
