/**
 * Random edits of a text: cut, duplicate, insert, re-wrap, quote, join, re-encode.
 * They are what mail programs, forums and hasty copying do, and worse.
 */
import type { Random } from './random';

type Edit = (text: string, random: Random, others: readonly string[]) => string;

const span = (text: string, random: Random): [from: number, to: number] => {
  const from = random(text.length + 1);
  return [from, Math.min(text.length, from + random(200))];
};

const eachLine = (text: string, change: (line: string) => string): string =>
  text.split('\n').map(change).join('\n');

/** Breaks every line at exactly `width` characters, as a terminal does. */
export const foldAt = (text: string, width: number): string =>
  eachLine(text, (line) => {
    const pieces: string[] = [];
    for (let i = 0; i < line.length; i += width) pieces.push(line.slice(i, i + width));
    return pieces.join('\n');
  });

/** Breaks lines at the last blank before `width`, as a mail program does. */
export const wrapAt = (text: string, width: number): string =>
  eachLine(text, (line) => {
    const pieces: string[] = [];
    let rest = line;
    while (rest.length > width) {
      const lead = rest.search(/\S|$/);
      const before = rest.lastIndexOf(' ', width);
      const at = before > lead ? before : rest.indexOf(' ', width);
      if (at < 0) break;
      pieces.push(rest.slice(0, at));
      rest = rest.slice(at + 1).trimStart();
    }
    return [...pieces, rest].join('\n');
  });

/** Puts a mark before every line. */
export const prefixAll = (text: string, mark: string): string =>
  eachLine(text, (line) => mark + line);

const PIECES = [
  ',',
  ':',
  ' ',
  '\n',
  '\r\n',
  '\t',
  '0',
  '9',
  '-',
  'K',
  '>',
  '> ',
  '#',
  '|',
  '=',
  '=\n',
  '"',
  '{',
  '}',
  '[',
  ']',
  '<zone>',
  '&gt;',
  '\u00a0',
  '\u0000',
  '\ud800',
  'ITEM SIZE',
  'panic: ',
  'Mem: 1M Active, ',
  '18446744073709551615',
  '9007199254740993',
  'vmstat -m\n',
  '$ vmstat -z\n',
  'vm.kmem_size: ',
  '16:',
  '128 Bucket:',
  '   ',
  '- ',
  '/',
];
const MARKS = ['> ', '>> ', '>', '| ', '# ', '    ', '\t', 'VG> '];
const LEAST_WIDTH = 20;
const WIDTHS = 100;

const EDITS: readonly (readonly [name: string, edit: Edit])[] = [
  [
    'cut a piece out',
    (t, r) => {
      const [a, b] = span(t, r);
      return t.slice(0, a) + t.slice(b);
    },
  ],
  [
    'double a piece',
    (t, r) => {
      const [a, b] = span(t, r);
      return t.slice(0, b) + t.slice(a);
    },
  ],
  [
    'insert a sign',
    (t, r) => {
      const a = r(t.length + 1);
      return t.slice(0, a) + (PIECES[r(PIECES.length)] ?? '') + t.slice(a);
    },
  ],
  ['fold in mid-word', (t, r) => foldAt(t, LEAST_WIDTH + r(WIDTHS))],
  ['wrap at blanks', (t, r) => wrapAt(t, LEAST_WIDTH + r(WIDTHS))],
  ['put a mark before each line', (t, r) => prefixAll(t, MARKS[r(MARKS.length)] ?? '')],
  ['CRLF', (t) => t.replaceAll('\n', '\r\n')],
  ['line ends to blanks', (t) => t.replaceAll('\n', ' ')],
  ['blanks to one', (t) => t.replace(/ {2,}/g, ' ')],
  ['cut the end off', (t, r) => t.slice(0, r(t.length + 1))],
  ['cut the start off', (t, r) => t.slice(r(t.length + 1))],
  [
    'take line ends out of a piece',
    (t, r) => {
      const [a, b] = span(t, r);
      return t.slice(0, a) + t.slice(a, b).replaceAll('\n', '') + t.slice(b);
    },
  ],
  [
    'insert a piece of another text',
    (t, r, others) => {
      const [a] = span(t, r);
      const other = others[r(others.length)] ?? '';
      const [c, d] = span(other, r);
      return t.slice(0, a) + other.slice(c, d) + t.slice(a);
    },
  ],
  [
    'turn a piece around',
    (t, r) => {
      const [a, b] = span(t, r);
      const piece = Array.from(t.slice(a, b)).reverse().join('');
      return t.slice(0, a) + piece + t.slice(b);
    },
  ],
];

/** A text may not grow without bound under repeated duplication. */
const LONGEST = 60_000;

/**
 * One to four random edits of `text`; pieces of `others` may be inserted.
 * @param note is told the name of each edit
 */
export const mutate = (
  text: string,
  random: Random,
  others: readonly string[],
  note?: (name: string) => void,
): string => {
  let edited = text;
  const edits = 1 + random(4);
  for (let i = 0; i < edits; i += 1) {
    const chosen = EDITS[random(EDITS.length)];
    if (chosen === undefined) continue;
    const [name, edit] = chosen;
    note?.(name);
    edited = edit(edited, random, others).slice(0, LONGEST);
  }
  return edited;
};

const utf16 = (text: string, big: boolean): Uint8Array => {
  const bytes = new Uint8Array(text.length * 2 + 2);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfeff, !big);
  for (let i = 0; i < text.length; i += 1) view.setUint16(2 + i * 2, text.charCodeAt(i), !big);
  return bytes;
};

const withMark = (bytes: Uint8Array): Uint8Array => new Uint8Array([0xef, 0xbb, 0xbf, ...bytes]);

/** The text in some encoding, perhaps cut in the middle of a character. */
export const encodeRandomly = (text: string, random: Random): Uint8Array => {
  const utf8 = new TextEncoder().encode(text);
  const forms: readonly (() => Uint8Array)[] = [
    () => utf8,
    () => withMark(utf8),
    () => utf16(text, false),
    () => utf16(text, true),
    () => utf16(text, false).subarray(2),
    () => Uint8Array.from(text, (c) => c.charCodeAt(0) & 0xff),
    () => utf8.subarray(random(4), utf8.length - random(4)),
  ];
  return forms[random(forms.length)]?.() ?? utf8;
};
