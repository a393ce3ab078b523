/**
 * From 13 on `sysctl vm.uma` prints items and pages of every keg's slabs: the slab rules can be held
 * against the kernel's own (sys/vm/uma_core.c zone_alloc_sysctl()).
 */
import { formatCount } from '../../../base/format';
import { eraSource } from '../era/eras';
import { computed } from '../notebook';
import type { Notebook } from '../notebook';
import type { SelfCheckRow, ZoneAccount } from '../types';
import { checkRow } from './check-row';
import type { Checked } from './checked';

/** Characters that a sysctl name cannot hold. */
const sysctlName = (zone: string): string => zone.replace(/[./\\ -]/g, '_');

interface Told {
  readonly zone: ZoneAccount;
  readonly ipers: number;
}

const toldBy = ({ zones, chosen }: Checked): readonly Told[] =>
  zones.flatMap((zone) => {
    const ipers = chosen.sysctl.get(`vm.uma.${sysctlName(zone.name)}.keg.ipers`)?.number;
    return ipers === undefined || zone.place === 'cache' ? [] : [{ zone, ipers }];
  });

/** Items a slab, against vm.uma.*.keg.ipers where the paste has them. */
export const umaSysctls = (book: Notebook, c: Checked): SelfCheckRow[] => {
  const told = toldBy(c);
  if (told.length === 0) return [];
  const odd = told.filter((t) => t.zone.keg.ipers.value !== t.ipers);
  const source = eraSource(c.at.era, 'zone_alloc_sysctl()');
  const predicted = computed(book, {
    id: 'check.umaIpers.all',
    label: 'Zones with vm.uma.*.keg.ipers',
    value: told.length,
    unit: 'count',
    formula: 'zones of the table that sysctl vm.uma describes',
    inputs: [],
    source,
  });
  const found = computed(book, {
    id: 'check.umaIpers.found',
    label: 'Items a slab reproduced',
    value: told.length - odd.length,
    unit: 'count',
    formula: 'zones whose items a slab are those of the sysctl',
    inputs: odd.map((t) => t.zone.keg.ipers),
    source,
  });
  const name = ({ zone, ipers }: Told): string =>
    `${zone.name}, ${formatCount(zone.keg.ipers.value)} against ${formatCount(ipers)}`;
  return [
    checkRow({
      id: 'umaIpers',
      label: 'Items a slab, against sysctl vm.uma',
      predicted,
      found,
      text: `${String(found.value)} of ${String(predicted.value)}`,
      ...(odd.length === 0 ? {} : { note: `Not reproduced: ${odd.map(name).join('; ')}.` }),
    }),
  ];
};
