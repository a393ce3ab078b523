/**
 * The command language: plain JSON with the kernel's verbs. docs/commands.md describes it to people.
 * What a command allocates goes into a *holding*, a named list of live allocations; what it frees
 * comes from one. A table of fields per verb is the only definition that the checker reads.
 */

import { GIB, MILLION, NAME, TAKE, needed, number, optional } from './fields';
import type { FieldRule, FieldTable, Take } from './fields';
import { FILE_FIELDS } from './verbs/file-commands';
import type { FileCommand } from './verbs/file-commands';
import { NET_FIELDS } from './verbs/net-commands';
import type { NetCommand } from './verbs/net-commands';
import { PIPE_FIELDS } from './verbs/pipe-commands';
import type { PipeCommand } from './verbs/pipe-commands';
import { PROC_FIELDS } from './verbs/proc-commands';
import type { ProcCommand } from './verbs/proc-commands';
import { SYSTEM_FIELDS } from './verbs/system-commands';
import type { SystemCommand } from './verbs/system-commands';

/** Which allocations of a holding are freed first; `alternate` = every second one, oldest first. */
export type Pick = 'newest' | 'oldest' | 'random' | 'alternate';
/** `M_WAITOK`, `M_NOWAIT`, and `M_NOWAIT | M_USE_RESERVE`. */
export type WaitWord = 'waitok' | 'nowait' | 'reserve';

interface Give {
  readonly from: string;
  /** how many; 0 = all */
  readonly count?: number;
  readonly pick?: Pick;
}

type CoreCommand =
  | ({ do: 'malloc'; type: string; size: number; wait?: WaitWord } & Take)
  | ({ do: 'free' } & Give)
  | ({ do: 'uma_zalloc'; zone: string; wait?: WaitWord } & Take)
  | ({ do: 'uma_zfree' } & Give)
  | { do: 'uma_zcreate'; zone: string; size: number; align?: number; nofree?: boolean }
  | { do: 'uma_zone_set_max'; zone: string; items: number }
  | { do: 'uma_reclaim' }
  | { do: 'malloc_init'; type: string }
  | ({
      do: 'kmem_alloc' | 'kmem_alloc_nofault' | 'kmem_alloc_wait';
      map: string;
      size: number;
    } & Take)
  | ({ do: 'contigmalloc'; size: number } & Take)
  | ({ do: 'kmem_free' } & Give)
  | ({ do: 'vm_page_alloc'; class: 'normal' | 'system' | 'interrupt' } & Take)
  | ({ do: 'vm_page_free' } & Give);

/** A command: those of maps, zones and pages, and those of the parts above them. */
export type Command =
  CoreCommand | ProcCommand | SystemCommand | FileCommand | PipeCommand | NetCommand;

/** Any verb. */
export type Verb = Command['do'];

const GIVE = {
  from: needed(NAME),
  count: optional(number(0, MILLION)),
  pick: optional({ is: 'word', words: ['newest', 'oldest', 'random', 'alternate'] }),
};
const WAIT = optional({ is: 'word', words: ['waitok', 'nowait', 'reserve'] });
const SIZE = needed(number(1, GIB));
const MAP = { map: needed(NAME), size: SIZE, ...TAKE };
const PAGE_CLASS: FieldRule = { is: 'word', words: ['normal', 'system', 'interrupt'] };

const CORE_FIELDS: FieldTable<CoreCommand['do']> = {
  malloc: { type: needed(NAME), size: SIZE, wait: WAIT, ...TAKE },
  free: GIVE,
  uma_zalloc: { zone: needed(NAME), wait: WAIT, ...TAKE },
  uma_zfree: GIVE,
  uma_zcreate: {
    zone: needed(NAME),
    size: needed(number(1, 65_536)),
    align: optional(number(1, 4096)),
    nofree: optional({ is: 'flag' }),
  },
  uma_zone_set_max: { zone: needed(NAME), items: needed(number(0, 2 ** 30)) },
  uma_reclaim: {},
  malloc_init: { type: needed(NAME) },
  kmem_alloc: MAP,
  kmem_alloc_nofault: MAP,
  kmem_alloc_wait: MAP,
  contigmalloc: { size: SIZE, ...TAKE },
  kmem_free: GIVE,
  vm_page_alloc: { class: needed(PAGE_CLASS), ...TAKE },
  vm_page_free: GIVE,
};

/** The fields of every verb. */
export const FIELDS: FieldTable<Verb> = {
  ...CORE_FIELDS,
  ...PROC_FIELDS,
  ...SYSTEM_FIELDS,
  ...FILE_FIELDS,
  ...PIPE_FIELDS,
  ...NET_FIELDS,
};
