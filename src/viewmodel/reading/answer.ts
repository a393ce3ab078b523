/** What to say of a paste: the headline, and where no ledger can be made the reasons for it. */
import type { Derivation } from '../../base/derivation';
import { formatCount } from '../../base/format';
import type { KernelReport } from '../../import';
import type { Explanation } from '../explain/types';

/** What a text turned out to be. */
export type AnswerKind =
  /** figures of a FreeBSD kernel */
  | 'freebsd'
  /** recognised output of other systems only */
  | 'foreign'
  /** words without a single row */
  | 'prose'
  /** not even words */
  | 'empty';

export interface Answer {
  readonly kind: AnswerKind;
  readonly headline: string;
  /** figures that the headline states */
  readonly figures: readonly Derivation[];
  /** reasons and remarks, one sentence each */
  readonly reasons: readonly string[];
}

const foreignSystems = (report: KernelReport): readonly string[] => [
  ...new Set(
    report.blocks.flatMap((b) => (b.kind === 'foreign' ? b.rows.map((r) => r.system) : [])),
  ),
];

const kindOf = (report: KernelReport): AnswerKind => {
  const isOwn = report.blocks.some((b) => b.kind !== 'foreign') || report.sums.length > 0;
  if (isOwn) return 'freebsd';
  if (report.blocks.length > 0) return 'foreign';
  return report.lines.some((l) => l.text.trim() !== '') ? 'prose' : 'empty';
};

const unread = (report: KernelReport): readonly string[] => {
  const cut = report.diagnostics.filter((d) => d.severity !== 'info').length;
  return cut === 0
    ? []
    : [
        `${formatCount(cut)} ${cut === 1 ? 'line looks' : 'lines look'} like a row and could not be read; the remark stands in the margin.`,
      ];
};

const foreignAnswer = (report: KernelReport): Answer => {
  const systems = foreignSystems(report).join(' and ');
  return {
    kind: 'foreign',
    headline: `This comes from ${systems}. Only FreeBSD is explained here.`,
    figures: [],
    reasons: [
      `What is recognised as ${systems} output is listed below as it stands. Its kernel divides its addresses by other rules, so no ledger is made of it.`,
    ],
  };
};

const proseAnswer = (report: KernelReport): Answer => ({
  kind: 'prose',
  headline: 'There are words here, but no figures of a kernel.',
  figures: [],
  reasons: [
    'Every line was taken for prose: none looks like a row of vmstat, sysctl, netstat -m, top or swapinfo, or like a panic.',
    ...unread(report),
  ],
});

const EMPTY: Answer = {
  kind: 'empty',
  headline: 'The text is empty.',
  figures: [],
  reasons: ['There is not one word in it.'],
};

/** The headline and the reasons; for a ledger the reasons are what limits it. */
export const answerOf = (report: KernelReport, explanation: Explanation): Answer => {
  const kind = kindOf(report);
  if (kind === 'foreign') return foreignAnswer(report);
  if (kind === 'prose') return proseAnswer(report);
  if (kind === 'empty') return EMPTY;
  const { ledger, headline, limits } = explanation;
  const figures =
    ledger === null
      ? []
      : [ledger.map, ledger.freePages, ledger.unattributed].filter((d) => d !== null);
  return {
    kind,
    headline,
    figures,
    reasons: [...limits, ...(ledger?.limits ?? []), ...unread(report)],
  };
};
