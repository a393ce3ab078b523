/**
 * Takes in a text or a file: unpacks, decodes, judges, cuts a log into its samples, reads and
 * explains. One long job, told as it goes on; whoever runs it decides when it rests, so that it can
 * run in a worker and on the page alike.
 */
import type { Steps } from '../../base/steps';
import { readFile, readTextSteps } from '../../import';
import type { KernelReport, Verdict } from '../../import';
import { explainSteps } from '../../viewmodel/explain/explain';
import { machineOf } from '../../viewmodel/reading/machine';
import { withTold } from '../../viewmodel/reading/told';
import { WHOLE } from './bounds';
import { samplesOf } from './samples';
import type { Order, Pace, SampleHead, Source, Taken } from './types';
import { unpacked } from './unpack';

/** Bytes from which a file's kind and encoding are told. */
const SNIFF = 65_536;
/** Lines between two places where reading may be laid down: src/import/read-text.ts. */
const LINES_A_STEP = 24;

const OKAY: Verdict = { kind: 'read', message: '', run: '' };

async function run<T>(steps: Steps<T>, pace: Pace, onStep: (n: number) => void): Promise<T> {
  for (let n = 1; ; n += 1) {
    const step = steps.next();
    if (step.done === true) return step.value;
    onStep(n);
    await pace.rest();
  }
}

const linesIn = (text: string): number => {
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
};

const readWhole = (text: string, without: readonly string[], pace: Pace): Promise<KernelReport> => {
  const all = linesIn(text);
  return run(readTextSteps(text, { without }), pace, (n) => {
    const lines = Math.min(all, n * LINES_A_STEP);
    pace.tell({ doing: 'reading', lines, share: lines / all });
  });
};

const explained = async (
  found: KernelReport,
  { told }: Order,
  pace: Pace,
): Promise<Taken['read']> => {
  const report = withTold(found, told);
  pace.tell({ doing: 'explaining', lines: report.lines.length, share: 1 });
  const explanation = await run(explainSteps(report), pace, () => undefined);
  await pace.rest();
  return { report, explanation, machine: machineOf(report) };
};

const sourceOf = (
  order: Order,
  known: Pick<Source, 'text' | 'encoding' | 'verdict' | 'samples' | 'isPieces'>,
): Source => ({ name: order.name, length: known.text.length, bytes: null, ...known });

/** A log in which at least two samples tell their time. */
const asLog = (samples: readonly SampleHead[]): readonly SampleHead[] =>
  samples.filter((s) => s.time !== null).length < 2 ? [] : samples;

const takeText = async (order: Order, text: string, pace: Pace): Promise<Taken> => {
  const samples = await samplesOf(text, pace);
  const isPieces = text.length > WHOLE;
  if (isPieces)
    return {
      source: sourceOf(order, { text, encoding: 'none', verdict: OKAY, samples, isPieces }),
      read: null,
    };
  const report = await readWhole(text, order.without, pace);
  const { verdict } = report;
  return {
    source: sourceOf(order, { text, encoding: 'none', verdict, samples: asLog(samples), isPieces }),
    read: await explained(report, order, pace),
  };
};

/** A file whose text is too long to be read at once. */
const takeLong = async (order: Order, bytes: Uint8Array, pace: Pace): Promise<Taken> => {
  const { encoding, verdict } = readFile(order.name, bytes.subarray(0, SNIFF));
  if (verdict.kind === 'binary') return refused(order, verdict);
  const text = new TextDecoder(encoding).decode(bytes);
  const { source, read } = await takeText(order, text, pace);
  return { source: { ...source, encoding }, read };
};

const refused = (order: Order, verdict: Verdict): Taken => ({
  source: sourceOf(order, {
    text: '',
    encoding: 'none',
    verdict,
    samples: [],
    isPieces: false,
  }),
  read: null,
});

const takeFile = async (order: Order, bytes: Uint8Array, pace: Pace): Promise<Taken> => {
  const long = await unpacked(order.name, bytes, pace);
  if (long !== null) {
    const { source, read } = await takeLong(order, long.bytes, pace);
    return { source: { ...source, verdict: long.verdict ?? source.verdict }, read };
  }
  const { text, encoding, report, verdict } = readFile(order.name, bytes, order);
  if (text === '') return refused(order, verdict);
  await pace.rest();
  const samples = asLog(await samplesOf(text, pace));
  return {
    source: sourceOf(order, { text, encoding, verdict, samples, isPieces: false }),
    read: await explained(report, order, pace),
  };
};

/** Takes in a text or a file. Never fails: what is no text gets a verdict that says what it is. */
export const take = (order: Order, pace: Pace): Promise<Taken> =>
  order.bytes === null ? takeText(order, order.text, pace) : takeFile(order, order.bytes, pace);
