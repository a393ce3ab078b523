/**
 * Which machine printed this: release, architecture, CPUs and page size, each with its reasons.
 * Sources: columns and zone names that came and went with releases (machine-clues.ts), sizes of
 * UMA's own zones (FreeBSD sys/vm/uma_core.c uma_startup()), uname lines, and words in prose.
 * Simplified: a text that mixes machines gives one answer, the one most lines agree on.
 */
import type { Block, Evidence, MachineEvidence, MallocRow } from './types';
import {
  ERA_CLUES,
  formatRelease,
  intersect,
  releaseNumber,
  typeClues,
  zoneClues,
} from './machine-clues';
import type { ReleaseRange } from './machine-clues';
import { zonesOf, archClues, cpuClues, cpuWords, pageClues } from './machine-parts';
import type { SourceLine } from './text/lines';
import { RELEASE_KINDS } from './text/uname';
import type { Uname } from './text/uname';

interface Clue {
  readonly range: ReleaseRange;
  readonly evidence: Evidence;
}

const eraClues = (blocks: readonly Block[]): Clue[] =>
  blocks.flatMap((b): Clue[] => {
    const clue = ERA_CLUES[b.era];
    if (clue === undefined) return [];
    const { range, reason } = clue;
    return [
      {
        range,
        evidence: {
          about: 'release',
          value: formatRelease(range),
          line: b.lines[0],
          reason,
          confidence: 'likely',
        },
      },
    ];
  });

const likely = (
  about: Evidence['about'],
  value: string,
  line: number,
  reason: string,
): Evidence => ({ about, value, line, reason, confidence: 'likely' });

/** One row for each malloc type, the first. */
const typesOf = (blocks: readonly Block[]): MallocRow[] => {
  const first = new Map<string, MallocRow>();
  for (const b of blocks)
    if (b.kind === 'vmstat-m') for (const r of b.rows) if (!first.has(r.type)) first.set(r.type, r);
  return [...first.values()];
};

const nameClues = (blocks: readonly Block[]): Clue[] => {
  const clues: Clue[] = [];
  const take = (found: ReturnType<typeof zoneClues>, line: number): void => {
    for (const { range, reason } of found)
      clues.push({ range, evidence: likely('release', formatRelease(range), line, reason) });
  };
  for (const { name, line } of zonesOf(blocks)) take(zoneClues(name), line);
  for (const { type, line } of typesOf(blocks)) take(typeClues(type), line);
  return clues;
};

/** `FreeBSD host 11.2-STABLE`, `11.3-RELEASE-p3` on its own: printed by the system itself. */
const PRINTED = new RegExp(
  `^(?:FreeBSD (?:[\\w.-]{1,60} )?|kern\\.osrelease: )?(\\d{1,2}\\.\\d{1,2})-(?:${RELEASE_KINDS})(?:-p\\d{1,3})?(?= |$|:)`,
);
/** `6.2S`, `6.2-STABLE`, `FreeBSD 7.2/amd64` in a sentence: what a person wrote. */
const WRITTEN = new RegExp(
  `(?:^|[ (])(?:(\\d{1,2}\\.\\d)(?:S\\b|-(?:${RELEASE_KINDS}))|FreeBSD[ /-](\\d{1,2}\\.\\d{1,2}))`,
);

const OWN_WORD = 'the system names its own release on this line';

/** Tables are most of a text, and no row of one holds these words. */
const mayNameRelease = (lines: readonly SourceLine[]): SourceLine[] =>
  lines.filter(
    ({ raw }) =>
      raw.includes('FreeBSD') || (raw.includes('.') && /\d\.\d{1,2}(?:S|-[A-Z])/.test(raw)),
  );

const wordClues = (lines: readonly SourceLine[]): { printed: Clue[]; written: Clue[] } => {
  const printed: Clue[] = [];
  const written: Clue[] = [];
  const clue = (release: string, line: number, reason: string): Clue => {
    const n = releaseNumber(release);
    const confidence = reason === OWN_WORD ? 'sure' : 'weak';
    return {
      range: { from: n, to: n },
      evidence: { about: 'release', value: release, line, reason, confidence },
    };
  };
  for (const { compact, line } of mayNameRelease(lines)) {
    if (compact.length > 400) continue;
    const p = PRINTED.exec(compact)?.[1];
    if (p !== undefined) {
      printed.push(clue(p, line, OWN_WORD));
      continue;
    }
    const w = WRITTEN.exec(compact);
    const release = w?.[1] ?? w?.[2];
    if (release !== undefined)
      written.push(
        clue(
          release,
          line,
          'the text says so; weak by itself, since prose may speak of another machine',
        ),
      );
  }
  return { printed, written };
};

const MOST_NAME_CLUES = 6;

/** Release: what the system prints of itself, else a written word that the tables allow, else a range. */
const releaseOf = (
  blocks: readonly Block[],
  lines: readonly SourceLine[],
  tables: readonly Clue[],
): { readonly release: string | null; readonly evidence: readonly Evidence[] } => {
  const { printed, written } = wordClues(lines);
  const range = intersect(tables.map((t) => t.range));
  const distinct = [...new Map(tables.map((t) => [t.evidence.reason, t])).values()].slice(
    0,
    MOST_NAME_CLUES,
  );
  const evidence = distinct.map((t) => t.evidence);
  const [own] = printed;
  if (own !== undefined)
    return { release: own.evidence.value, evidence: [own.evidence, ...evidence] };
  const fits = written.filter((w) => range === null || intersect([range, w.range]) !== null);
  const [said] = fits;
  if (said !== undefined && (range !== null || blocks.length > 0))
    return { release: said.evidence.value, evidence: [...evidence, said.evidence] };
  return { release: range === null ? null : formatRelease(range), evidence };
};

const first = (evidence: readonly Evidence[]): string | null => evidence[0]?.value ?? null;

/** Infers the machine. Every value comes with the evidence it rests on; null where nothing tells. */
export const machineEvidence = (
  blocks: readonly Block[],
  lines: readonly SourceLine[],
  unames: readonly Uname[] = [],
): MachineEvidence => {
  const own = blocks.filter((b) => b.kind !== 'foreign');
  const clues = [...eraClues(own), ...nameClues(own)];
  const { release, evidence } = releaseOf(own, lines, clues);
  const named = lines.filter((l) => l.raw.includes('FreeBSD'));
  const arch = archClues(own, named, unames);
  const archName = first(arch);
  const page = pageClues(own, archName);
  const pages = first(page);
  const n = release === null ? null : releaseNumber(release);
  const range = n === null || n === 0 ? null : { from: n, to: n };
  const tables = intersect(clues.map((c) => c.range));
  const cpus = [...cpuWords(named), ...cpuClues(own, tables ?? range, archName)];
  const cpu = first(cpus);
  return {
    release,
    arch: archName === 'i386' || archName === 'amd64' ? archName : null,
    cpus: cpu === null ? null : Number(cpu),
    pageSize: pages === null ? null : Number(pages),
    evidence: [...evidence, ...arch, ...cpus, ...page],
  };
};
