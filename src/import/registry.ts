/**
 * The registry of readers. The order settles conflicts: whole documents first, other systems before
 * FreeBSD (their tables resemble it), then from the most to the least telling pattern.
 */
import type { Gathered, Reader, ReaderSet } from './reader';
import { ddb } from './readers/ddb';
import { foreign } from './readers/foreign';
import { libxo } from './readers/libxo';
import { strangeNames } from './readers/known-names';
import { log } from './readers/log';
import { netstatM } from './readers/netstat-m';
import { panic } from './readers/panic';
import { swapinfo } from './readers/swapinfo';
import { sysctl } from './readers/sysctl';
import { tables } from './readers/tables';
import { top } from './readers/top';
import { umastat } from './readers/umastat';
import { vmstatM } from './readers/vmstat-m';
import { vmstatS } from './readers/vmstat-s';
import { vmstatZ } from './readers/vmstat-z';
import type { Block } from './types';
import { umaTrees } from './uma-tree';

/** All readers, in the order in which they are asked. */
export const READERS: readonly Reader[] = [
  libxo,
  umastat,
  ddb,
  foreign,
  tables,
  panic,
  log,
  top,
  sysctl,
  netstatM,
  vmstatS,
  swapinfo,
  vmstatZ,
  vmstatM,
];

const gather = (blocks: readonly Block[], told: ReadonlySet<number>): Gathered => {
  const trees = umaTrees(blocks);
  return { ...trees, diagnostics: [...trees.diagnostics, ...strangeNames(blocks, told)] };
};

/** What any paste is read by. */
export const ALL_READERS: ReaderSet = { readers: READERS, gather };
