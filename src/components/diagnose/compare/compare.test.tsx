/** Two samples side by side, as a visitor meets them. */
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { show } from '../../../../tests/component-kit';
import { selectBook } from '../../../store/selectors';
import { StoreProvider } from '../../app/store-context';
import { Diagnose } from '../Diagnose';

const sample = (used: number, requests: number): string =>
  [
    'ITEM                     SIZE     LIMIT      USED      FREE  REQUESTS  FAILURES',
    '',
    'UMA Kegs:                 140,        0,       81,        3,       81,        0',
    `128:                      128,        0, ${used},      600, ${requests},        0`,
    'VNODE:                    272,        0,     2000,       20,     9000,        0',
  ].join('\n');

const open = async () => {
  const user = userEvent.setup();
  const page = show(<Diagnose />, { room: 'diagnose' });
  fireEvent.change(screen.getByRole('textbox', { name: 'Your text' }), {
    target: { value: sample(92000, 500000) },
  });
  await user.click(screen.getByRole('button', { name: 'Read it' }));
  const box = await screen.findByRole('region', { name: /^Compare with a later sample/ });
  return { user, box, page };
};
type Opened = Awaited<ReturnType<typeof open>>;
const add = async ({ user, box }: Opened, text: string) => {
  fireEvent.change(within(box).getByRole('textbox', { name: /^A later sample/ }), {
    target: { value: text },
  });
  await user.click(within(box).getByRole('button', { name: 'Compare' }));
};

describe('a later sample', () => {
  it('puts what grew first, and gives rates once the hours are said', async () => {
    const opened = await open();
    await add(opened, sample(100192, 600000));
    const { box, user, page } = opened;
    const [, first] = within(box).getAllByRole('row');
    expect(within(first!).getByRole('rowheader')).toHaveTextContent('128');
    const growth = within(first!).getByRole('button', { name: /^\+1 MB, / });
    const why = growth.dataset['why'] ?? '';
    expect(selectBook(page.store.getState()).get(why)?.value).toBe(8192 * 128);
    expect(within(first!).queryAllByRole('button', { name: /^\+512 K, / })).toEqual([]);
    // Columns of rates stand there once there are rates.
    const heads = () =>
      within(box)
        .getAllByRole('columnheader')
        .map((h) => h.textContent);
    expect(heads()).toEqual(['Zone or type', 'First', 'Last', 'Growth', 'Steps']);
    await user.type(within(box).getByRole('textbox', { name: 'Hours between the two' }), '2');
    const [, again] = within(box).getAllByRole('row');
    expect(heads()).toContain('An hour');
    // The rate and its bounds: two samples of whole items leave little room between them.
    expect(within(again!).getAllByRole('button', { name: /^\+512 K, / })[0]).toBeVisible();
  });
  it('says what holds for several rows once, and in each row that it does', async () => {
    const opened = await open();
    await add(opened, sample(100192, 600000).replace('       81,        3', '      181,        3'));
    const rows = within(opened.box).getAllByRole('row').slice(1);
    expect(rows[0]).toHaveTextContent(/may be a leak Between the two samples live items grew/);
    expect(rows[1]).toHaveTextContent(/UMA Kegs.*may be a leak as the row above/);
    expect(rows.at(-1)).not.toHaveTextContent('as the row above');
  });
  it('without a table is refused in words, and can be taken away', async () => {
    const opened = await open();
    await add(opened, 'nothing of the kind');
    expect(within(opened.box).getByRole('alert')).toHaveTextContent('Paste the output of vmstat');
    await add(opened, sample(92000, 500001));
    await opened.user.click(within(opened.box).getByRole('button', { name: /^Take the later/ }));
    expect(within(opened.box).queryByRole('table')).toBeNull();
  });
  it('is there again when the reader comes back from another room', async () => {
    const opened = await open();
    await add(opened, sample(100192, 600000));
    cleanup();
    render(
      <StoreProvider store={opened.page.store}>
        <Diagnose />
      </StoreProvider>,
    );
    expect(await screen.findByRole('group', { name: 'Over time' })).toBeVisible();
  });
});
