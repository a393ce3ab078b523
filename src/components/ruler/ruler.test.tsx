import { screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { show } from '../../../tests/component-kit';
import { columnsOf } from '../../store/seed-selectors';
import { ColumnTable } from './ColumnTable';
import { Ruler } from './Ruler';

const columns = columnsOf('kmem_map');
const setup = () => {
  const onPick = vi.fn();
  const onExplain = vi.fn();
  const page = show(
    <Ruler columns={columns} height={700} open="kmem_map" onPick={onPick} onExplain={onExplain} />,
  );
  const list = (name: RegExp) => within(screen.getByRole('listbox', { name }));
  return { ...page, onPick, onExplain, list };
};

describe('Ruler', () => {
  it('names every region of the kernel map and every band of kmem_map', () => {
    const { list } = setup();
    expect(list(/^Kernel map/).getAllByRole('option')).toHaveLength(columns[0]!.bands.length);
    expect(list(/^kmem_map/).getAllByRole('option')).toHaveLength(columns[1]!.bands.length);
    expect(list(/^Kernel map/).getByRole('option', { name: /^SYSMAPs, 156 K/ })).toBeVisible();
  });

  it('frames the open region and gives it the tab stop', () => {
    const { list } = setup();
    const open = list(/^Kernel map/).getByRole('option', { name: /^kmem_map/ });
    expect(open).toHaveAttribute('aria-selected', 'true');
    expect(open).toHaveAttribute('tabindex', '0');
  });

  it('walks with the arrow keys and opens with Enter', async () => {
    const { user, list, onPick } = setup();
    list(/^Kernel map/)
      .getByRole('option', { name: /^kmem_map/ })
      .focus();
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement).toHaveAccessibleName(/^buffer tables/);
    await user.keyboard('{Enter}');
    expect(onPick).toHaveBeenCalledWith(expect.objectContaining({ id: 'buf_tables' }), 0);
  });

  it('goes to the column beside it, to its first and its last band', async () => {
    const { user, list } = setup();
    list(/^Kernel map/)
      .getByRole('option', { name: /^kmem_map/ })
      .focus();
    await user.keyboard('{ArrowRight}');
    expect(document.activeElement).toHaveAccessibleName(/^128, 8,692 pages/);
    await user.keyboard('{End}');
    expect(document.activeElement).toHaveAccessibleName(/^other UMA zones/);
    await user.keyboard('{Home}{ArrowLeft}');
    expect(document.activeElement).toHaveAccessibleName(/^kmem_map/);
  });

  it('opens the request that did not fit', async () => {
    const { user, onExplain } = setup();
    await user.click(screen.getByRole('button', { name: /^16,384 B more asked for/ }));
    expect(onExplain).toHaveBeenCalledWith('panic.requested');
  });

  it('draws nothing for no columns', () => {
    show(<Ruler columns={[]} height={700} open="" onPick={vi.fn()} onExplain={vi.fn()} />);
    expect(screen.queryByRole('group')).toBeNull();
  });
});

describe('ColumnTable', () => {
  it('holds the same bands as the picture, in the same order', () => {
    const onPick = vi.fn();
    show(<ColumnTable column={columns[0]!} onPick={onPick} />);
    const rows = screen.getAllByRole('rowheader').map((r) => r.textContent);
    expect(rows).toEqual(columns[0]!.bands.map((b) => b.label));
  });

  it('opens the derivation of a size', async () => {
    const onPick = vi.fn();
    const { user } = show(<ColumnTable column={columns[1]!} onPick={onPick} />);
    await user.click(screen.getByRole('button', { name: '2048, 4,517: explain' }));
    expect(onPick).toHaveBeenCalledWith(expect.objectContaining({ id: 'zone.2048' }));
  });
});
