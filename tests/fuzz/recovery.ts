/**
 * Which rows of a text survive an edit, and which of those are read. A row survives where all its
 * characters still stand in the edited text in their order, with nothing but blanks, line ends and
 * quote marks between words, and a blank or a line end on both sides.
 */
import type { KernelReport } from '../../src/import';

/** Marks at line starts taken off, all blanks and breaks one blank, none behind a comma. */
const bare = (text: string): string =>
  ` ${text
    .replace(/^(?:[\s>|#]|[A-Za-z]{1,3}>)+/gm, '')
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/, /g, ',')
    .trim()} `;

/** What is compared: kind and content, without places. */
const keyOf = (kind: string, row: object): string =>
  `${kind} ${JSON.stringify({ ...row, line: undefined, raw: undefined, highUse: undefined })}`;

export interface Known {
  readonly key: string;
  /** the row's words */
  readonly bare: string;
}

const KINDS = new Set(['vmstat-z', 'vmstat-m', 'sysctl', 'netstat-m', 'swapinfo']);

/** The rows of an unedited text, with their characters. Rows of documents are left out. */
export const knownRows = (report: KernelReport): Known[] =>
  report.blocks
    .filter((b) => KINDS.has(b.kind) && b.era !== 'libxo')
    .flatMap((b) =>
      b.rows.map((row) => {
        const own = report.lines.filter((l) => l.line === row.line || l.joinedTo === row.line);
        return { key: keyOf(b.kind, row), bare: bare(own.map((l) => l.text).join('\n')) };
      }),
    )
    .filter((k) => k.bare.length >= 12);

export interface Recovery {
  readonly survived: number;
  readonly read: number;
  /** rows that were not read although no diagnostic speaks of anything */
  readonly silent: readonly string[];
}

/** Compares what was known with what was read after the edit. */
export const recovery = (known: readonly Known[], text: string, report: KernelReport): Recovery => {
  const whole = bare(text);
  const have = new Map<string, number>();
  for (const b of report.blocks)
    for (const row of b.rows) {
      const key = keyOf(b.kind, row);
      have.set(key, (have.get(key) ?? 0) + 1);
    }
  let survived = 0;
  let read = 0;
  const silent: string[] = [];
  for (const { key, bare: characters } of known) {
    if (!whole.includes(characters)) continue;
    survived += 1;
    if (have.has(key)) read += 1;
    else if (report.diagnostics.length === 0) silent.push(characters);
  }
  return { survived, read, silent };
};
