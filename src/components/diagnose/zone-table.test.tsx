import { configure, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { show } from '../../../tests/component-kit';
import { App } from '../app/App';
// The room is loaded when it is opened; here it is there at once.
import './Diagnose';

// Roles of some thousand elements take their time where the processor is shared.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 40_000 });

const drawer = () => screen.findByRole('complementary');

const table = async () => {
  const shown = show(<App />, { room: 'diagnose', example: 'seed' });
  const region = within(await screen.findByRole('region', { name: 'Table of zones' }));
  const first = (): string => region.getAllByRole('rowheader')[0]!.textContent;
  return { ...shown, region, first };
};

describe('the table of zones', () => {
  it('sorts both ways and says so', async () => {
    const { user, region, first } = await table();
    const head = region.getByRole('columnheader', { name: 'pages' });
    expect(head).toHaveAttribute('aria-sort', 'descending');
    expect(first()).toBe('128');
    await user.click(within(head).getByRole('button'));
    expect(head).toHaveAttribute('aria-sort', 'ascending');
    expect(first()).not.toBe('128');
    const name = region.getByRole('columnheader', { name: 'zone' });
    await user.click(within(name).getByRole('button'));
    expect(name).toHaveAttribute('aria-sort', 'ascending');
    expect(head).toHaveAttribute('aria-sort', 'none');
    expect(first()).toBe('1024');
  });
  it('filters by name, and sums what is left', async () => {
    const { user, region } = await table();
    const foot = (): HTMLElement => region.getAllByRole('row').at(-1)!;
    expect(foot()).toHaveTextContent('In kmem_map');
    expect(within(foot()).getAllByRole('button').length).toBe(3);
    await user.type(screen.getByRole('searchbox', { name: /^Filter zones/ }), 'mbuf_cl');
    expect(region.getAllByRole('row').length).toBe(3);
    expect(foot()).toHaveTextContent('Of these, in kmem_map1,5009261,500');
    expect(screen.getByText('1 of 90 zones')).toBeVisible();
    await user.type(screen.getByRole('searchbox', { name: /^Filter zones/ }), 'xyz');
    expect(region.getByText('No zone has that name.')).toBeVisible();
  });
  it('says in words where slabs are not whole, and what lies elsewhere', async () => {
    const { region } = await table();
    const row = (name: RegExp): HTMLElement => region.getByRole('row', { name });
    expect(row(/^ata_request/)).toHaveTextContent('not whole 16.68');
    expect(row(/^PV ENTRY/)).toHaveTextContent('outside the map');
    expect(row(/^mbuf_packet/)).toHaveTextContent('in mbuf');
  });
  it('opens a sum', async () => {
    const { user, region } = await table();
    await user.click(region.getByRole('button', { name: /Pages of all zones in kmem_map/ }));
    expect(await drawer()).toHaveTextContent('The 12 largest are listed');
  });
});
