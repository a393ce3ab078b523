/** The balance of a heap without kmem_map, and the machine set by hand, as a visitor meets them. */
import { configure, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { settled, show } from '../../../tests/component-kit';
import { selectBook } from '../../store/selectors';
import { tableOf } from '../../viewmodel/reading/testkit';
import { Diagnose } from './Diagnose';

// Roles of some hundred elements take their time where the processor is shared.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 30_000 });

const read = async (text: string) => {
  const page = show(<Diagnose />, { room: 'diagnose' });
  fireEvent.change(screen.getByRole('textbox', { name: 'Your text' }), {
    target: { value: text },
  });
  await page.user.click(screen.getByRole('button', { name: 'Read it' }));
  await screen.findByRole('grid');
  await settled();
  return page;
};
const balance = (): HTMLElement => screen.getByRole('region', { name: /^Who holds/ });
const form = () => within(screen.getByRole('group', { name: 'Set it right, if you know better' }));

describe('the balance', () => {
  it('names the space, and its lines come to what they are out of', async () => {
    const { store } = await read(tableOf('13.2'));
    expect(balance()).toHaveAccessibleName(/^Who holds the heap of UMA/);
    const book = selectBook(store.getState());
    const figures = within(balance())
      .getAllByRole('listitem')
      .flatMap((line) => [...line.querySelectorAll<HTMLElement>('[data-why]')].slice(0, 1))
      .map((button) => Number(book.get(button.dataset['why'] ?? '')?.value));
    expect(figures.length).toBeGreaterThan(3);
    const base = Number(book.get('balance.base')?.value);
    expect(figures.reduce((a, b) => a + b, 0)).toBe(base);
  });
  it('opens the figure of a line', async () => {
    const { store, user } = await read(tableOf('13.2'));
    await user.click(within(balance()).getByRole('button', { name: /, Live items: explain$/ }));
    expect(store.getState().link.why).toBe('balance.live');
  });
  it('gives the sums of the table of zones the name of that space', async () => {
    await read(tableOf('13.2'));
    const foot = within(screen.getByRole('region', { name: 'Table of zones' }))
      .getAllByRole('row')
      .at(-1)!;
    expect(foot).toHaveTextContent('In the heap of UMA');
    for (const sum of within(foot).getAllByRole('button'))
      expect(sum).toHaveAccessibleName(/of all zones in the heap of UMA: explain$/);
  });
});

describe('the machine set by hand', () => {
  it('is reckoned by, carried by the link, and set back', async () => {
    const { store, user } = await read(tableOf('13.2'));
    expect(form().queryByRole('button')).toBeNull();
    await user.selectOptions(form().getByRole('combobox', { name: 'Release' }), '11');
    await waitFor(() => {
      expect(balance()).toHaveAccessibleName(/^Who holds the kmem arena/);
    });
    await user.selectOptions(form().getByRole('combobox', { name: 'CPUs' }), '16');
    await user.selectOptions(form().getByRole('combobox', { name: 'RAM' }), '16 GB');
    expect(store.getState().link.told).toBe('release-11_cpus-16_ram-16384M');
    const facts = screen.getByRole('region', { name: /^As a machine/ });
    expect(facts).toHaveTextContent('16 GBYou said so.');
    await user.click(form().getByRole('button', { name: 'As read again' }));
    expect(store.getState()).toMatchObject({ told: null, link: { told: '' } });
    expect(balance()).toHaveAccessibleName(/^Who holds the heap of UMA/);
  });
  it('with pages of another size is not reconciled, and the room says so', async () => {
    const { user } = await read(tableOf('13.2'));
    await user.selectOptions(form().getByRole('combobox', { name: 'Page size' }), '8,192 B');
    expect(await screen.findByText(/this machine has pages of 8,192 B/)).toBeVisible();
    expect(screen.queryByRole('region', { name: /^Who holds/ })).toBeNull();
    await user.selectOptions(form().getByRole('combobox', { name: 'Page size' }), 'as read');
    expect(balance()).toBeVisible();
  });
});
