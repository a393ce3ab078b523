/**
 * From a report to its explanation: the ledger of kmem_map, the model's check of itself against
 * the paste, and the findings. Rules of 6.x on i386 (reference: FreeBSD 6.2 sys/vm/uma_core.c,
 * sys/kern/kern_malloc.c, sys/vm/vm_kern.c). Other releases get no ledger and are told why.
 */
import { bookOf, prefixed } from '../../base/derivation';
import type { AnyDerivation, DerivationBook } from '../../base/derivation';
import { formatCount, formatKib, formatWholeKib } from '../../base/format';
import { MIB, bytes } from '../../base/units';
import type { KernelReport } from '../../import';
import { bootLayout, makeMachine } from '../../sim';
import type { BootLayout } from '../../sim';
import { chooseBlocks } from './choose-blocks';
import type { Chosen } from './choose-blocks';
import { findingsOf } from './findings/findings';
import { WHOLE_TABLE, ledgerOf } from './ledger/ledger';
import { createNotebook } from './notebook';
import type { Notebook } from './notebook';
import { selfCheckOf } from './check/self-check';
import type { Explanation, Ledger, MachineGuess } from './types';
import { accountZones } from './zone-account';
import { cleanRows } from './zone-rows';

/** RAM sizes that a machine of those years had, in MB. */
const RAM_SIZES_MB = [
  32, 64, 96, 128, 160, 192, 256, 320, 384, 512, 640, 768, 1024, 1536, 2048, 3072, 4096,
];

interface Guess {
  readonly guess: MachineGuess;
  readonly layout: BootLayout;
}

const layoutOf = (mb: number, smp: boolean): BootLayout | null => {
  const r = bootLayout(makeMachine({ ram: bytes(mb * MIB), smp }));
  return r.ok ? r.value : null;
};

/** vm.kmem_size by RAM and SMP: it never changes, and a paste asks for all of them. */
const KMEM_SIZES = new Map<string, number | undefined>();
const kmemSizeOf = (mb: number, smp: boolean): number | undefined => {
  const key = `${mb} ${String(smp)}`;
  if (!KMEM_SIZES.has(key)) KMEM_SIZES.set(key, layoutOf(mb, smp)?.sysctl['vm.kmem_size']?.value);
  return KMEM_SIZES.get(key);
};

/** The RAM size whose boot layout has the paste's vm.kmem_size. */
const guessMachine = (report: KernelReport, size: number | undefined): Guess | null => {
  if (size === undefined) return null;
  const smp = (report.machine.cpus ?? 1) > 1;
  const mb = RAM_SIZES_MB.find((m) => kmemSizeOf(m, smp) === size);
  const layout = mb === undefined ? null : layoutOf(mb, smp);
  if (mb === undefined || layout === null) return null;
  const reason = `A machine with ${String(mb)} MB of RAM has this vm.kmem_size.`;
  return { layout, guess: { machine: layout.machine, exact: true, reason } };
};

const headlineOf = (ledger: Ledger | null, report: KernelReport): string => {
  if (ledger === null) {
    const rows = report.blocks.reduce((n, b) => n + b.rows.length, 0);
    if (rows === 0) return 'Nothing in this text is kernel memory output.';
    return rows === 1
      ? '1 row read. It does not make a ledger.'
      : `${formatCount(rows)} rows read. They do not make a ledger.`;
  }
  const whole = formatKib(ledger.map.value);
  if (ledger.freePages.value > 0)
    return `${formatCount(ledger.freePages.value)} pages of kmem_map were free.`;
  if (!ledger.isFillKnown) return `kmem_map is ${whole}. This is who holds it.`;
  const missing =
    ledger.unattributed === null
      ? ''
      : `; ${formatWholeKib(ledger.unattributed.value)} is not in the vmstat -m sum`;
  return `kmem_map was full. All ${whole} have a holder${missing}.`;
};

const isOld = (report: KernelReport): boolean =>
  report.machine.arch !== 'amd64' &&
  (report.machine.release === null || report.machine.release.startsWith('6'));

const DIRECT_MAP =
  'On amd64 slabs of one page take no address space from kmem_map: no ledger. The rows are read and listed.';
const OTHER_RULES =
  'The slab rules of this release are not in the model yet: no ledger. The rows are read and listed.';

/** Why there is no ledger, as far as the kind of the tables goes. */
const tableNotes = (chosen: Chosen, report: KernelReport): string[] => {
  if (chosen.z === null)
    return ['No vmstat -z table is in the paste. Add the whole output of vmstat -z.'];
  if (isOld(report)) return [];
  const isSix = report.machine.release?.startsWith('6') ?? true;
  return [isSix && report.machine.arch === 'amd64' ? DIRECT_MAP : OTHER_RULES];
};

/**
 * The layout under names of its own where an id of it stands for something else in the book: a
 * zone of the paste may have another item size than the model's.
 */
const apart = (book: Notebook, layout: BootLayout): BootLayout => {
  const values = Object.values(layout.values);
  const clash = values.some((d) => {
    const known = book.get(d.id);
    return known !== undefined && known.value !== d.value;
  });
  if (!clash) return layout;
  const moved = <D extends AnyDerivation>(all: Readonly<Record<string, D>>): Record<string, D> =>
    Object.fromEntries(Object.entries(all).map(([name, d]) => [name, prefixed(d, 'boot:')]));
  return {
    ...layout,
    values: moved(layout.values),
    sysctl: moved(layout.sysctl),
    zoneLimits: moved(layout.zoneLimits),
  };
};

/** Explains a report. Never throws; what cannot be computed is left out and said. */
export const explain = (report: KernelReport): Explanation => {
  const book = createNotebook();
  const chosen = chooseBlocks(report);
  const old = isOld(report) && chosen.z !== null;
  const cleaned = cleanRows(old ? chosen.z.rows : []);
  const zones = accountZones(book, cleaned.rows, 'i386');
  const made = old ? ledgerOf(book, zones, chosen) : null;
  const ledger = typeof made === 'string' ? null : made;
  const found = guessMachine(report, chosen.sysctl.get('vm.kmem_size')?.number);
  const layout = found === null ? null : apart(book, found.layout);
  const selfCheck = zones.length < WHOLE_TABLE ? [] : selfCheckOf(book, zones, layout, chosen);
  const findings = findingsOf(book, { zones, ledger, chosen });
  for (const d of Object.values(layout === null ? {} : layout.values))
    if (book.get(d.id) === undefined) book.keep(d);
  return {
    ledger,
    selfCheck,
    findings,
    headline: headlineOf(ledger, report),
    limits: [
      ...chosen.notes,
      ...tableNotes(chosen, report),
      ...cleaned.notes,
      ...(typeof made === 'string' ? [made] : (made?.limits ?? [])),
    ],
    zones,
    arch: report.machine.arch ?? 'i386',
    guess: found === null ? null : found.guess,
    derivations: book.all(),
  };
};

/** Every derivation of an explanation, by id. */
export const explanationBook = (e: Explanation): DerivationBook => bookOf(e.derivations);
