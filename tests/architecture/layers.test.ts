/**
 * The import law still bites: each rule of .dependency-cruiser.cjs fires on a sample that breaks
 * it, and no rule fires on lawful imports. Otherwise a mistyped pattern would allow everything.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import type { ICruiseOptions, ICruiseResult } from 'dependency-cruiser';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT, foldersOf, sourcesOf } from './tree';

interface Law {
  readonly forbidden: readonly { readonly name: string; readonly comment: string }[];
  readonly options: Required<
    Pick<ICruiseOptions, 'doNotFollow' | 'tsPreCompilationDeps' | 'enhancedResolveOptions'>
  >;
}
const law = createRequire(import.meta.url)(join(ROOT, '.dependency-cruiser.cjs')) as Law;

/** A file that breaks the rule, and what it imports to do so. `typed` imports a type only. */
const SAMPLES: Readonly<Record<string, readonly [from: string, to: string]>> = {
  'no-cycles': ['src/base/cycle-a.ts', './cycle-b'],
  'no-orphans': ['src/components/ui/alone.ts', ''],
  'base-imports': ['src/base/bad.ts', '../sim/index'],
  'sim-imports': ['src/sim/bad.ts', '../viewmodel/good'],
  'import-imports': ['src/import/bad.ts', '../store/good'],
  'import-takes-sim-types-only': ['src/import/bad-value.ts', '../sim/index'],
  'strings-imports': ['src/strings/bad.ts', '../store/good'],
  'viewmodel-imports': ['src/viewmodel/bad.ts', '../store/good'],
  'render-imports': ['src/render/bad.ts', '../sim/index'],
  'lessons-imports': ['src/lessons/bad.ts', '../store/good'],
  'store-imports': ['src/store/bad.ts', '../components/ui/Good'],
  'cli-imports': ['src/cli/bad.ts', '../components/ui/Good'],
  'core-has-no-libraries': ['src/sim/bad-library.ts', 'react'],
  'no-framework-below-components': ['src/store/bad-framework.ts', 'react'],
  'nobody-imports-the-terminal': ['src/components/app/bad-terminal.ts', '../../cli/good'],
  'no-tests-in-the-page': ['src/store/bad-test.ts', '../import/testkit'],
  'no-deep-import-sim': ['src/viewmodel/bad-deep.ts', '../sim/boot/inside'],
  'no-deep-import-import': ['src/store/bad-deep.ts', '../import/inside'],
  'components-do-not-compute': ['src/components/ui/bad-sum.ts', '../../sim/index'],
};

/** A tree that keeps the law: what it does must stay allowed. */
const LAWFUL: Readonly<Record<string, string>> = {
  'src/base/good.ts': 'export type N = number; export const n = 1;',
  'src/base/cycle-b.ts': "import './cycle-a'; export const b = 1;",
  'src/sim/boot/inside.ts': "import { n } from '../../base/good'; export const inside = n;",
  'src/sim/oracle/naive.ts': "import 'zustand'; import '../boot/inside'; export const naive = 1;",
  'src/sim/naive.test.ts': "import './oracle/naive';",
  'src/sim/index.ts': "export { inside } from './boot/inside'; export type S = number;",
  'src/import/inside.ts': "import type { S } from '../sim/index'; export const s: S = 1;",
  'src/import/testkit.ts': "import { s } from './inside'; export const kit = s;",
  'src/import/inside.test.ts': "import { kit } from './testkit'; kit;",
  'src/import/index.ts': "export { s } from './inside';",
  'src/strings/good.ts': "import { n } from '../base/good'; export const word = String(n);",
  'src/viewmodel/good.ts':
    "import '../import/index'; import '../sim/index'; import '../strings/good'; export type V = 1;",
  'src/render/good.ts': "import type { V } from '../viewmodel/good'; export const v: V = 1;",
  'src/lessons/good.ts': "import '../viewmodel/good'; export const lesson = 1;",
  'src/store/good.ts':
    "import { createStore } from 'zustand/vanilla'; import '../lessons/good'; export { createStore };",
  'src/cli/good.ts': "import '../viewmodel/good'; export const run = 1;",
  'src/components/ui/Good.tsx':
    "import 'react'; import type { S } from '../../sim/index'; import '../../render/good'; export const x: S = 1;",
  'src/main.tsx': "import './components/ui/Good'; import './store/good'; import './cli-note';",
  'src/cli-note.ts': 'export const note = 1;',
};

const place = mkdtempSync(join(tmpdir(), 'kvascope-layers-'));
afterAll(() => {
  rmSync(place, { recursive: true, force: true });
});
const write = (path: string, text: string): void => {
  mkdirSync(join(place, dirname(path)), { recursive: true });
  writeFileSync(join(place, path), text);
};

/** `rule: file` for every violation in the sample tree. */
const violations = async (): Promise<string[]> => {
  const { doNotFollow, tsPreCompilationDeps, enhancedResolveOptions } = law.options;
  const { output } = await cruise(['src'], {
    ...{ doNotFollow, tsPreCompilationDeps, enhancedResolveOptions },
    ruleSet: { forbidden: [...law.forbidden] } as NonNullable<ICruiseOptions['ruleSet']>,
    validate: true,
    baseDir: place,
  });
  const found = (output as ICruiseResult).summary.violations;
  return [...new Set(found.map((v) => `${v.rule.name}: ${v.from}`))].sort();
};

describe('the import law', () => {
  it('gives a reason for every rule', () => {
    for (const rule of law.forbidden) expect(rule.comment, rule.name).toMatch(/\w{3}.*\.$/);
  });

  it('has a sample for every rule, and a rule for every sample', () => {
    expect(Object.keys(SAMPLES).sort()).toEqual(law.forbidden.map((r) => r.name).sort());
  });

  it('knows every folder below src', () => {
    const named = JSON.stringify(law.forbidden);
    const top = new Set(foldersOf(sourcesOf()).map((f) => f.split('/')[1] ?? ''));
    const lawless = [...top].filter((f) => f !== '' && !new RegExp(`\\b${f}\\b`).test(named));
    expect(lawless).toEqual([]);
  });

  it('allows what is lawful and stops each thing that is not', async () => {
    write('package.json', JSON.stringify({ dependencies: { react: '1', zustand: '1' } }));
    for (const [name, file] of [
      ['react', 'index.js'],
      ['zustand', 'vanilla.js'],
    ] as const) {
      write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0' }));
      write(`node_modules/${name}/${file}`, 'exports.x = 1;');
    }
    for (const [path, text] of Object.entries(LAWFUL))
      if (!path.includes('cycle')) write(path, text);
    // main.tsx imports `cli-note.ts`, whose name only begins like a folder of the law.
    expect(await violations()).toEqual([]);

    write('src/base/cycle-b.ts', LAWFUL['src/base/cycle-b.ts']!);
    for (const [path, to] of Object.values(SAMPLES))
      write(path, to === '' ? 'export {};' : `import '${to}';`);
    const found = await violations();
    for (const [rule, [path]] of Object.entries(SAMPLES))
      expect(found, rule).toContain(`${rule}: ${path}`);
  });
});
