/** No figure of the room stands bare: what is shown is walked, and each number in a place of figures opens. */
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { show } from '../../../tests/component-kit';
import type { Timeline } from '../../sim';
import type { RunController } from '../../store/run/controller';
import { selectBook } from '../../store/selectors';
import { tableRows } from '../../viewmodel/running/tables';
import { LiveRoom } from './LiveRoom';

/** Where figures stand. Names, prose and controls have numbers too, which nothing computes. */
const FIGURES = 'dd, td, dl + p, h3 + p, [data-outcome] ~ ul code';
/** What is a name: an address as such, a thing that a click selects, a text that a class of words says. */
const NAMES =
  'button:not([data-why]), [data-words], [data-magnifier] p, p[class*="what"], code.name';

/** Texts of numbers that open nothing. */
const bare = (box: Element): string[] => {
  const found: string[] = [];
  for (const place of box.querySelectorAll(FIGURES)) {
    const walk = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    for (let n = walk.nextNode(); n !== null; n = walk.nextNode()) {
      const el = n.parentElement!;
      if (!/\d/.test(n.textContent ?? '') || el.closest('[data-why]') !== null) continue;
      if (el.closest(NAMES) === null) found.push(n.textContent ?? '');
    }
  }
  return found;
};

const room = async (link: Parameters<typeof show>[1] = {}) => {
  const page = show(<LiveRoom />, { room: 'machine', run: 'ng_nat_capped', ...link });
  await waitFor(() => {
    expect(screen.getByText(/^event ([\d,]+) of \1$/)).toBeVisible();
  });
  return page;
};
type Page = Awaited<ReturnType<typeof room>>;
/** What the controls of the page are: the run itself. */
const timelineOf = (page: Page): Timeline =>
  (page.store.getState().controls as RunController).timeline!;
const panel = (): HTMLElement => screen.getByRole('region', { name: 'Selected' });

/** Every button of a derivation in a box, pressed: it opens one that says its value. */
const open = async (page: Page, box: HTMLElement, most = 40) => {
  const buttons = [...box.querySelectorAll<HTMLElement>('[data-why]')].slice(0, most);
  expect(buttons.length).toBeGreaterThan(0);
  for (const button of buttons) {
    const why = button.dataset['why'] ?? '';
    fireEvent.click(button);
    await waitFor(() => {
      const label = button.getAttribute('aria-label');
      const book = selectBook(page.store.getState());
      expect([label, book.get(why)?.id]).toEqual([label, why]);
    });
    const book = selectBook(page.store.getState());
    for (const { ref } of book.get(why)!.inputs)
      if (ref !== undefined) expect([why, ref, book.get(ref)?.id]).toEqual([why, ref, ref]);
  }
};

describe('every number in the panel', () => {
  it.each([
    'zone:libalias',
    'holder:user',
    'holder:large',
    'frame:2000',
    'frame:30000',
    'map:kmem_map',
    'map:kernel_map',
    'asker:uma',
    'type:temp',
  ])('of %s opens its derivation', async (sel) => {
    const page = await room({ sel });
    expect(within(panel()).getByRole('heading', { level: 2 })).toBeVisible();
    expect(bare(panel())).toEqual([]);
    await open(page, panel());
  });
  it.each(['processes', 'vnodes', 'buffers'] as const)('of one of the %s opens', async (table) => {
    const page = await room({ run: 'pressure_little_swap' });
    const row = tableRows(timelineOf(page), table).at(-1)!;
    page.store.getState().setLink({ sel: row.selects });
    await within(panel()).findByText(/^Frames of RAM/);
    await waitFor(() => {
      expect(within(panel()).queryByText('Pages it holds')).toBeNull();
    });
    expect(bare(panel())).toEqual([]);
    await open(page, panel());
  });
  it('of an item, its address too', async () => {
    const page = await room({ sel: 'zone:libalias' });
    const at = timelineOf(page).sim.kernel.uma.slab.page.get(20) * 4096;
    page.store.getState().setLink({ sel: `item:0x${at.toString(16)}` });
    await within(panel()).findByRole('heading', { name: /^Item / });
    expect(bare(panel())).toEqual([]);
    await open(page, panel());
  });
});

describe('every number beside the pictures', () => {
  it.each(['zone:libalias', 'map:kmem_map', 'holder:user', 'asker:uma'])(
    'in the sentence that ties %s to RAM opens its derivation',
    async (sel) => {
      const page = await room({ sel, ...(sel.startsWith('asker') && { colour: 'asked' }) });
      const words = await waitFor(() => {
        const found = document.querySelector<HTMLElement>('[data-link-words]');
        expect(found).not.toBeNull();
        return found!;
      });
      expect(words).toHaveTextContent(/\d frames/);
      await open(page, words);
    },
  );
  it.each(['holder', 'asked'] as const)(
    'in the table of RAM by %s opens its derivation',
    async (colour) => {
      const page = await room({ colour });
      const details = screen.getByText('RAM as a table').closest('details')!;
      details.open = true;
      fireEvent(details, new Event('toggle'));
      const table = within(details).getByRole('table', { name: 'RAM as a table' });
      expect(bare(table)).toEqual([]);
      await open(page, table);
    },
  );
  it('in the heads and in the list of regions opens its derivation', async () => {
    const page = await room();
    const ram = screen.getByRole('region', { name: 'Physical memory' }).querySelector('header')!;
    expect(ram.querySelector('p')!.querySelectorAll('[data-why]')).toHaveLength(2);
    await open(page, ram);
    const details = screen.getByText('All regions').closest('details')!;
    details.open = true;
    fireEvent(details, new Event('toggle'));
    const table = within(details).getByRole('table');
    expect(bare(table)).toEqual([]);
    await open(page, table, 99);
  });
  it('in the comparison of branches and in what a lever did opens its derivation', async () => {
    const page = await room();
    fireEvent.change(screen.getByRole('textbox', { name: 'bytes' }), { target: { value: '64' } });
    await page.user.click(screen.getByRole('button', { name: 'Carry out' }));
    await screen.findByText('It did');
    const levers = screen.getByRole('region', { name: /^Levers/ });
    expect(bare(levers)).toEqual([]);
    await open(page, within(levers).getByRole('status'));
    const branches = screen.getByRole('region', { name: 'Branches' });
    expect(bare(branches)).toEqual([]);
    await open(page, within(branches).getByRole('table'));
  });
});
