/** A result in pieces small enough that taking one in does not hold up the page. */
import type { Block, KernelReport, LineReading, Repair } from '../../../import';
import type { Taken, Told } from '../../../store/desk/types';

/** What the worker says. */
export type Part =
  | { readonly kind: 'told'; readonly told: Told }
  | { readonly kind: 'lines'; readonly lines: readonly LineReading[] }
  | { readonly kind: 'rows'; readonly block: number; readonly rows: readonly unknown[] }
  | { readonly kind: 'repairs'; readonly repairs: readonly Repair[] }
  | { readonly kind: 'taken'; readonly taken: Taken };

const PIECE = 3000;

function* pieces<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += PIECE) yield all.slice(at, at + PIECE);
}

/** Cuts a result into parts; the last one holds the rest. */
export function* partsOf(taken: Taken): Generator<Part> {
  const { read } = taken;
  if (read === null) {
    yield { kind: 'taken', taken };
    return;
  }
  const { report } = read;
  for (const lines of pieces(report.lines)) yield { kind: 'lines', lines };
  for (const repairs of pieces(report.repairs)) yield { kind: 'repairs', repairs };
  for (const [block, b] of report.blocks.entries())
    for (const rows of pieces<unknown>(b.rows)) yield { kind: 'rows', block, rows };
  const bare: KernelReport = {
    ...report,
    lines: [],
    repairs: [],
    blocks: report.blocks.map((b) => ({ ...b, rows: [] })),
  };
  yield { kind: 'taken', taken: { ...taken, read: { ...read, report: bare } } };
}

/** Puts parts together again. */
export class Gathered {
  private readonly lines: LineReading[] = [];
  private readonly repairs: Repair[] = [];
  private readonly rows = new Map<number, unknown[]>();

  /** @returns the whole, with the last part */
  add(part: Part): Taken | null {
    if (part.kind === 'lines') for (const line of part.lines) this.lines.push(line);
    if (part.kind === 'repairs') for (const repair of part.repairs) this.repairs.push(repair);
    if (part.kind === 'rows') {
      const rows = this.rows.get(part.block) ?? [];
      for (const row of part.rows) rows.push(row);
      this.rows.set(part.block, rows);
    }
    if (part.kind !== 'taken') return null;
    const { read } = part.taken;
    if (read === null) return part.taken;
    const report: KernelReport = {
      ...read.report,
      lines: this.lines,
      repairs: this.repairs,
      // The rows of a block are those that were taken from it.
      blocks: read.report.blocks.map((b, i) => ({ ...b, rows: this.rows.get(i) ?? [] }) as Block),
    };
    return { ...part.taken, read: { ...read, report } };
  }
}
