import { screen, waitFor, within } from '@testing-library/react';
import { beforeAll, describe, expect, it } from 'vitest';
import { show } from '../../../tests/component-kit';
import { App } from './App';
import { fetchRoom } from './rooms';

beforeAll(async () => {
  await fetchRoom('opening');
});

describe('App', () => {
  it('asks the question on the opening and offers three doors', () => {
    show(<App />);
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(
      '80 MB were full. vmstat -m shows 50. Where is the rest?',
    );
    expect(screen.getByText(/^panic: kmem_malloc\(16384\)/)).toBeVisible();
    for (const name of [/See the answer/, /Take it apart/, /Paste your own/])
      expect(screen.getByRole('button', { name })).toBeVisible();
  });

  it('explains a number, follows its inputs, and gives the focus back', async () => {
    const { user } = show(<App />);
    const whole = screen.getByRole('button', { name: /^83,415,040 B/ });
    await user.click(whole);
    const drawer = await screen.findByRole('complementary');
    expect(drawer).toHaveFocus();
    expect(within(drawer).getByText('How it is computed')).toBeVisible();
    await user.keyboard('{Escape}');
    await waitFor(() => {
      expect(screen.queryByRole('complementary')).toBeNull();
    });
    expect(whole).toHaveFocus();
  });

  it('goes from room to room by key and says which one is open', async () => {
    const { user, store } = show(<App />, { run: 'boot' });
    await user.keyboard('2');
    expect(store.getState().link.room).toBe('machine');
    expect(await screen.findByRole('heading', { level: 1, name: /^kmem_map is/ })).toBeVisible();
    expect(screen.getByRole('link', { name: 'Machine' })).toHaveAttribute('aria-current', 'page');
  });

  it('sets the theme on the page', async () => {
    const { user } = show(<App />);
    await user.selectOptions(screen.getByRole('combobox', { name: 'Theme' }), 'Stage');
    expect(document.documentElement.dataset['theme']).toBe('stage');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Theme' }), 'Dark');
    expect(document.documentElement.dataset['theme']).toBe('dark');
  });

  it('leaves keys alone while a person types', async () => {
    const { user, store } = show(<App />, { room: 'machine' });
    await user.type(await screen.findByRole('textbox', { name: 'RAM, exact size' }), '3');
    expect(store.getState().link.room).toBe('machine');
  });
});

describe('the palette', () => {
  it('opens by key, is walked by key, does what is chosen, and closes', async () => {
    const { user, store } = show(<App />);
    await user.keyboard('{Control>}k{/Control}');
    const field = await screen.findByRole('combobox', { name: 'Commands' });
    await user.type(field, 'theme');
    const options = within(screen.getByRole('listbox', { name: 'What fits' })).getAllByRole(
      'option',
    );
    expect(options.map((o) => o.getAttribute('aria-selected'))).toEqual(['true', 'false', 'false']);
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(field).toHaveAttribute('aria-activedescendant', options[2]!.id);
    await user.keyboard('{Enter}');
    expect(store.getState()).toMatchObject({ palette: '', link: { theme: 'dark' } });
    expect(screen.queryByRole('listbox', { name: 'What fits' })).toBeNull();
  });
  it('finds a figure by its name', async () => {
    const { user, store } = show(<App />);
    await user.keyboard('/');
    await user.type(await screen.findByRole('combobox', { name: 'Find' }), 'vm.kmem_size{Enter}');
    expect(store.getState().link.why).toBe('vm.kmem_size');
    expect(await screen.findByRole('complementary')).toBeVisible();
  });
});
