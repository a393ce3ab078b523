/** A lesson is begun in a folder made for the test: its files, its line, and what is refused. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from '../architecture/tree';
import { stepTexts } from '../lessons/kit';

const { newLesson } = (await import(join(ROOT, 'scripts', 'new-lesson.mjs'))) as {
  readonly newLesson: (root: string, slug?: string, title?: string) => string;
};

let root = '';
const registry = (): string => readFileSync(join(root, 'src/lessons/registry.ts'), 'utf8');

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kvascope-lesson-'));
  mkdirSync(join(root, 'src/lessons/10-then-and-now'), { recursive: true });
  cpSync(join(ROOT, 'src/lessons/registry.ts'), join(root, 'src/lessons/registry.ts'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

describe('new:lesson', () => {
  it('makes the files under the next number, and one line in the registry', () => {
    const before = registry();
    const folder = newLesson(root, 'a-full-map', "Who's full?");
    expect(folder).toBe('src/lessons/11-a-full-map');
    expect(readdirSync(join(root, folder)).sort()).toEqual([
      'README.md',
      'figures.ts',
      'lesson.ts',
      'text.mdx',
    ]);
    const read = (file: string): string => readFileSync(join(root, folder, file), 'utf8');
    expect(read('lesson.ts')).toContain('title: "Who\'s full?"');
    expect(read('lesson.ts')).toContain('number: 11,');
    expect(stepTexts(read('text.mdx')).map((s) => s.id)).toEqual(['against']);
    expect(registry()).toContain("from './11-a-full-map/lesson';");
    expect(registry().match(/\{ lesson: L/g)).toHaveLength(
      before.match(/\{ lesson: L/g)!.length + 1,
    );
    expect(registry()).toContain('{ lesson: L11, figures: F11 },\n];');
  });
  it.each(["Who's full?", 'The "free" list', `Who's "free"?`, 'A \\ in a path', 'Plain'])(
    'quotes the title %s as prettier does',
    async (title) => {
      const folder = newLesson(root, 'quoted', title);
      for (const file of ['lesson.ts', 'figures.ts']) {
        const path = join(root, folder, file);
        const text = readFileSync(path, 'utf8');
        const options = await resolveConfig(join(ROOT, 'src/lessons/registry.ts'));
        expect(await format(text, { ...options, filepath: path })).toBe(text);
      }
    },
  );
  it.each(['', 'Big', '-a', 'a--b', 'a_b', '../a', '1st', 'a'.repeat(61)])(
    'refuses the slug "%s" and writes nothing',
    (slug) => {
      const before = registry();
      expect(() => newLesson(root, slug, 'Title')).toThrow(/is no slug/);
      expect(registry()).toBe(before);
      expect(readdirSync(join(root, 'src/lessons'))).toHaveLength(2);
    },
  );
  it('refuses a lesson that is there, and one without a title', () => {
    expect(() => newLesson(root, 'then-and-now', 'Title')).toThrow(/there is a lesson/);
    expect(() => newLesson(root, 'fine', ' ')).toThrow(/needs a title/);
  });
});
