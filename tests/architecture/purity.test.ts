/**
 * The core outlives any framework: it loads and runs where React throws and no DOM exists.
 * (zustand is inlined by vitest.config.ts, so that its React half would be caught too.)
 */
import { describe, expect, it, vi } from 'vitest';
import { sourcesOf, textOf } from './tree';

const refuse = vi.hoisted(() => (): never => {
  throw new Error('the core asked for a framework');
});
vi.mock('react', refuse);
vi.mock('react/jsx-runtime', refuse);
vi.mock('react/jsx-dev-runtime', refuse);
vi.mock('react-dom', refuse);
vi.mock('react-dom/client', refuse);
vi.mock('framer-motion', refuse);

const CORE = ['base', 'sim', 'import', 'viewmodel', 'render', 'store', 'cli'];
const modules = import.meta.glob<Record<string, unknown>>([
  '../../src/{base,sim,import,viewmodel,render,store,cli}/**/*.ts',
  '!../../src/**/*.test.ts',
]);

describe('where React throws', () => {
  it('React does throw', async () => {
    await expect(import('react')).rejects.toThrow();
  });
  it('stands a page without window or document', () => {
    expect(typeof window).toBe('undefined');
    expect(typeof document).toBe('undefined');
  });
  it('covers every file of the core', () => {
    const wanted = CORE.flatMap((folder) => sourcesOf(`src/${folder}`));
    expect(
      Object.keys(modules)
        .map((path) => path.replace('../../', ''))
        .sort(),
    ).toEqual(wanted.sort());
  });
  it('every file of the core loads', async () => {
    const failures: string[] = [];
    for (const [path, load] of Object.entries(modules))
      await load().catch((e: unknown) => failures.push(`${path}: ${String(e)}`));
    expect(failures).toEqual([]);
  });
  it('the kernel boots, the mail is read, reconciled and drawn', async () => {
    const { SEED_MACHINE, bootLayout } = await import('../../src/sim');
    const { readText } = await import('../../src/import');
    const { explain } = await import('../../src/viewmodel/explain/explain');
    const { columnsOf } = await import('../../src/store/seed-selectors');
    expect(bootLayout(SEED_MACHINE).ok).toBe(true);
    const explanation = explain(readText(textOf('tests/fixtures/seed-mail.txt')));
    expect(explanation.ledger?.map.value).toBe(83_415_040);
    expect(columnsOf('kmem_map')).toHaveLength(2);
  });
  it('the store acts and links', async () => {
    const { createAppStore } = await import('../../src/store/app-store');
    const { decodeLink, encodeLink } = await import('../../src/store/url-codec');
    const store = createAppStore();
    store.getState().openExample();
    expect(decodeLink(encodeLink(store.getState().link)).example).toBe('seed');
  });
  it('the terminal answers', async () => {
    const { run } = await import('../../src/cli/main');
    const answer = run(['layout', '--ram', '256M'], () => new Uint8Array());
    expect(answer).toMatchObject({ code: 0, stderr: '' });
  });
});
