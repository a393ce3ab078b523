/** What the documents point at exists: files, headings, scripts, pinned trees, kernel functions. */
import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REPOSITORIES } from '../../src/base/sources';
import { bootLayout, makeMachine } from '../../src/sim';
import { ROOT, filesOf, textOf } from './tree';

const documents = filesOf().filter((path) => path.endsWith('.md'));
const inDocs = documents.filter((path) => path.startsWith('docs/'));
const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };

/** What a document says, without blocks of code. */
const prose = (text: string): string => text.replace(/^(?: {4,}|```).*$/gm, '');
const spans = (text: string): string[] =>
  [...prose(text).matchAll(/`([^`\n]+)`/g)].map((m) => m[1]!);
const isThere = (path: string): boolean => existsSync(join(ROOT, path));

/** A heading's anchor as the usual hosts make it. */
const anchors = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map((m) =>
    m[1]!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, '')
      .replace(/\s/g, '-'),
  );

/** Links of a document that lead nowhere. */
const deadLinks = (path: string, text: string): string[] =>
  [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map((m) => m[1]!)
    .filter((link) => !/^[a-z]+:/.test(link))
    .filter((link) => {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? path : posix.join(posix.dirname(path), file);
      if (!isThere(target)) return true;
      return anchor !== undefined && !anchors(textOf(target)).includes(anchor);
    });

const OURS = /^(?:src|tests|scripts|docs|public)\/[\w./-]+$/;
/** Paths in backticks that are not there. `<kind>` and `NN` stand for a name and are passed over. */
const deadPaths = (text: string): string[] =>
  spans(text).filter((s) => OURS.test(s) && !isThere(s));

const deadScripts = (text: string): string[] =>
  [...text.matchAll(/npm run (?:-s )?([\w:]+)/g)].map((m) => m[1]!).filter((s) => !(s in scripts));

/** `sys/kern/kern_malloc.c kmeminit()`: a file of the kernel and what to look for in it. */
const CITATION = /^sys\/[\w./-]+\.[chsS] [A-Za-z_]\w*(?:\(\))?$/;
const badCitations = (text: string): string[] => {
  const quoted = spans(text).filter((s) => s.startsWith('sys/'));
  const bare =
    prose(text)
      .replace(/`[^`\n]*`/g, '')
      .match(/\bsys\/[\w./-]+/g) ?? [];
  return [...quoted.filter((s) => !CITATION.test(s)), ...bare];
};

const PINNED = /\b[\w.-]+\/[\w.-]+@[\da-f]{7,40}\b/g;
const pins = Object.values(REPOSITORIES);
const unknownPins = (text: string): string[] =>
  (text.match(PINNED) ?? []).filter((pin) => !pins.some((known) => known === pin));

describe('the checks themselves', () => {
  it('find what is wrong', () => {
    expect(
      deadLinks('docs/x.md', '[a](cli.md) [b](no.md) [c](cli.md#no) [d](https://x.y)'),
    ).toEqual(['no.md', 'cli.md#no']);
    expect(deadPaths('`src/sim/index.ts` `src/gone.ts` `src/import/readers/<kind>.ts`')).toEqual([
      'src/gone.ts',
    ]);
    expect(deadScripts('npm run check, npm run nothing')).toEqual(['nothing']);
    expect(badCitations('`sys/vm/a.c f()` `sys/vm/a.c` sys/vm/b.c `sys/vm/a.c MACRO`')).toEqual([
      'sys/vm/a.c',
      'sys/vm/b.c',
    ]);
    expect(unknownPins('a/b@0123456789')).toEqual(['a/b@0123456789']);
  });
});

describe('documents', () => {
  it('are found', () => {
    expect(documents).toEqual(expect.arrayContaining(['README.md', 'docs/architecture.md']));
  });
  it.each(documents)('%s points at what exists', (path) => {
    const text = textOf(path);
    expect({
      links: deadLinks(path, text),
      paths: deadPaths(text),
      scripts: deadScripts(text),
      pins: unknownPins(text),
    }).toEqual({ links: [], paths: [], scripts: [], pins: [] });
  });
  it.each(inDocs)('%s cites the kernel by file and function', (path) => {
    expect(badCitations(textOf(path))).toEqual([]);
  });
  it('name every document of docs/ somewhere, so that it is found', () => {
    const named = documents.map(textOf).join('\n');
    const lost = inDocs.filter((path) => {
      const own = posix.basename(path);
      return own !== 'README.md' && !path.startsWith('docs/adr/') && !named.includes(own);
    });
    expect(lost).toEqual([]);
  });
});

describe('decisions', () => {
  const names = inDocs.filter((path) => path.startsWith('docs/adr/')).map((p) => posix.basename(p));
  it('are numbered without gaps and titled by their number', () => {
    names.forEach((name, i) => {
      expect(name).toMatch(new RegExp(`^${String(i + 1).padStart(4, '0')}-[a-z-]+\\.md$`));
      expect(textOf(`docs/adr/${name}`)).toMatch(new RegExp(`^# ${String(i + 1)}\\. \\w`));
    });
  });
});

describe('sources in the model', () => {
  it.each([
    ['6.2', 'i386'],
    ['7.3', 'i386'],
    ['6.2', 'amd64'],
    ['7.0', 'amd64'],
  ] as const)('of %s on %s are a kernel file and a name in it', (release, arch) => {
    const layout = bootLayout(makeMachine({ release, arch }));
    if (!layout.ok) throw new Error(layout.error.message);
    const cited = Object.values(layout.value.values).map((d) => d.source);
    expect(cited.length).toBeGreaterThan(50);
    expect(cited.map((s) => `${s.file} ${s.function}`).filter((s) => !CITATION.test(s))).toEqual(
      [],
    );
    expect(cited.filter((s) => !pins.some((pin) => pin === s.repository))).toEqual([]);
  });
});
