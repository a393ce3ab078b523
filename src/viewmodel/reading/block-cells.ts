/** Rows of each kind of block as plain cells, one function a kind. */
import { formatCount, formatSize } from '../../base/format';
import { KIB } from '../../base/units';
import type { Block } from '../../import';
import { sysctlWord } from './sysctl-words';

export interface Cell {
  readonly text: string;
  readonly isNumber: boolean;
}
export interface TableRow {
  readonly line: number;
  readonly cells: readonly Cell[];
}
const word = (text: string): Cell => ({ text, isNumber: false });
const count = (n: number | undefined): Cell => ({
  text: n === undefined ? '' : formatCount(n),
  isNumber: true,
});
/** As the tool prints it: K where it counts in K, bytes else. */
const size = (bytes: number, unit: number): Cell => ({
  text: unit === KIB ? `${formatCount(bytes / KIB)} K` : formatSize(bytes),
  isNumber: true,
});

/** Heads and rows of one block. */
export interface Body {
  readonly head: readonly string[];
  readonly rows: readonly TableRow[];
}
type BlockOf<K extends Block['kind']> = Extract<Block, { readonly kind: K }>;

const zones = (b: BlockOf<'vmstat-z'>): Body => {
  const more = (['fail', 'sleep', 'xdomain'] as const).filter((f) =>
    b.rows.some((r) => r[f] !== undefined),
  );
  return {
    head: ['zone', 'size', 'limit', 'used', 'free', 'requests', ...more],
    rows: b.rows.map((r) => ({
      line: r.line,
      cells: [
        word(r.name),
        ...[r.size, r.limit, r.used, r.free, r.requests].map(count),
        ...more.map((f) => count(r[f])),
      ],
    })),
  };
};

const mallocs = (b: BlockOf<'vmstat-m'>): Body => ({
  head: ['type', 'in use', 'memory', 'requests', 'block sizes, B'],
  rows: b.rows.map((r) => ({
    line: r.line,
    cells: [
      word(r.type),
      count(r.inUse),
      size(r.memUse, r.memUseUnit),
      count(r.requests),
      word(r.sizes.map(formatCount).join(' ')),
    ],
  })),
});

const sysctls = (b: BlockOf<'sysctl'>): Body => {
  const all = new Map(b.rows.map((r) => [r.name, r]));
  return {
    head: ['name', 'value', 'what it is'],
    rows: b.rows.map((r) => ({
      line: r.line,
      cells: [
        word(r.name),
        r.number === undefined ? word(r.value) : count(r.number),
        word(sysctlWord(r, all) ?? ''),
      ],
    })),
  };
};

const tops = (b: BlockOf<'top'>): Body => {
  const names = [...new Set(b.rows.flatMap((r) => Object.keys(r.fields)))];
  return {
    head: ['of', ...names],
    rows: b.rows.map((r) => ({
      line: r.line,
      cells: [
        word(r.label),
        ...names.map((n) => {
          const v = r.fields[n];
          return v === undefined ? count(undefined) : size(v, 1);
        }),
      ],
    })),
  };
};

const netstats = (b: BlockOf<'netstat-m'>): Body => ({
  head: ['what', 'figures', 'in the order of'],
  rows: b.rows.map((r) => ({
    line: r.line,
    cells: [
      word(r.name),
      { text: r.values.map(formatCount).join(' / '), isNumber: true },
      word(r.labels.join(' / ')),
    ],
  })),
});

const panics = (b: BlockOf<'panic'>): Body => ({
  head: ['message', 'asked for, B', 'in the map, B'],
  rows: b.rows.map((r) => ({
    line: r.line,
    cells: [word(r.text), count(r.requested), count(r.allocated)],
  })),
});

const swaps = (b: BlockOf<'swapinfo'>): Body => ({
  head: ['device', 'total', 'used', 'free'],
  rows: b.rows.map((r) => ({
    line: r.line,
    cells: [word(r.device), size(r.total, 1), size(r.used, 1), size(r.avail, 1)],
  })),
});

/** The rows of any block as cells. */
export const bodyOf = (block: Block): Body => {
  switch (block.kind) {
    case 'vmstat-z':
      return zones(block);
    case 'vmstat-m':
      return mallocs(block);
    case 'sysctl':
      return sysctls(block);
    case 'top':
      return tops(block);
    case 'netstat-m':
      return netstats(block);
    case 'panic':
      return panics(block);
    case 'swapinfo':
      return swaps(block);
    case 'vmstat-s':
      return {
        head: ['event', 'count'],
        rows: block.rows.map((r) => ({ line: r.line, cells: [word(r.name), count(r.value)] })),
      };
    case 'log':
      return {
        head: ['message'],
        rows: block.rows.map((r) => ({ line: r.line, cells: [word(r.text)] })),
      };
    case 'table':
      return {
        head: block.rows[0]?.columns ?? [],
        rows: block.rows.map((r) => ({ line: r.line, cells: r.cells.map(word) })),
      };
    case 'foreign':
      return {
        head: ['system', 'text'],
        rows: block.rows.map((r) => ({
          line: r.line,
          cells: [word(r.system), word(r.text.trim())],
        })),
      };
  }
};
