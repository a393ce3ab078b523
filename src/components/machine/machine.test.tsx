import { fireEvent, screen, within } from '@testing-library/react';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { show } from '../../../tests/component-kit';
import { Machine } from './Machine';
import { LAYOUT } from './parts';

// What runs in the room has tests of its own; here are the levers and what boot makes of them.
vi.mock('../running/LiveRoom', () => ({ LiveRoom: () => null }));

beforeAll(async () => {
  await LAYOUT.load();
});

const room = (machine = '') => show(<Machine />, { room: 'machine', machine });
const valueOf = (name: string): readonly string[] => {
  const header = screen.getByRole('rowheader', { name });
  return within(header.closest('tr')!)
    .getAllByRole('cell')
    .map((cell) => cell.textContent);
};

describe('Machine', () => {
  it('starts with the thread’s router and compares it with nothing', () => {
    room();
    expect(screen.getByRole('heading', { level: 2, name: /gives/ })).toHaveTextContent(
      'kmem_map 79.55 MB.',
    );
    expect(valueOf('vm.kmem_size')).toEqual(['79.55 MB']);
    expect(valueOf('KMAP ENTRY')).toEqual(['15,512']);
  });

  it('shows the ceiling for 4 GB, beside the router', () => {
    room('6.2,i386,4G,smp');
    expect(valueOf('vm.kmem_size')).toEqual(['320 MB', '79.55 MB']);
    expect(valueOf('vm.kmem_size_scale')).toEqual(['3', '3']);
  });

  it('moves RAM with the slider and with the field', async () => {
    const { user, store } = room();
    fireEvent.change(screen.getByRole('slider', { name: 'RAM' }), {
      target: { value: '11' },
    });
    expect(store.getState().link.machine).toBe('6.2,i386,1G,agp=128M');
    const field = screen.getByRole('textbox', { name: 'RAM, exact size' });
    await user.clear(field);
    await user.type(field, '300M');
    expect(store.getState().link.machine).toBe('6.2,i386,300M,agp=128M');
    await user.clear(field);
    await user.type(field, 'much');
    expect(screen.getByRole('alert')).toHaveTextContent('256M or 1.5G');
    expect(store.getState().link.machine).toBe('6.2,i386,300M,agp=128M');
  });

  it('sets a tunable, and takes it back', async () => {
    const { user, store } = room();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Tunable' }), 'vm.kmem_size');
    await user.type(screen.getByRole('textbox', { name: 'Value' }), '160M{Enter}');
    expect(store.getState().link.machine).toBe('6.2,i386,256M,agp=128M,vm.kmem_size=167772160');
    expect(valueOf('vm.kmem_size')).toEqual(['160 MB', '79.55 MB']);
    await user.click(screen.getByRole('button', { name: 'Remove vm.kmem_size' }));
    expect(store.getState().link.machine).toBe('');
  });

  it('offers only systems that are modelled, and no PAE on amd64', async () => {
    const { user, store } = room('6.2,i386,8G,pae');
    await user.click(screen.getByRole('radio', { name: '7.0 amd64' }));
    expect(store.getState().link.machine).toBe('7.0,amd64,8G');
    expect(screen.getByRole('checkbox', { name: /PAE/ })).toBeDisabled();
  });

  it('says why a machine cannot boot, keeps the levers, and names unknown words', () => {
    room('6.2,i386,64G,turbo');
    expect(screen.getByRole('alert')).toHaveTextContent('Give at most 4 GB, or set PAE.');
    expect(screen.getByText('turbo')).toBeVisible();
    expect(screen.getByRole('slider', { name: 'RAM' })).toBeEnabled();
    expect(screen.queryByRole('listbox')).toBeNull();
  });

  it('draws kmem_map as a reservation where nothing is known of its inside', () => {
    room('7.3,i386,1G');
    const map = screen.getByRole('listbox', { name: /^Kernel map/ });
    const kmem = within(map).getByRole('option', { name: /^kmem_map/ });
    expect(kmem).toHaveAttribute('data-backing', 'reserved');
  });
});
