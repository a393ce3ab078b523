/** Sections set as Markdown for a bug report, or as plain text for a mailing list. */
import { table, wrap, WIDTH } from './plain';
import type { Piece, Section } from './parts';

export type Format = 'markdown' | 'text';

/** Everything but the quote is no wider than this. */
export interface Shape {
  readonly format: Format;
  readonly width: number;
}

const TITLE = 'Kernel memory report';

/** Signs that Markdown would take for its own. */
const escaped = (text: string): string => text.replace(/[\\`*_<[\]|]/g, '\\$&');

const markdownTable = (p: Extract<Piece, { kind: 'table' }>): string[] => [
  `| ${p.head.join(' | ')} |`,
  `| ${p.head.map((_, i) => (i === 0 ? ':--' : '--:')).join(' | ')} |`,
  ...p.rows.map((r) => `| ${r.map(escaped).join(' | ')} |`),
];

const LONGEST_LABEL = 40;
const plainTable = (p: Extract<Piece, { kind: 'table' }>): string[] =>
  table(
    p.head.map((head, i) => (i === 0 ? { head, most: LONGEST_LABEL } : { head, right: true })),
    p.rows,
  ).map((l) => `  ${l}`);

/** A fence longer than any in the text. */
const fenceFor = (lines: readonly string[]): string => {
  const longest = lines.reduce((n, l) => Math.max(n, /^ *(`+)/.exec(l)?.[1]?.length ?? 0), 0);
  return '`'.repeat(Math.max(3, longest + 1));
};

const quoted = (lines: readonly string[], format: Format): string[] => {
  if (format === 'text') return [...lines];
  const fence = fenceFor(lines);
  return [fence, ...lines, fence];
};

const piece = (p: Piece, { format, width }: Shape): string[] => {
  const say = format === 'markdown' ? escaped : (t: string): string => t;
  switch (p.kind) {
    case 'head':
      return format === 'markdown' ? [`### ${say(p.text)}`] : wrap(p.text, '', '   ', width);
    case 'text':
      return wrap(say(p.text), '', '', width);
    case 'list':
      return p.items.flatMap((i) => wrap(say(i), '- ', '  ', width));
    case 'table':
      return format === 'markdown' ? markdownTable(p) : plainTable(p);
    case 'quote':
      return quoted(p.lines, format);
  }
};

const heading = (title: string, level: 1 | 2, format: Format): string[] =>
  format === 'markdown'
    ? [`${'#'.repeat(level)} ${title}`]
    : [title, (level === 1 ? '=' : '-').repeat(title.length)];

/** The whole report; `width` is at most 80. */
export const render = (sections: readonly Section[], shape: Shape): string => {
  const at: Shape = { ...shape, width: Math.min(shape.width, WIDTH) };
  const blocks = [
    heading(TITLE, 1, at.format),
    ...sections.flatMap((s) => [
      heading(s.title, 2, at.format),
      ...s.pieces.map((p) => piece(p, at)),
    ]),
  ];
  return `${blocks
    .filter((b) => b.length > 0)
    .map((b) => b.join('\n'))
    .join('\n\n')}\n`;
};
