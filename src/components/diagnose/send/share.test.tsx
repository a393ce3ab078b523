/** The link to a reading as a visitor meets it: asked for, looked through, copied, opened again. */
import { Blob as StreamingBlob } from 'node:buffer';
import { cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { settled, show } from '../../../../tests/component-kit';
import type { Page } from '../../../../tests/component-kit';
import { openLink } from '../../../store/open-link';
import { selectReading } from '../../../store/selectors';
import { decodeLink } from '../../../store/url-codec';
import { Diagnose } from '../Diagnose';

// Roles of some hundred elements take their time where the processor is shared.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 30_000 });

const TEXT = [
  '> root@gate7.hafen.net:~ # uname -a',
  '> FreeBSD gate7.hafen.net 6.2-RELEASE FreeBSD 6.2-RELEASE #0: root@gate7.hafen.net:/usr/obj GENERIC  i386',
  '> root@gate7.hafen.net:~ # vmstat -z',
  '> ITEM                     SIZE     LIMIT      USED      FREE  REQUESTS  FAILURES',
  '>',
  '> UMA Kegs:                 140,        0,       81,        3,       81,        0',
  '> 128:                      128,        0,    92000,      600,   500000,        0',
].join('\n');

const read = async (text = TEXT): Promise<Page> => {
  const page = show(<Diagnose />, { room: 'diagnose' });
  fireEvent.change(screen.getByRole('textbox', { name: 'Your text' }), { target: { value: text } });
  await page.user.click(screen.getByRole('button', { name: 'Read it' }));
  await screen.findByRole('grid');
  await settled();
  return page;
};
const press = async ({ user }: Page, name: string): Promise<HTMLElement> => {
  await user.click(screen.getByRole('button', { name }));
  const box = await screen.findByRole('group', { name: 'What is in the link' });
  await within(box).findByRole('textbox', { name: 'Link' });
  return box;
};
const WITH_TEXT = 'Copy link with the text in it …';
const field = (box: HTMLElement, name: string): string =>
  within(box).getByRole<HTMLTextAreaElement>('textbox', { name }).value;
const fact = (box: HTMLElement, name: string): string =>
  within(box).getByText(name, { selector: 'dt' }).nextElementSibling?.textContent ?? '';
/** A page of its own, at that link. */
const follow = async (url: string): Promise<Page> => {
  cleanup();
  const link = decodeLink(new URL(url).hash);
  const page = show(<Diagnose />, link);
  await openLink(page.store, link);
  await screen.findByRole('grid');
  await settled();
  return page;
};
const clipboard = () => vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();

beforeEach(() => {
  // The blobs of jsdom cannot be read as a stream; those of browsers can.
  vi.stubGlobal('Blob', StreamingBlob);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('a link with the text', () => {
  it('is packed when it is asked for; nothing is copied or kept by looking at it', async () => {
    const pack = vi.fn();
    vi.stubGlobal(
      'CompressionStream',
      class extends CompressionStream {
        constructor(format: CompressionFormat) {
          super(format);
          pack();
        }
      },
    );
    const page = await read();
    const write = clipboard();
    const keep = vi.spyOn(Storage.prototype, 'setItem');
    const before = page.store.getState().link;
    expect(pack).not.toHaveBeenCalled();
    await press(page, WITH_TEXT);
    expect(pack).toHaveBeenCalledOnce();
    expect(write).not.toHaveBeenCalled();
    expect(keep).not.toHaveBeenCalled();
    expect(page.store.getState().link).toBe(before);
    expect(location.hash).not.toContain('data=');
  });
  it('shows the text as it will arrive, without names, and is copied as it stands', async () => {
    const page = await read();
    const box = await press(page, WITH_TEXT);
    expect(field(box, 'The text, unpacked from the link')).not.toContain('gate7');
    expect(fact(box, 'Not in it')).toContain('Names of files');
    const write = clipboard();
    await page.user.click(within(box).getByRole('button', { name: 'Copy this link' }));
    const url = field(box, 'Link');
    expect(write).toHaveBeenCalledWith(url);
    const shown = field(box, 'The text, unpacked from the link');
    const { store } = await follow(url);
    expect(store.getState().text).toBe(shown);
  });
  it('shows who wrote the prose around the tables as replaced, line by line', async () => {
    const prose = 'On Mon, 7 Jan 2008, Alice Smith wrote:\n> my nas7.local died\n';
    const page = await read(prose + TEXT);
    const box = await press(page, WITH_TEXT);
    const shown = field(box, 'The text, unpacked from the link');
    expect(shown).toContain('On Mon, 7 Jan 2008, person1 wrote:\n> my host');
    expect(shown).not.toMatch(/Alice|Smith|nas7/);
    for (const name of ['Alice Smith', 'nas7.local'])
      expect(
        within(box).getByRole('checkbox', { name: `Leave ${name} as it is` }),
      ).not.toBeChecked();
  });
  it('has a name back by a tick, and all of them where replacing is off', async () => {
    const page = await read();
    const box = await press(page, WITH_TEXT);
    await page.user.click(
      within(box).getByRole('checkbox', { name: 'Leave gate7.hafen.net as it is' }),
    );
    await waitFor(() => {
      expect(field(box, 'The text, unpacked from the link')).toContain('gate7.hafen.net');
    });
    await page.user.click(
      within(box).getByRole('checkbox', { name: 'Replace names and addresses' }),
    );
    await waitFor(() => {
      expect(field(box, 'The text, unpacked from the link')).toBe(TEXT);
    });
  });
  it('carries undone repairs and the machine set by hand to the same state', async () => {
    const page = await read();
    await page.user.click(screen.getByRole('button', { name: 'Undo: quote marks, line 1' }));
    const told = within(screen.getByRole('group', { name: 'Set it right, if you know better' }));
    await page.user.selectOptions(told.getByRole('combobox', { name: 'CPUs' }), '8');
    const { without, told: machine } = page.store.getState();
    expect(without.length).toBeGreaterThan(0);
    const box = await press(page, WITH_TEXT);
    expect(fact(box, 'Repairs that are undone')).toBe('1 place');
    expect(fact(box, 'The machine as you set it')).toBe('8 CPUs');
    const { store } = await follow(field(box, 'Link'));
    expect(store.getState()).toMatchObject({ without, told: machine });
    expect(selectReading(store.getState())?.report.machine.cpus).toBe(8);
  });
});

describe('a browser that cannot pack', () => {
  it('is told so, and what to do instead', async () => {
    const page = await read();
    vi.stubGlobal('CompressionStream', undefined);
    await page.user.click(screen.getByRole('button', { name: WITH_TEXT }));
    expect(await screen.findByText(/^This browser cannot pack a text/)).toBeVisible();
    expect(screen.queryByRole('textbox', { name: 'Link' })).toBeNull();
  });
});

describe('a link without the text', () => {
  it('is copied at once, and holds nothing of how the text was read', async () => {
    const page = await read();
    const told = within(screen.getByRole('group', { name: 'Set it right, if you know better' }));
    await page.user.selectOptions(told.getByRole('combobox', { name: 'CPUs' }), '8');
    const write = clipboard();
    const box = await press(page, 'Copy link');
    const url = field(box, 'Link');
    await waitFor(() => {
      expect(write).toHaveBeenCalledWith(url);
    });
    expect(decodeLink(new URL(url).hash)).toMatchObject({ data: '', told: '', without: '' });
    expect(fact(box, 'Your text')).toContain('Not in it');
  });
  it('names an example, with the machine that was set, and opens both', async () => {
    const page = show(<Diagnose />, { room: 'diagnose' });
    await page.user.click(await screen.findByRole('button', { name: /^Out of mbuf clusters/ }));
    await screen.findByRole('grid');
    await settled();
    const { text } = page.store.getState();
    const told = within(screen.getByRole('group', { name: 'Set it right, if you know better' }));
    await page.user.selectOptions(told.getByRole('combobox', { name: 'CPUs' }), '2');
    clipboard();
    const box = await press(page, 'Copy link');
    expect(fact(box, 'The example')).toMatch(/^Out of mbuf clusters\./);
    expect(fact(box, 'The machine as you set it')).toBe('2 CPUs');
    expect(screen.queryByRole('button', { name: WITH_TEXT })).toBeNull();
    const { store } = await follow(field(box, 'Link'));
    expect(store.getState()).toMatchObject({ text, told: { cpus: 2 }, link: { example: 'mbufs' } });
  });
});
