/**
 * The source trees that the model was checked against, each named once.
 * Commits are pinned, so that a reader finds the same lines.
 */
import type { Source } from './derivation';

/** Repositories by the tag used in the reference pages. */
export const REPOSITORIES = {
  /** 6.2-RELEASE, `__FreeBSD_version` 602000 */
  r62: 'isoux/freebsd-6.2-r4r-experiments@e18540968b2e4510abcaf99144f395eda8287864',
  /** 7-CURRENT of early 2006 */
  c7: 'TrustedBSD/sebsd@fd5de6f587183087cf930779701d5713e8ca64cc',
  /** 7.3-RELEASE */
  r73: 'oza/FreeBSD-7.3-dyntick@c8359d9f179d0a6461b2475a483e2002c871caa7',
  /** 10.4-RELEASE */
  r104: 'coder03/freebsd10.4@3d3f8b116d561bc3ce3a6c68681ac74ed73695ab',
  /** 12.1-RELEASE */
  r121: 'jimskon/FreeBSDDevPF@47cc6eec77c58aa5e3240662d31c26cbbe1cb59e',
  /** the mail of January 2008 that the project starts from */
  seed: 'freebsd-current mailing list, 7 January 2008',
  /** what the reader of the page pasted */
  paste: 'your paste',
} as const;

export type RepositoryTag = keyof typeof REPOSITORIES;

/** Builds a source reference. `file` is relative to the root of the repository. */
export const sourceRef = (tag: RepositoryTag, file: string, fn: string): Source => ({
  repository: REPOSITORIES[tag],
  file,
  function: fn,
});
