/**
 * When the page daemon wakes and stops, in pages. FreeBSD sys/vm/vm_pageout.c vm_pageout().
 * 6.2 counts the page colours (PQ_L2_SIZE) into the reserve, 7.x has none. The daemon looks at
 * v_free_count when it starts; the model only knows that this is at most v_page_count, so on
 * small machines the marks that depend on it are inferred.
 */
import type { Derivation, DerivationInput } from '../../base/derivation';
import { formatCount } from '../../base/format';
import { kernSource } from './boot-context';
import type { Boot } from './boot-context';
import { given } from './workbook';

/** `vm_pageout_page_count`: pages of one write; 8 on machines below 2,000 pages. */
const CLUSTER = 16;
const SMALL_CLUSTER = 8;
const SMALL_MACHINE = 2000;
/** Above this many free pages the target is 4 × v_free_min, below it 2 ×. */
const LARGE_FREE = 6144;
/** Below this many free pages there is no cache target. */
const CACHE_FREE = 2048;
/** A machine of twice a mark has passed it: the boot wires far less than half of RAM. */
const SAFE = 2;

interface Mark {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  readonly formula: string;
  readonly from: readonly (Derivation | DerivationInput)[];
}
type Write = (mark: Mark) => Derivation;

const reserveOf = (b: Boot, write: Write, pageCount: Derivation): Derivation => {
  const interrupt = write({
    id: 'v_interrupt_free_min',
    label: 'Pages kept for interrupts',
    value: 2,
    formula: 'a constant',
    from: [],
  });
  const pageout = write({
    id: 'v_pageout_free_min',
    label: 'Pages kept for the page daemon',
    value: (2 * 65536) / 4096 + interrupt.value,
    formula: '2 × 65,536 ÷ 4,096 + 2',
    from: [interrupt],
  });
  const cluster = pageCount.value < SMALL_MACHINE ? SMALL_CLUSTER : CLUSTER;
  const { pageColours } = b.k;
  return write({
    id: 'v_free_reserved',
    label: 'Reserve',
    value: cluster + pageout.value + Math.floor(pageCount.value / 768) + pageColours,
    formula: `${String(cluster)} + v_pageout_free_min + v_page_count ÷ 768 + page colours (${String(pageColours)})`,
    from: [pageout, pageCount, given('page colours', pageColours)],
  });
};

interface Floors {
  readonly reserved: Derivation;
  readonly min: Derivation;
}

const floorsOf = (b: Boot, write: Write, pageCount: Derivation): Floors => {
  const reserved = reserveOf(b, write, pageCount);
  const pages = pageCount.value;
  const base = write({
    id: 'free_base',
    label: 'Base of the marks',
    value: pages > 1024 ? 4 + Math.floor((pages - 1024) / 200) : 4,
    formula:
      pages > 1024 ? '4 + (v_page_count − 1,024) ÷ 200' : '4: v_page_count is no more than 1,024',
    from: [pageCount],
  });
  const min = write({
    id: 'v_free_min',
    label: 'Allocators block below',
    value: base.value + reserved.value,
    formula: 'free_base + v_free_reserved',
    from: [base, reserved],
  });
  write({
    id: 'v_free_severe',
    label: 'Severe shortage below',
    value: Math.floor(base.value / 2) + reserved.value,
    formula: 'free_base ÷ 2 + v_free_reserved',
    from: [base, reserved],
  });
  return { reserved, min };
};

const cacheMarks = (write: Write, target: Derivation, pageCount: Derivation): Derivation => {
  const hasCache = pageCount.value > CACHE_FREE;
  const min = write({
    id: 'v_cache_min',
    label: 'Cache pages wanted',
    value: hasCache ? target.value : 0,
    formula: hasCache ? 'equal to v_free_target' : '0: too few free pages for a cache',
    from: [target],
  });
  write({
    id: 'v_cache_max',
    label: 'Cache pages at most',
    value: 2 * min.value,
    formula: '2 × v_cache_min',
    from: [min],
  });
  const wanted = hasCache ? Math.floor((3 * target.value) / 2) : Math.floor(pageCount.value / 4);
  const third = Math.floor(pageCount.value / 3);
  const usual = hasCache ? '3 × v_free_target ÷ 2' : 'free pages ÷ 4';
  write({
    id: 'v_inactive_target',
    label: 'Inactive pages wanted',
    value: Math.min(wanted, third),
    formula: wanted > third ? 'a third of the free pages' : usual,
    from: wanted > third ? [pageCount] : [target],
  });
  return min;
};

/** Computes every threshold of the page daemon into the book, in pages. */
export const pageDaemon = (b: Boot, pageCount: Derivation): void => {
  const source = kernSource(b, 'vm/vm_pageout.c', 'vm_pageout()');
  const write: Write = (mark) => b.book.number({ ...mark, unit: 'pages', source });
  const sure = pageCount.value > SAFE * LARGE_FREE;
  const byFree: Write = (mark) =>
    b.book.number({
      ...mark,
      unit: 'pages',
      source,
      ...(sure
        ? {}
        : { grade: 'inferred', note: 'Takes v_page_count for the free pages at that moment.' }),
    });
  const { reserved, min } = floorsOf(b, write, pageCount);
  const factor = pageCount.value > LARGE_FREE ? 4 : 2;
  const target = byFree({
    id: 'v_free_target',
    label: 'Free pages wanted',
    value: factor * min.value + reserved.value,
    formula: `${formatCount(factor)} × v_free_min + v_free_reserved`,
    from: [min, reserved],
  });
  const cacheMin = cacheMarks(byFree, target, pageCount);
  byFree({
    id: 'pageout_wakeup',
    label: 'Page daemon wakes below',
    value: reserved.value + cacheMin.value,
    formula: 'v_free_reserved + v_cache_min, of free and cache pages together',
    from: [reserved, cacheMin],
  });
  byFree({
    id: 'pageout_goal',
    label: 'Page daemon scans up to',
    value: target.value + cacheMin.value,
    formula: 'v_free_target + v_cache_min',
    from: [target, cacheMin],
  });
};
