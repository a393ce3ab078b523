/**
 * Takes in pasted texts and files: says what it is doing, lets it be cancelled, keeps what was found
 * to hold no text, and opens what was read.
 */
import { createContext, useContext, useRef, useState } from 'react';
import type { KernelReport, Repair, Verdict } from '../../../import';
import { LONG } from '../../../store/desk/bounds';
import { take } from '../../../store/desk/take';
import type { Order, Source, Taken, Told, Tray } from '../../../store/desk/types';
import { keepReading } from '../../../store/selectors';
import { toldCode, withoutCode } from '../../../viewmodel/reading/reading-code';
import type { ToldMachine } from '../../../viewmodel/reading/told';
import { readingWords, tooLarge } from '../../../viewmodel/reading/intake';
import type { Example } from '../../../store/url-codec';
import { DIAGNOSE } from '../../../strings/en/diagnose';
import { useApp } from '../../app/store-context';
import { runJob } from './run-job';
import type { Job } from './run-job';

const WORDS = DIAGNOSE.file;

/** What is under way. */
interface Running {
  /** what is read, in a sentence */
  readonly words: string;
  readonly told: Told | null;
}

export interface IntakeState {
  readonly running: Running | null;
  /** files of the last intake that hold no text */
  readonly refused: readonly Verdict[];
  readonly takeText: (text: string, name?: string) => void;
  /** opens a text of the gallery, which its link names */
  readonly takeExample: (example: Example, text: string, name: string) => void;
  readonly takeFiles: (files: readonly File[]) => void;
  /** opens a source of the tray, whole or one of its samples */
  readonly choose: (tray: Tray, at: number, sample: number) => void;
  readonly mend: (without: readonly Repair[]) => void;
  /** reads the text again as that of another machine */
  readonly tell: (told: ToldMachine | null) => void;
  /** reads a text to stand beside the open one; null = stopped, or no text */
  readonly readBeside: (
    source: Pick<Source, 'name' | 'bytes' | 'text'>,
  ) => Promise<KernelReport | null>;
  readonly cancel: () => void;
}

/** Short texts are read at once: that takes less time than to start a worker. */
const atOnce = (order: Order): Job => ({
  taken: take(order, { tell: () => undefined, rest: () => null }),
  cancel: () => undefined,
});

const sizeOf = (order: Order): number => order.bytes?.length ?? order.text.length;

/** Runs one job at a time. */
const useJobs = () => {
  const [running, setRunning] = useState<Running | null>(null);
  const job = useRef<Job | null>(null);
  const run = async (order: Order, words: string): Promise<Taken | null> => {
    job.current?.cancel();
    const isLong = sizeOf(order) >= LONG;
    if (isLong) setRunning({ words, told: null });
    const mine = isLong
      ? runJob(order, (told) => {
          setRunning({ words, told });
        })
      : atOnce(order);
    job.current = mine;
    const taken = await mine.taken;
    if (job.current === mine) {
      job.current = null;
      setRunning(null);
    }
    return taken;
  };
  const cancel = (): void => {
    job.current?.cancel();
    job.current = null;
    setRunning(null);
  };
  return { running, run, cancel };
};

const unreadable = (name: string): Source => ({
  name,
  length: 0,
  encoding: 'none',
  verdict: { kind: 'nothing', message: WORDS.unreadable(name), run: '' },
  text: '',
  samples: [],
  isPieces: false,
  bytes: null,
});

const orderOf = (name: string, bytes: Uint8Array | null, text = ''): Order => ({
  name,
  bytes,
  text,
  without: [],
  told: null,
});

const tooLargeSource = (file: File): Source | null => {
  const verdict = tooLarge(file.name, file.size);
  return verdict === null ? null : { ...unreadable(file.name), verdict };
};

export const useIntake = (): IntakeState => {
  const paste = useApp((s) => s.paste);
  const pasteExample = useApp((s) => s.pasteExample);
  const mend = useApp((s) => s.mend);
  const layOut = useApp((s) => s.layOut);
  const say = useApp((s) => s.say);
  const open = useApp((s) => s.text);
  const tray = useApp((s) => s.tray);
  const without = useApp((s) => s.without);
  const told = useApp((s) => s.told);
  const [refused, setRefused] = useState<readonly Verdict[]>([]);
  const { running, run, cancel } = useJobs();

  /** Opens what was taken; a text in pieces is laid out, so that one is chosen. */
  const show = ({ source, read }: Taken, on: Tray): void => {
    if (read === null) {
      layOut(on);
      return;
    }
    keepReading(source.text, { without: [], told: null }, read);
    paste(source.text, source.name, on);
  };
  const takeText = async (text: string, name: string): Promise<void> => {
    setRefused([]);
    const words = readingWords(text);
    if (text.length >= LONG) say(words);
    const taken = await run(orderOf(name, null, text), words);
    if (taken !== null) show(taken, { sources: [taken.source], at: 0, sample: -1 });
  };
  const takeExample = async (example: Example, text: string, name: string): Promise<void> => {
    setRefused([]);
    const taken = await run(orderOf(name, null, text), WORDS.reading(name));
    if (taken === null || taken.read === null) return;
    keepReading(text, { without: [], told: null }, taken.read);
    pasteExample(example, text, { sources: [taken.source], at: 0, sample: -1 });
  };
  const takeFile = async (file: File): Promise<Taken | null> => {
    const large = tooLargeSource(file);
    if (large !== null) return { source: large, read: null };
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const taken = await run(orderOf(file.name, bytes), WORDS.reading(file.name));
      return taken === null ? null : { ...taken, source: { ...taken.source, bytes } };
    } catch {
      return { source: unreadable(file.name), read: null };
    }
  };
  const takeFiles = async (files: readonly File[]): Promise<void> => {
    const all: Taken[] = [];
    for (const file of files) {
      const taken = await takeFile(file);
      if (taken === null) return;
      all.push(taken);
    }
    const sources = all.map((t) => t.source);
    const bad = sources.filter((s) => s.text === '').map((s) => s.verdict);
    setRefused(bad);
    bad.forEach((v) => {
      say(v.message);
    });
    const at = all.findIndex((t) => t.source.text !== '');
    const first = all[at];
    if (first !== undefined) show(first, { sources, at, sample: -1 });
  };
  const choose = async (from: Tray, at: number, sample: number): Promise<void> => {
    const source = from.sources[at];
    if (source === undefined) return;
    const on = { ...from, at, sample };
    const part = source.samples[sample];
    if (part === undefined && source.isPieces) {
      layOut(on);
      return;
    }
    const order =
      part === undefined
        ? orderOf(source.name, source.bytes, source.text)
        : orderOf(source.name, null, source.text.slice(part.from, part.to));
    const taken = await run(order, WORDS.reading(source.name));
    if (taken !== null) show({ ...taken, source: { ...taken.source, name: source.name } }, on);
  };
  const reread = async (less: readonly Repair[], machine: ToldMachine | null): Promise<void> => {
    const source = tray?.sources[tray.at];
    const bytes = tray?.sample === -1 ? (source?.bytes ?? null) : null;
    // The example is not the reader's own text: the selector reads it again.
    if (open !== '') {
      const ids = less.map((r) => r.id);
      const order = { ...orderOf(source?.name ?? '', bytes, open), without: ids, told: machine };
      const taken = await run(order, readingWords(open));
      if (taken === null) return;
      // Read as UTF-8 after all, an old encoding looks like no text; it is shown all the same.
      const text = bytes === null ? open : new TextDecoder().decode(bytes);
      const again =
        taken.read ?? (await run({ ...order, bytes: null, text }, readingWords(text)))?.read;
      if (again === null || again === undefined) return;
      keepReading(open, { without: less, told: machine }, again);
    }
    mend(less, machine, { without: withoutCode(less), told: toldCode(machine) });
  };
  return {
    running,
    refused,
    takeText: (text, name = '') => void takeText(text, name),
    takeExample: (example, text, name) => void takeExample(example, text, name),
    takeFiles: (files) => void takeFiles(files),
    choose: (from, at, sample) => void choose(from, at, sample),
    mend: (without) => void reread(without, told),
    tell: (next) => void reread(without, next),
    readBeside: async ({ name, bytes, text }) => {
      const taken = await run(orderOf(name, bytes, text), WORDS.reading(name));
      return taken?.read?.report ?? null;
    },
    cancel: () => {
      cancel();
      say(WORDS.cancelled);
    },
  };
};

const NONE: IntakeState = {
  running: null,
  refused: [],
  takeText: () => undefined,
  takeExample: () => undefined,
  takeFiles: () => undefined,
  choose: () => undefined,
  mend: () => undefined,
  tell: () => undefined,
  readBeside: () => Promise.resolve(null),
  cancel: () => undefined,
};
const Context = createContext<IntakeState>(NONE);
export const IntakeProvider = Context;
export const useTaking = (): IntakeState => useContext(Context);
