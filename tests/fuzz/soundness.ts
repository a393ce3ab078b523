/**
 * What every report must keep, whatever was pasted: each line has exactly one fate, places are
 * inside the text, and every name and number of every row stands in the text. Written without the
 * readers' own code, so that a mistake there is seen here.
 */
import type { Block, KernelReport } from '../../src/import';

/** Quote marks, initials before them, comment signs: what cleaning takes off, in any order. */
const MARKS = /^(?:[\s>|#*%$/=]|[A-Za-z]{1,3}>)+/;

/** Initials and `>` between blanks, as of a quoted mail whose line ends became blanks. */
const INNER_MARKS = /(?<=\s)(?:[A-Za-z]{1,3}>+\s)+/g;

/** Everything a number of a row may have come from. */
class Ground {
  private readonly plain = new Set<string>(['0']);
  private readonly sizes = new Set<number>();
  private readonly blocks = new Set<number>([512]);
  private readonly letters: string;

  constructor(text: string) {
    // Quoted-printable may hide blanks and signs inside what looks like digits.
    const decoded = text.replace(/=([0-9A-F]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    // swapinfo counts in blocks of any size, which its header names
    for (const m of decoded.matchAll(/(\d{1,4})([KMG]?)-blocks/g))
      this.blocks.add(Number(m[1]) * 1024 ** ' KMG'.indexOf(m[2] === '' ? ' ' : (m[2] ?? ' ')));
    for (const t of [text, decoded]) {
      this.addRuns(t);
      this.addGlued(t);
    }
    // Where line ends were lost, initials and their mark stand in the midst of a line.
    const unmarked = text.replace(INNER_MARKS, ' ');
    this.letters = [text, decoded, unmarked].map(squeeze).join('\n');
  }

  private addRuns(text: string): void {
    for (const m of text.matchAll(/(\d+)(?:\.(\d+))?(?:\s*([KMGTPE]))?/gi)) {
      const [, whole = '', fraction] = m;
      this.addPlain(whole);
      if (fraction !== undefined) this.addPlain(fraction);
      this.addSizes(Number(fraction === undefined ? whole : `${whole}.${fraction}`));
    }
  }

  private addPlain(digits: string): void {
    this.plain.add(digits.replace(/^0+(?=\d)/, ''));
  }

  private addSizes(value: number): void {
    for (const base of [1024, 1000])
      for (let power = 0; power <= 6; power += 1) this.sizes.add(Math.round(value * base ** power));
    for (const block of this.blocks) this.sizes.add(value * block);
  }

  /** Digits that a line break cut in two or three. */
  private addGlued(text: string): void {
    const lines = text.split(/\r\n|\n|\r/).map((l) => l.replace(MARKS, '').replace(/[\s=]+$/, ''));
    lines.forEach((line, i) => {
      let digits = /\d+$/.exec(line)?.[0];
      for (let j = i + 1; digits !== undefined && j < Math.min(lines.length, i + 8); j += 1) {
        const next: string = lines[j] ?? '';
        const head = /^\d+/.exec(next)?.[0];
        if (next !== '' && head === undefined) {
          if (/^[KMGTPE]/i.test(next)) this.addSizes(Number(digits));
          break;
        }
        digits += head ?? '';
        this.addPlain(digits);
        this.addSizes(Number(digits));
        if (head !== next && next !== '') break;
      }
    });
  }

  holds(n: number): boolean {
    return this.plain.has(String(n)) || this.sizes.has(n);
  }

  holdsDigits(digits: string): boolean {
    return this.plain.has(digits.replace(/^-?0*(?=\d)/, ''));
  }

  holdsWords(words: string): boolean {
    const s = squeeze(words);
    return s === '' || this.letters.includes(s);
  }
}

/** Without anything that cleaning may remove or that a break may add. */
const squeeze = (s: string): string =>
  s
    .replace(/^(?:[\s>|#*]*[A-Za-z]{1,3}>)+/gm, '')
    // a tag may have been cut by a line's end
    .replace(/\[\s*\/?\s*[a-z]+\s*(?:=[^\]\n]{0,40})?\s*\]|<\/?[a-z]+[^<>\n]{0,80}>/gi, '')
    .replace(/&(?:gt|lt|amp|quot|nbsp|#39);/g, '')
    .replace(/[\s>|#*%$=/\\<&"'`~\u00a0\u2000-\u200b\u202f\u3000\ufeff\u0000-\u001f]/g, '');

type Claim = { readonly what: string; readonly ok: boolean };

const rawOf = (row: object): Readonly<Record<string, string>> =>
  'raw' in row ? (row.raw as Record<string, string>) : {};

/** Fields that are the reader's own words or places, not figures of the text. */
const OWN = new Set(['line', 'memUseUnit', 'id', 'system', 'label', 'raw', 'labels']);

const claimsOf = (ground: Ground, key: string, value: unknown): Claim[] => {
  if (typeof value === 'number') return [{ what: `${key} ${value}`, ok: ground.holds(value) }];
  if (typeof value === 'string')
    return [{ what: `${key} "${value}"`, ok: ground.holdsWords(value) }];
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([k, v]) => claimsOf(ground, `${key}.${k}`, v));
  return [];
};

const rowClaims = (ground: Ground, block: Block, row: object): Claim[] => {
  const raw = rawOf(row);
  return Object.entries(row).flatMap(([key, value]) => {
    if (OWN.has(key)) return [];
    const digits = raw[key];
    if (digits !== undefined) return [{ what: `${key} ${digits}`, ok: ground.holdsDigits(digits) }];
    // sysctl prints addresses in hexadecimal and fractions as text; the text itself is checked
    if (block.kind === 'sysctl' && key === 'number') return [];
    if (key === 'ratio' || key === 'inusePercent')
      return [{ what: `${key} ${String(value)}`, ok: ground.holdsWords(String(value)) }];
    return claimsOf(ground, `${block.kind}.${key}`, value);
  });
};

/** Every line has one number, one fate and, where it was read, a name for what it was read as. */
const lineFaults = (report: KernelReport): string[] => {
  const wrong: string[] = [];
  const said = new Set(report.diagnostics.map((d) => d.line));
  report.lines.forEach((l, i) => {
    if (l.line !== i + 1) wrong.push(`line ${i + 1} is numbered ${l.line}`);
    const joined = l.joinedTo !== undefined;
    if (joined !== (l.fate === 'joined') && l.fate !== 'diagnostic')
      wrong.push(`line ${l.line} is ${l.fate} but joinedTo is ${String(l.joinedTo)}`);
    if ((l.fate === 'understood' || l.fate === 'joined') && l.as === undefined)
      wrong.push(`line ${l.line} is ${l.fate} as nothing`);
    if (l.fate === 'diagnostic' && !said.has(l.line) && !said.has(l.joinedTo ?? 0))
      wrong.push(`line ${l.line} has the fate diagnostic but none speaks of it`);
  });
  for (const d of report.diagnostics) {
    const line = report.lines[d.line - 1];
    if (line === undefined || d.column < 1 || d.column > line.text.length + 1)
      wrong.push(`diagnostic at ${d.line}:${d.column} is outside the text`);
  }
  return wrong;
};

/** Rows lie inside their block, on lines that were read, and claim nothing that is not there. */
const blockFaults = (ground: Ground, block: Block, report: KernelReport): string[] => {
  const wrong: string[] = [];
  const [from, to] = block.lines;
  if (from < 1 || to > report.lines.length || from > to)
    wrong.push(`block ${block.kind} spans ${from} to ${to}`);
  for (const row of block.rows) {
    if (row.line < from || row.line > to) wrong.push(`row at ${row.line} is outside its block`);
    const fate = report.lines[row.line - 1]?.fate;
    if (fate === 'prose' || fate === 'diagnostic')
      wrong.push(`row at ${row.line} on a line of ${fate}`);
    for (const claim of rowClaims(ground, block, row))
      if (!claim.ok) wrong.push(`line ${row.line}: ${claim.what} is not in the text`);
  }
  return wrong;
};

/** Every broken property of a report, in words; empty where it is sound. */
export const unsound = (text: string, report: KernelReport): string[] => {
  const ground = new Ground(text);
  return [
    ...lineFaults(report),
    ...report.blocks.flatMap((b) => blockFaults(ground, b, report)),
    ...report.sums
      .filter((s) => !ground.holds(s.value))
      .map((s) => `sum ${s.value} is not in the text`),
  ];
};
