/** Every constant of a boot layout by what it is for, beside the same one of another machine. */
import { prefixed } from '../../base/derivation';
import type { Derivation } from '../../base/derivation';
import type { BootLayout } from '../../sim';

export interface ConstantRow {
  readonly name: string;
  readonly value: Derivation;
  /** the same constant of the machine compared with; none where that machine lacks it */
  readonly before: Derivation | null;
  readonly isChanged: boolean;
}

export interface ConstantGroup {
  readonly id: 'sizes' | 'counts' | 'daemon' | 'limits';
  readonly rows: readonly ConstantRow[];
}

/** Ids of the other machine's constants stand under this name space. */
export const OTHER = 'other:';

type Values = Readonly<Record<string, Derivation>>;

const isDaemon = (name: string): boolean => /^vm\.(v_|stats\.)/.test(name);
const isSize = (d: Derivation): boolean => d.unit === 'B';

const rowsOf = (now: Values, before: Values): readonly ConstantRow[] =>
  Object.entries(now).map(([name, value]) => {
    const old = before[name] ?? null;
    return {
      name,
      value,
      before: old === null ? null : prefixed(old, OTHER),
      isChanged: old !== null && old.value !== value.value,
    };
  });

/**
 * @param layout the machine on screen
 * @param other the machine to compare with, or null for none
 * @returns sizes, counts, thresholds of the page daemon, and zone limits, in the model's order
 */
export const constantGroups = (
  layout: BootLayout,
  other: BootLayout | null,
): readonly ConstantGroup[] => {
  const sysctls = rowsOf(layout.sysctl, other?.sysctl ?? {});
  const own = sysctls.filter((r) => !isDaemon(r.name));
  return [
    { id: 'sizes', rows: own.filter((r) => isSize(r.value)) },
    { id: 'counts', rows: own.filter((r) => !isSize(r.value)) },
    { id: 'daemon', rows: sysctls.filter((r) => isDaemon(r.name)) },
    { id: 'limits', rows: rowsOf(layout.zoneLimits, other?.zoneLimits ?? {}) },
  ];
};
