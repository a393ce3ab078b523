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

/** The same text with the line, from 0, that each of its characters stands on. */
const bareLines = (
  whole: string,
): { readonly text: string; readonly lineOf: readonly number[] } => {
  let text = ' ';
  const lineOf = [0];
  whole.split(/\r{1,8}\n|\n|\r/).forEach((raw, i) => {
    for (const word of raw.replace(/^(?:[\s>|#]|[A-Za-z]{1,3}>)+/, '').split(/[\s\u00a0]+/)) {
      const added = word === '' || word.endsWith(',') ? word : `${word} `;
      text += added;
      for (let n = 0; n < added.length; n += 1) lineOf.push(i);
    }
  });
  return { text, lineOf };
};

/** Lines around a row in which a diagnostic speaks of it. */
const NEAR = 2;

/** Whether some diagnostic speaks of the lines of lost rows, or of the whole table that they stand in. */
const isToldNear = (characters: string, text: string, report: KernelReport): boolean => {
  const { text: all, lineOf } = bareLines(text);
  const at = all.indexOf(characters.trimEnd());
  const from = (lineOf[at + 1] ?? 0) + 1;
  const to = (lineOf[at + characters.trimEnd().length - 1] ?? 0) + 1;
  const first = Math.min(from, ...report.lines.slice(from - 1, to).map((l) => l.joinedTo ?? from));
  return report.diagnostics.some(
    ({ line, found }) =>
      (line >= first - NEAR && line <= to + NEAR) ||
      (found?.endsWith('with single blanks throughout') === true &&
        report.blocks.some((b) => b.lines[0] <= line && b.lines[1] >= line && b.lines[1] >= from)),
  );
};

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
  /** rows that were not read although no diagnostic speaks of the lines around them */
  readonly far: readonly string[];
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
  const far: string[] = [];
  for (const { key, bare: characters } of known) {
    if (!whole.includes(characters)) continue;
    survived += 1;
    if (have.has(key)) read += 1;
    else if (report.diagnostics.length === 0) silent.push(characters);
    else if (!isToldNear(characters, text, report)) far.push(characters);
  }
  return { survived, read, silent, far };
};
