/** The running room by role and name: what a person can reach, and that all views follow. */
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { show } from '../../../tests/component-kit';
import { bindHotkeys } from '../app/hotkeys';
import { LiveRoom } from './LiveRoom';

const room = (link: Parameters<typeof show>[1] = {}) =>
  show(<LiveRoom />, { room: 'machine', run: 'ng_nat_capped', ...link });
const made = async (): Promise<void> => {
  await screen.findByText(/^event \d+ of 135$/);
};

describe('the running room', () => {
  it('shows the end of the scenario, its zone, and the same number in panel and table', async () => {
    room();
    await made();
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(
      /^kmem_map is \d+\.\d % full/,
    );
    const panel = screen.getByRole('region', { name: 'Selected' });
    expect(within(panel).getByRole('heading', { name: 'Zone libalias' })).toBeVisible();
    expect(within(panel).getByRole('button', { name: '65,560, USED: explain' })).toBeVisible();
    fireEvent.change(screen.getByRole('textbox', { name: 'Filter by name' }), {
      target: { value: 'libal' },
    });
    const row = screen.getByRole('row', { name: /^libalias/ });
    expect(within(row).getAllByRole('cell')[2]).toHaveTextContent('65,560');
  });
  it('seeks by the scrubber, and every view follows', async () => {
    const { store } = room();
    await made();
    fireEvent.change(screen.getByRole('slider', { name: 'Position in the run' }), {
      target: { value: '40' },
    });
    expect(await screen.findByText('event 40 of 135')).toBeVisible();
    await waitFor(() => {
      expect(store.getState().link.at).toBe('40');
    });
    const now = screen.getByRole('button', { name: /^40 ?uma_zalloc/ });
    expect(now).toHaveAttribute('aria-current', 'step');
  });
  it('says what a command will do, refuses what cannot be, and carries it out on a branch', async () => {
    const { user } = room();
    await made();
    const size = screen.getByRole('textbox', { name: 'bytes' });
    fireEvent.change(size, { target: { value: '100000' } });
    expect(screen.getByText(/It will/).parentElement).toHaveTextContent('take 25 pages');
    fireEvent.change(size, { target: { value: '' } });
    const carryOut = screen.getByRole('button', { name: 'Carry out' });
    expect(carryOut).toHaveAttribute('aria-disabled', 'true');
    await user.click(carryOut);
    expect(screen.queryByText('It did')).toBeNull();
    fireEvent.change(size, { target: { value: '64' } });
    await user.click(screen.getByRole('button', { name: 'Carry out' }));
    expect(await screen.findByText('It did')).toBeVisible();
    expect(screen.getByText('It did').parentElement).toHaveTextContent(
      'malloc(64, temp, M_WAITOK)',
    );
    expect(screen.getByRole('button', { name: '1: malloc(9)' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
  });
  it('keeps the focus on the button that made the kernel panic', async () => {
    const { user } = room();
    await made();
    fireEvent.change(screen.getByRole('textbox', { name: 'bytes' }), {
      target: { value: String(2 ** 30) },
    });
    const carryOut = screen.getByRole('button', { name: 'Carry out' });
    carryOut.focus();
    await user.keyboard('{Enter}');
    expect(await screen.findAllByText(/^panic: kmem_malloc/)).not.toHaveLength(0);
    await waitFor(() => {
      expect(carryOut).toHaveAttribute('aria-disabled', 'true');
    });
    expect(carryOut).toHaveFocus();
  });
  it('has a key for the queues and one for the files', async () => {
    const { store } = room();
    await made();
    const stop = bindHotkeys(store);
    fireEvent.keyDown(document.body, { key: 'q' });
    expect(document.activeElement).toHaveAttribute('id', 'queues-title');
    fireEvent.keyDown(document.body, { key: 'x' });
    expect(document.activeElement?.closest('#take-away')).not.toBeNull();
    stop();
  });
  it('arranges RAM by keyboard, and the link carries it', async () => {
    const { store, user } = room();
    await made();
    await user.click(screen.getByRole('radio', { name: 'queue' }));
    expect(store.getState().link.arrange).toBe('queue');
    const ram = screen.getByRole('slider', { name: /^Physical memory/ });
    ram.focus();
    await user.keyboard('{End}{Enter}');
    expect(store.getState().link.sel).toMatch(/^frame:\d+$/);
    expect(ram).toHaveAttribute('aria-valuetext', expect.stringContaining('free'));
  });
  it('makes a run anew that was left for another one', async () => {
    const { store } = room();
    await made();
    act(() => {
      store.getState().setLink({ run: 'boot', at: '', by: '' });
    });
    await screen.findByText(/^event 0 of 0$/);
    act(() => {
      store.getState().setLink({ run: 'ng_nat_capped', at: '', by: '' });
    });
    await made();
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(
      /^kmem_map is \d+\.\d % full/,
    );
  });
});
