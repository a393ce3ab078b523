/** Checks of the boot model: LIMITs and vm.kmem_size of the machine that the paste seems to be. */
import { formatCount } from '../../../base/format';
import { umaSource } from '../../../sim';
import type { BootLayout } from '../../../sim';
import type { Chosen } from '../choose-blocks';
import { computed, read } from '../notebook';
import type { Notebook } from '../notebook';
import type { SelfCheckRow, ZoneAccount } from '../types';
import { checkRow } from './check-row';

const limits = (
  book: Notebook,
  zones: readonly ZoneAccount[],
  layout: BootLayout,
): SelfCheckRow => {
  const capped = zones.filter((z) => z.limit > 0);
  const good = capped.filter((z) => layout.zoneLimits[z.name]?.value === z.limit);
  const wrong = capped.filter((z) => !good.includes(z));
  const source = umaSource('uma_zone_set_max()');
  const predicted = computed(book, {
    id: 'check.limits.all',
    label: 'Zones with a LIMIT',
    value: capped.length,
    unit: 'count',
    formula: 'rows with LIMIT > 0',
    inputs: [],
    source,
  });
  const found = computed(book, {
    id: 'check.limits.found',
    label: 'LIMITs reproduced',
    value: good.length,
    unit: 'count',
    formula: 'LIMIT from the tuning formulas, rounded up to whole slabs, equals the row',
    inputs: good.flatMap((z) => layout.zoneLimits[z.name] ?? []),
    source,
  });
  return checkRow({
    id: 'limits',
    label: 'LIMITs reproduced from the tuning formulas',
    predicted,
    found,
    text: `${String(good.length)} of ${String(capped.length)}`,
    ...(wrong.length === 0
      ? {}
      : { note: `Not reproduced: ${wrong.map((z) => z.name).join(', ')}.` }),
  });
};

const kmemSize = (book: Notebook, layout: BootLayout, chosen: Chosen): SelfCheckRow[] => {
  const predicted = layout.sysctl['vm.kmem_size'];
  const printed = chosen.sysctl.get('vm.kmem_size');
  if (predicted === undefined || printed?.number === undefined) return [];
  const found = read(book, {
    id: 'paste.vm.kmem_size',
    label: 'vm.kmem_size as printed',
    value: printed.number,
    unit: 'B',
    line: printed.line,
    what: 'vm.kmem_size',
  });
  const text = `${formatCount(found.value)} B`;
  return [checkRow({ id: 'kmem_size', label: 'vm.kmem_size from RAM', predicted, found, text })];
};

/** The boot layout of the guessed machine against what the paste prints. */
export const bootChecks = (
  book: Notebook,
  zones: readonly ZoneAccount[],
  layout: BootLayout,
  chosen: Chosen,
): SelfCheckRow[] => {
  return [limits(book, zones, layout), ...kmemSize(book, layout, chosen)];
};
