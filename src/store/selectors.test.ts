import { describe, expect, it } from 'vitest';
import { createAppStore } from './app-store';
import { selectLayout, selectMachine } from './machine-selectors';
import { columnsOf } from './seed-selectors';
import { selectBook } from './selectors';

const page = () => createAppStore().getState();

describe('the book of derivations', () => {
  it('opens the router’s own figures on the opening', () => {
    const book = selectBook(page());
    for (const d of Object.values(selectLayout()!.values))
      expect({ id: d.id, value: book.get(d.id)?.value }).toEqual({ id: d.id, value: d.value });
    expect(book.get('vm.kvm_free')?.value).toBe(704638976);
  });
  it('knows every band of every column of the opening', () => {
    const book = selectBook(page());
    for (const { id } of columnsOf('kmem_map')[0]!.bands)
      for (const column of columnsOf(id))
        for (const band of column.bands) expect(book.has(band.why), band.why).toBe(true);
  });
  it('holds the machine on screen and the router side by side', () => {
    const state = {
      ...page(),
      link: { ...page().link, room: 'machine' as const, machine: '6.2,i386,4G,smp' },
    };
    const book = selectBook(state);
    expect(book.get('vm.kmem_size')?.value).toBe(335544320);
    expect(book.get('other:vm.kmem_size')?.value).toBe(83415040);
    expect(selectMachine(state).error).toBeNull();
  });
});
