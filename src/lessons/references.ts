/** Sources that lesson text names, once each: `<Src id>` and `source` of predictions point here. */
import { sourceRef } from '../base/sources';
import type { Source } from '../base/derivation';

export const REFERENCES = {
  kmem_malloc: sourceRef('r62', 'sys/vm/vm_kern.c', 'kmem_malloc()'),
  kmeminit: sourceRef('r62', 'sys/kern/kern_malloc.c', 'kmeminit()'),
  seed: sourceRef('seed', 'When will ZFS become stable?', 'Vadim Goncharov to freebsd-current'),
} as const satisfies Readonly<Record<string, Source>>;

export type ReferenceId = keyof typeof REFERENCES;
export const referenceOf = (id: string): Source | undefined =>
  (REFERENCES as Readonly<Record<string, Source>>)[id];
