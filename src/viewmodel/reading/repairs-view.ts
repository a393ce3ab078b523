/** What was mended, as a list in which each can be undone and redone. */
import type { KernelReport, Repair, RepairKind } from '../../import';

export interface RepairRow {
  readonly repair: Repair;
  /** 1-based: where in its first line that which was mended stands */
  readonly column: number;
  /** what stood there; empty where nothing single did, as with lines that were broken */
  readonly found: string;
  readonly isUndone: boolean;
}

/** Repairs of one kind. */
export interface RepairGroup {
  readonly kind: RepairKind;
  readonly rows: readonly RepairRow[];
  readonly undone: number;
}

/** Signs that each mending takes away: src/import/text/lines.ts. */
const SIGNS: Readonly<Partial<Record<RepairKind, RegExp>>> = {
  quotes: /^ ?(?:[>|] ?)+/,
  marks: /[#%$]/,
  tags: /\[\/?[a-z]+[^\]]{0,40}\]|<\/?[a-z]+[^<>]{0,80}>/i,
  entities: /&(?:nbsp|gt|lt|amp|quot|#39);/,
  blanks: /[\u00a0\u2000-\u200b\u202f\u3000\ufeff]/,
  'quoted-printable': /=(?:[0-9A-F]{2}|$)/,
  fences: /```|~~~/,
};

/** A blank without ink is named by its code. */
const named = (sign: string): string =>
  /^\S+$/.test(sign) && !/[\u200b\ufeff]/.test(sign)
    ? sign
    : Array.from(sign)
        .map((c) =>
          c > '~' ? `U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}` : c,
        )
        .join('')
        .trim();

const rowOf = (report: KernelReport, repair: Repair, isUndone: boolean): RepairRow => {
  const [line] = repair.lines;
  const text = report.lines[line - 1]?.text ?? '';
  const sign = SIGNS[repair.kind]?.exec(text);
  const column = sign === null || sign === undefined ? 1 : sign.index + 1;
  return { repair, column, found: named(sign?.[0] ?? ''), isUndone };
};

/**
 * Repairs in the order of the text, those that were undone among them.
 * @param without repairs that the text was read without
 */
export const repairRows = (
  report: KernelReport,
  without: readonly Repair[],
): readonly RepairRow[] =>
  [
    ...report.repairs.map((r) => rowOf(report, r, false)),
    ...without.map((r) => rowOf(report, r, true)),
  ].sort((a, b) => a.repair.lines[0] - b.repair.lines[0] || a.column - b.column);

/** The rows by kind, the most frequent kind last: what is rare is seen first. */
export const repairGroups = (
  report: KernelReport,
  without: readonly Repair[],
): readonly RepairGroup[] => {
  const groups = new Map<RepairKind, RepairRow[]>();
  for (const row of repairRows(report, without)) {
    const rows = groups.get(row.repair.kind) ?? [];
    rows.push(row);
    groups.set(row.repair.kind, rows);
  }
  return [...groups]
    .map(([kind, rows]) => ({ kind, rows, undone: rows.filter((r) => r.isUndone).length }))
    .sort((a, b) => a.rows.length - b.rows.length);
};

/** The list of what is undone, with one repair undone, or done again where it was. */
export const toggled = (without: readonly Repair[], repair: Repair): readonly Repair[] => {
  const rest = without.filter((r) => r.id !== repair.id);
  return rest.length === without.length ? [...without, repair] : rest;
};

/** All repairs of a group undone; all done again where none was left. */
export const toggledAll = (
  without: readonly Repair[],
  { rows, undone }: RepairGroup,
): readonly Repair[] => {
  const ids = new Set(rows.map((r) => r.repair.id));
  const rest = without.filter((r) => !ids.has(r.id));
  return undone === rows.length ? rest : [...rest, ...rows.map((r) => r.repair)];
};
