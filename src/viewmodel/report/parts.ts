/** What a report says, before it is set as Markdown or as plain text. */
import type { Derivation } from '../../base/derivation';
import { formatCount, formatWholeKib, formatPercent, formatValue } from '../../base/format';
import { PAGE_SIZE } from '../../base/units';
import type { Evidence, KernelReport } from '../../import';
import type { Explanation, Finding, Ledger, SelfCheckRow } from '../explain/types';
import type { Balance } from '../explain/balance/types';
import { calm } from './calm';
import type { Quote } from './quote';
import type { Replacement } from './redact';

/** A piece of a report. */
export type Piece =
  | { readonly kind: 'head' | 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly kind: 'quote'; readonly lines: readonly string[] };

/** A heading with what stands under it. */
export interface Section {
  readonly title: string;
  readonly pieces: readonly Piece[];
}

/** What all sections are made from. */
export interface Facts {
  readonly report: KernelReport;
  readonly explanation: Explanation;
  readonly quote: Quote;
  readonly replaced: readonly Replacement[];
}

const text = (t: string): Piece => ({ kind: 'text', text: calm(t) });
const list = (items: readonly string[]): Piece => ({ kind: 'list', items: items.map(calm) });
const section = (title: string, pieces: readonly (Piece | null)[]): Section[] => {
  const there = pieces.filter((p) => p !== null);
  return there.length === 0 ? [] : [{ title, pieces: there }];
};

/** `lines 3, 4 and 9 of the paste below`; nothing where none is quoted. */
const placesOf = (quote: Quote, lines: readonly number[]): string => {
  const at = [...new Set(lines.flatMap((l) => quote.places.get(l) ?? []))].sort((a, b) => a - b);
  const MOST = 6;
  const some = at.slice(0, MOST).map(String);
  if (some.length === 0) return '';
  const more = at.length > MOST ? ` and ${formatCount(at.length - MOST)} more` : '';
  return `${some.length === 1 ? 'line' : 'lines'} ${some.join(', ')}${more} of the paste`;
};

const ABOUT = [
  ['release', 'Release'],
  ['arch', 'Architecture'],
  ['cpus', 'CPUs'],
  ['page size', 'Page size'],
] as const satisfies readonly (readonly [Evidence['about'], string])[];

const reasons = (f: Facts, about: Evidence['about']): string => {
  const MOST = 3;
  const all = f.report.machine.evidence.filter((e) => e.about === about);
  return all
    .slice(0, MOST)
    .map((e) => {
      const place = e.line === undefined ? '' : placesOf(f.quote, [e.line]);
      return `${e.reason} (${e.confidence}${place === '' ? '' : `, ${place}`})`;
    })
    .join('; ');
};

const machine = (f: Facts): Section[] => {
  const { release, arch, cpus, pageSize } = f.report.machine;
  const values = { release, arch, cpus, 'page size': pageSize } as const;
  const items = ABOUT.map(([about, label]) => {
    const value = values[about];
    if (value === null) return `${label} not known`;
    const why = reasons(f, about);
    const shown = about === 'page size' ? formatValue(value, 'B') : String(value);
    return `${label} ${shown}${why === '' ? '' : `, since ${why}`}`;
  });
  const rules = f.explanation.rules;
  const used =
    rules === null
      ? []
      : [
          `Reckoned by the slab rules of ${rules.era} on ${rules.arch}${rules.invariants ? ', with INVARIANTS' : ''}`,
        ];
  return section('Machine', [list([...items, ...used])]);
};

const share = (d: Derivation, whole: number): string =>
  whole > 0 ? formatPercent((d.value / whole) * 100) : '';

const ledgerTable = (l: Ledger): Piece => {
  const free = l.freePages.value * PAGE_SIZE;
  const rows = l.lines.map((x) => [
    x.label,
    formatWholeKib(x.bytes.value),
    share(x.bytes, l.map.value),
  ]);
  const rest = [
    ['Free', formatWholeKib(free), formatPercent((free / Math.max(l.map.value, 1)) * 100)],
    ['kmem_map', formatWholeKib(l.map.value), formatPercent(100)],
  ];
  return { kind: 'table', head: ['Holder', 'Holds', 'Share'], rows: [...rows, ...rest] };
};

const balanceTable = (b: Balance): Piece => ({
  kind: 'table',
  head: ['Holder', 'Holds', 'Share'],
  rows: [
    ...b.lines.map((x) => [x.label, formatWholeKib(x.bytes.value), formatPercent(x.percent.value)]),
    [b.base.label, formatWholeKib(b.base.value), formatPercent(100)],
  ],
});

/** Zones that hold most, named. */
const MOST_ZONES = 12;
const largest = ({ zones }: Explanation): Piece | null => {
  const some = [...zones]
    .filter((z) => z.secondaryOf === undefined && z.pages.value > 0)
    .sort((a, b) => b.pages.value - a.pages.value)
    .slice(0, MOST_ZONES);
  if (some.length === 0) return null;
  return {
    kind: 'table',
    head: ['Largest zones', 'Holds', 'In use', 'Free items'],
    rows: some.map((z) => [
      `“${z.name}”`,
      formatWholeKib(z.pages.value * PAGE_SIZE),
      formatWholeKib(z.liveBytes.value),
      formatWholeKib(z.freeBytes.value),
    ]),
  };
};

const holders = ({ explanation }: Facts): Section[] => {
  const { ledger, balance } = explanation;
  const table =
    ledger !== null ? ledgerTable(ledger) : balance !== null ? balanceTable(balance) : null;
  return section('Who holds it', [table, largest(explanation)]);
};

const SEVERITY: Readonly<Record<Finding['severity'], string>> = {
  cause: 'a cause',
  contributing: 'contributes to it',
  note: 'good to know',
  benign: 'harmless',
};

const finding = (f: Facts, x: Finding, i: number): Piece[] => {
  const place = placesOf(f.quote, x.lines);
  return [
    {
      kind: 'head',
      text: calm(`${String(i + 1)}. ${x.title} (${SEVERITY[x.severity]}, ${x.certainty})`),
    },
    text(x.text),
    list([
      ...(place === '' ? [] : [`Rests on ${place}.`]),
      ...(x.test === '' ? [] : [`To test: ${x.test}`]),
      ...(x.limits === '' ? [] : [`Cannot tell: ${x.limits}`]),
      ...(x.next === '' ? [] : [`Next: ${x.next}`]),
    ]),
  ];
};

const checked = (r: SelfCheckRow): string => {
  const verdict = r.agrees ? 'agrees' : 'differs';
  return `${r.label}, predicted and found ${r.text}, ${verdict}${r.note === undefined ? '' : `. ${r.note}`}`;
};

const left = ({ quote, replaced }: Facts): string => {
  const prose =
    quote.left === 0
      ? ''
      : ` ${formatCount(quote.left)} ${quote.left === 1 ? 'line' : 'lines'} of prose left out.`;
  const names =
    replaced.length === 0
      ? ''
      : ` ${formatCount(replaced.length)} ${replaced.length === 1 ? 'name or address was' : 'names and addresses were'} replaced.`;
  return `Lines that were read, as they were pasted, counted from 1.${prose}${names}`;
};

/** All sections but the paste, which comes last. */
export const sectionsOf = (f: Facts): readonly Section[] => {
  const { explanation: e } = f;
  return [
    ...section('Summary', [text(e.headline)]),
    ...machine(f),
    ...holders(f),
    ...section(
      'Findings',
      e.findings.flatMap((x, i) => finding(f, x, i)),
    ),
    ...section('Self-check', [e.selfCheck.length === 0 ? null : list(e.selfCheck.map(checked))]),
    ...section('What is missing', [e.limits.length === 0 ? null : list(e.limits)]),
    { title: 'The paste', pieces: [text(left(f)), { kind: 'quote', lines: f.quote.lines }] },
  ];
};
