/**
 * Commands of the machine as a whole: time, swap space, knobs of the page daemon. What they do is in
 * `system-run.ts`.
 */
import { needed, number, word } from '../fields';
import type { FieldTable } from '../fields';

/** Knobs that sysctl(8) can turn, by name. */
export const SYSCTLS = [
  'vm.max_launder',
  'vm.pageout_algorithm',
  'vm.defer_swapspace_pageouts',
  'vm.disable_swapspace_pageouts',
  'vm.swap_enabled',
  'vm.swap_idle_enabled',
  'vm.swap_idle_threshold1',
  'vm.swap_idle_threshold2',
] as const;
export type SysctlName = (typeof SYSCTLS)[number];

export type SystemCommand =
  | { do: 'wait'; seconds: number }
  | { do: 'swapon'; pages: number }
  | { do: 'sysctl'; name: SysctlName; value: number };

/** Their fields. */
export const SYSTEM_FIELDS: FieldTable<SystemCommand['do']> = {
  wait: { seconds: needed(number(1, 10 * 365 * 86_400)) },
  swapon: { pages: needed(number(1, 2 ** 24)) },
  sysctl: { name: needed(word(...SYSCTLS)), value: needed(number(0, 2 ** 31 - 1)) },
};
