import { describe, expect, it } from 'vitest';
import { EXAMPLES } from '../examples';
import { readText } from '../import';
import { toldCode, withoutCode } from '../viewmodel/reading/reading-code';
import { NOTHING_TOLD } from '../viewmodel/reading/told';
import { createAppStore } from './app-store';
import { openLink } from './open-link';
import { packText } from './pack';
import { selectReading } from './selectors';
import { DEFAULT_LINK, decodeLink, encodeLink } from './url-codec';
import type { LinkState } from './url-codec';

const opened = async (change: Partial<LinkState>) => {
  const store = createAppStore();
  const link = decodeLink(encodeLink({ ...DEFAULT_LINK, room: 'diagnose', ...change }));
  store.setState({ link });
  await openLink(store, link);
  return store;
};

describe('a link', () => {
  it.each(EXAMPLES.map((e) => [e.id, e] as const))('opens the example %s', async (id, example) => {
    const store = await opened({ example: id as LinkState['example'] });
    const text = await example.load();
    expect(selectReading(store.getState())?.text).toBe(text);
    expect(store.getState().text).toBe(id === 'seed' ? '' : text);
    expect(store.getState().link.example).toBe(id);
  });
  it('opens its text as it was read: with undone repairs and another machine', async () => {
    const text = '> vm.kmem_size: 83415040\n\n&gt; vm.kvm_size: 1073737728\n';
    const undone = readText(text).repairs.slice(0, 1);
    const told = { ...NOTHING_TOLD, release: '7', ram: 512 * 1024 * 1024 };
    const store = await opened({
      data: await packText(text),
      without: withoutCode(undone),
      told: toldCode(told),
    });
    const { without, told: said } = store.getState();
    expect([without, said]).toEqual([undone, told]);
    const reading = selectReading(store.getState());
    expect(reading?.text).toBe(text);
    expect(reading?.report.repairs).not.toContainEqual(undone[0]);
    expect(reading?.report.machine.release).toBe('7');
  });
  it('whose text is damaged says so and opens the room', async () => {
    const store = await opened({ data: '1xx' });
    expect(store.getState()).toMatchObject({ text: '', link: { room: 'diagnose' } });
    expect(store.getState().said).toContain('damaged');
  });
  it('without a text keeps the one that is open', async () => {
    const store = createAppStore();
    store.getState().paste('vm.kmem_size: 1');
    const link = { ...store.getState().link, told: 'cpus-8' };
    store.setState({ link });
    await openLink(store, link);
    expect(store.getState()).toMatchObject({ text: 'vm.kmem_size: 1', told: { cpus: 8 } });
  });
  it('gives way to one that came while its text was fetched', async () => {
    const store = createAppStore();
    const link = { ...DEFAULT_LINK, example: 'healthy' } as const;
    store.setState({ link });
    const opening = openLink(store, link);
    store.getState().clear();
    await opening;
    expect(store.getState().text).toBe('');
  });
});
