/** The laid-out machine against the paste: each sysctl that the model computes, and each LIMIT. */
import type { AnyDerivation, Derivation } from '../../base/derivation';
import { REPOSITORIES } from '../../base/sources';
import type { BootLayout } from '../../sim';
import type { MachineClues } from './machine-clues';
import type { LimitCheck, MachineCheck } from './machine-types';

/** A figure of the paste as it was printed. */
export const printed = (
  name: string,
  value: number,
  line: number,
  unit: Derivation['unit'],
): Derivation => ({
  id: `printed.${name}`,
  label: `${name} as printed`,
  value,
  unit,
  formula: 'as printed',
  inputs: [],
  source: { repository: REPOSITORIES.paste, file: `line ${line}`, function: name },
  grade: 'user-data',
});

/** vm.kvm_free is an input where the paste holds it: comparing it would be comparing it to itself. */
const INPUTS = ['vm.kvm_free'];

/** One row for each sysctl that both the paste and the model have. */
export const sysctlChecks = (layout: BootLayout, clues: MachineClues): readonly MachineCheck[] =>
  [...clues.sysctl.values()].flatMap((row) => {
    const predicted = layout.sysctl[row.name];
    if (predicted === undefined || row.number === undefined || INPUTS.includes(row.name)) return [];
    return [
      {
        name: row.name,
        line: row.line,
        predicted,
        found: printed(row.name, row.number, row.line, predicted.unit),
        agrees: predicted.value === row.number,
      },
    ];
  });

/** All rows of `vmstat -z` with a LIMIT; null where there is none. */
export const limitCheck = (layout: BootLayout, clues: MachineClues): LimitCheck | null => {
  if (clues.limits.length === 0) return null;
  const agrees = (l: MachineClues['limits'][number]): boolean =>
    layout.zoneLimits[l.zone]?.value === l.limit;
  const good = clues.limits.filter(agrees);
  const source = {
    repository: REPOSITORIES.r62,
    file: 'sys/vm/uma_core.c',
    function: 'uma_zone_set_max()',
  };
  const base = { unit: 'count', source, grade: 'user-data' } as const;
  const all: Derivation = {
    ...base,
    id: 'machine.limits.all',
    label: 'Zones with a LIMIT',
    value: clues.limits.length,
    formula: 'rows of vmstat -z whose LIMIT is not 0',
    inputs: [],
  };
  return {
    all,
    good: {
      ...base,
      id: 'machine.limits.good',
      label: 'LIMITs that come out of the model',
      value: good.length,
      formula: 'zones whose tuning formula, rounded up to whole slabs, gives the LIMIT as printed',
      inputs: good.flatMap(({ zone }) => {
        const d = layout.zoneLimits[zone];
        return d === undefined ? [] : [{ name: zone, value: d.value, unit: d.unit, ref: d.id }];
      }),
    },
    wrong: clues.limits.filter((l) => !agrees(l)).map((l) => l.zone),
  };
};

/** Everything that these rows can open. */
export const checkDerivations = (
  checks: readonly MachineCheck[],
  limits: LimitCheck | null,
): readonly AnyDerivation[] => [
  ...checks.flatMap((c) => [c.predicted, c.found]),
  ...(limits === null ? [] : [limits.good, limits.all]),
];
