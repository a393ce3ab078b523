/** What to say of a paste: the headline, and where no ledger can be made the reasons for it. */
import type { Derivation } from '../../base/derivation';
import { formatCount } from '../../base/format';
import type { KernelReport } from '../../import';
import type { Balance } from '../explain/balance/types';
import type { Explanation } from '../explain/types';
import { blockTables, systemsIn } from './block-tables';
import type { BlockTable } from './block-tables';
import type { MachineReading } from './machine-types';

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
  const systems = systemsIn(report.blocks).join(' and ');
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
  headline:
    report.verdict.kind === 'other flag'
      ? 'This is the output of a command, but not of one that is read here.'
      : 'There are words here, but no figures of a kernel.',
  figures: [],
  reasons: [report.verdict.message, ...unread(report)],
});

const emptyAnswer = (report: KernelReport): Answer => ({
  kind: 'empty',
  headline: 'The text is empty.',
  figures: [],
  reasons: [report.verdict.message],
});

const MOST_TOOLS = 3;

/** `netstat -m of FreeBSD 7.2` */
const namedTools = (tables: readonly BlockTable[]): string => {
  const tools = [...new Set(tables.map((t) => t.title.replace(/:.*$/, '')))];
  if (tools.join() === 'panic') return 'A panic line';
  return tools.slice(0, MOST_TOOLS).join(', ') + (tools.length > MOST_TOOLS ? ' and more' : '');
};

/** What was read, and how far it goes. */
const readHeadline = (report: KernelReport, hasMap: boolean): string => {
  const tables = blockTables(report).filter((t) => t.system === '');
  const rows = tables.reduce((sum, t) => sum + t.count, 0);
  const { release } = report.machine;
  const what = namedTools(tables) + (release === null ? '' : ` of FreeBSD ${release}`);
  if (hasMap) return `${what}: enough for a map, not for a ledger.`;
  return `${what}: ${formatCount(rows)} ${rows === 1 ? 'row' : 'rows'}, no ledger.`;
};

/** What is certain to be the cause is what the text says; the tools that said it are named below. */
const causeHeadline = ({ findings }: Explanation): string | null => {
  const cause = findings.find((f) => f.severity === 'cause' && f.certainty === 'certain');
  return cause === undefined ? null : `${cause.title}.`;
};

/** What the headline of a balance states. */
const balanceFigures = (balance: Balance | null): readonly Derivation[] =>
  balance === null
    ? []
    : [balance.taken, balance.whole, balance.base, ...balance.lines.map((l) => l.percent)].filter(
        (d) => d !== null,
      );

/** The headline and the reasons; for a ledger the reasons are what limits it. */
export const answerOf = (
  report: KernelReport,
  explanation: Explanation,
  machine: MachineReading,
): Answer => {
  const kind = kindOf(report);
  if (kind === 'foreign') return foreignAnswer(report);
  if (kind === 'prose') return proseAnswer(report);
  if (kind === 'empty') return emptyAnswer(report);
  const { ledger, balance, headline, limits } = explanation;
  const figures =
    ledger === null
      ? balanceFigures(balance)
      : [ledger.map, ledger.freePages, ledger.unattributed].filter((d) => d !== null);
  return {
    kind,
    headline:
      ledger === null && balance === null && report.blocks.length > 0
        ? (causeHeadline(explanation) ?? readHeadline(report, machine.layout !== null))
        : headline,
    figures,
    reasons: [...new Set([...limits, ...(ledger?.limits ?? []), ...unread(report)])],
  };
};
