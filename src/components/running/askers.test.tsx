/** Who asked: the hue is explained in a list that selects, and the panel says what each has. */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { show } from '../../../tests/component-kit';
import { LiveRoom } from './LiveRoom';

it('selects an asker of the legend, by click and by key', async () => {
  const page = show(<LiveRoom />, { room: 'machine', run: 'ng_nat_capped', colour: 'asked' });
  await waitFor(() => {
    expect(screen.getByText(/^event ([\d,]+) of \1$/)).toBeVisible();
  });
  const ram = screen.getByRole('region', { name: 'Physical memory' });
  const legend = within(ram).getByRole('region', { name: 'Who asked' });
  const kernel = within(legend).getByRole('button', { name: 'kernel itself' });
  expect(kernel).toHaveAttribute('aria-pressed', 'false');
  await page.user.click(kernel);
  const panel = screen.getByRole('region', { name: 'Selected' });
  expect(await within(panel).findByRole('heading', { name: 'kernel itself' })).toBeVisible();
  expect(page.store.getState().link.sel).toBe('asker:kernel');
  expect(kernel).toHaveAttribute('aria-pressed', 'true');
  const shown = within(legend).getByRole('button', { name: /^[\d,]+, kernel itself, frames: / });
  expect(within(panel).getByRole('button', { name: /frames of RAM: explain$/ })).toHaveTextContent(
    shown.textContent,
  );
  const stops = [...legend.querySelectorAll('button')].filter((b) => b.tabIndex === 0);
  expect(stops).toEqual([kernel]);
  await page.user.keyboard('{ArrowRight}');
  expect(shown).toHaveFocus();
  await page.user.keyboard('{Home}{Enter}');
  expect(page.store.getState().link.sel).not.toBe('asker:kernel');
  const path = screen.getByRole('navigation', { name: 'Open columns' });
  expect(path).toBeVisible();
});
