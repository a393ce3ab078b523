/** A lever says what it will do before and what it did after, in words that need no movement. */
import { act, fireEvent, screen, within } from '@testing-library/react';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { show } from '../../../tests/component-kit';
import { Machine } from './Machine';
import { LAYOUT } from './parts';

vi.mock('../running/LiveRoom', () => ({ LiveRoom: () => null }));

beforeAll(async () => {
  await LAYOUT.load();
});

describe('what a lever moves', () => {
  it('is said before, while the lever is in focus, and after', async () => {
    const { user } = show(<Machine />, { room: 'machine' });
    const levers = screen.getByRole('region', { name: 'The machine' });
    expect(within(levers).getByText(/^Choose a lever/)).toBeVisible();
    const preset = within(levers).getByRole('button', { name: /^the same with 1 GB/ });
    preset.focus();
    expect(await within(levers).findByText('Will')).toBeVisible();
    const will = within(levers).getByText('Will').parentElement!.textContent.replace('Will', '');
    expect(will).toContain('kmem_map: 79.55 MB → 320 MB');
    await user.click(preset);
    const did = screen.getByRole('region', { name: 'What moved' });
    expect(did.textContent).toContain(will.trim());
  });
  it('takes a branch made by hand out of the link, and leaves a position of the scenario', () => {
    const { store } = show(<Machine />, { room: 'machine', at: '40', by: '' });
    const move = (to: string): void => {
      fireEvent.change(screen.getByRole('slider', { name: 'RAM' }), { target: { value: to } });
    };
    move('11');
    expect(store.getState().link).toMatchObject({ by: '', at: '40' });
    expect(store.getState().link.machine).toMatch(/agp=128M/);
    act(() => {
      store.getState().setLink({ by: 'of the old machine' });
    });
    move('12');
    expect(store.getState().link).toMatchObject({ by: '', at: '' });
    act(() => {
      store.getState().setLink({ by: 'of the old machine', at: '3' });
    });
    fireEvent.click(screen.getByRole('button', { name: /^4 GB, SMP/ }));
    expect(store.getState().link).toMatchObject({ by: '', at: '' });
  });
  it('is seen in a strip beside the levers: where the map was, and where it is', () => {
    show(<Machine />, { room: 'machine' });
    const levers = screen.getByRole('region', { name: 'The machine' });
    const piece = (strip: string): HTMLElement | null =>
      levers.querySelector(`[data-strip="${strip}"] [data-piece="kmem_map"]`);
    const first = piece('now')!;
    const stood = first.style.transform;
    expect(piece('before')).toBeNull();
    fireEvent.change(screen.getByRole('slider', { name: 'RAM' }), { target: { value: '11' } });
    // The same element moves, so that the move is seen.
    expect(piece('now')).toBe(first);
    expect(first.style.transform).not.toBe(stood);
    expect(piece('before')!.style.transform).toBe(stood);
  });
  it('stands in a table, each figure with its derivation', async () => {
    const { user, store } = show(<Machine />, { room: 'machine' });
    expect(screen.queryByRole('region', { name: 'What moved' })).toBeNull();
    fireEvent.change(screen.getByRole('slider', { name: 'RAM' }), { target: { value: '11' } });
    await user.click(screen.getByText('What moved', { selector: 'summary' }));
    const row = screen.getByRole('row', { name: /^kmem_map larger/ });
    await user.click(
      within(row).getByRole('button', { name: '79.55 MB, kmem_map, before: explain' }),
    );
    const { link, offered } = store.getState();
    const before = offered.find((d) => d.id === link.why);
    expect(before?.value).toBe(83_415_040);
    await user.click(within(row).getByRole('button', { name: '320 MB, kmem_map, now: explain' }));
    const now = store.getState();
    expect(now.offered.find((d) => d.id === now.link.why)?.value).toBe(335_544_320);
  });
});
