/** A column that closes shrinks into where its object lies, unless the reader asked for stillness. */
import { act, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { show } from '../../../tests/component-kit';
import type { RunController } from '../../store/run/controller';
import { LiveRoom } from './LiveRoom';

interface Moved {
  readonly el: Element;
  readonly frames: readonly Keyframe[];
  readonly animation: { onfinish: (() => void) | null };
}

/** Motions as a browser would be asked for them; jsdom has none. */
const record = (isReduced: boolean): Moved[] => {
  const moved: Moved[] = [];
  vi.stubGlobal('matchMedia', () => ({
    matches: isReduced,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    addListener: () => undefined,
    removeListener: () => undefined,
  }));
  Element.prototype.animate = function animate(this: Element, frames) {
    const animation = { onfinish: null, oncancel: null };
    moved.push({ el: this, frames: frames as Keyframe[], animation });
    return animation as unknown as Animation;
  };
  return moved;
};
afterEach(() => {
  vi.unstubAllGlobals();
  Reflect.deleteProperty(Element.prototype, 'animate');
});

const ghosts = (): Element[] => [...document.querySelectorAll('[data-closing]')];

/** Opens a slab and an item of it, and then the zone alone. */
const openAndClose = async () => {
  const page = show(<LiveRoom />, { room: 'machine', run: 'ng_nat_capped', sel: 'zone:libalias' });
  await screen.findByText(/^event 135 of 135$/);
  const k = (page.store.getState().controls as RunController).timeline!.sim.kernel;
  const slab = k.uma.keg.full.get(k.uma.zone.keg.get(k.uma.names.indexOf('libalias')));
  const select = (sel: string): void => {
    act(() => {
      page.store.getState().setLink({ sel });
    });
  };
  const lists = (): number => document.querySelectorAll('[data-deep] [role="listbox"]').length;
  select(`item:0x${(k.uma.slab.page.get(slab) * 4096).toString(16)}`);
  await waitFor(() => {
    expect(lists()).toBeGreaterThan(0);
  });
  select('zone:libalias');
  await waitFor(() => {
    expect(document.querySelectorAll('[data-deep]:not([role])')).toHaveLength(1);
  });
};

describe('a column that closes', () => {
  it('shrinks to where its object lies, and is gone then', async () => {
    const moved = record(false);
    await openAndClose();
    const closing = moved.filter(({ el }) => el.hasAttribute('data-closing'));
    expect(closing.length).toBeGreaterThan(0);
    for (const { el, frames } of closing) {
      expect(el.isConnected).toBe(true);
      expect(el.closest('[data-deep]')).not.toBeNull();
      expect(el).toHaveAttribute('aria-hidden', 'true');
      expect(frames.at(-1)?.['transform']).toMatch(/^translate\(.*scale\(/);
    }
    expect(ghosts()).toHaveLength(closing.length);
    for (const { animation } of closing) animation.onfinish?.();
    expect(ghosts()).toEqual([]);
  });
  it('is gone at once where nothing may move', async () => {
    const moved = record(true);
    await openAndClose();
    expect(ghosts()).toEqual([]);
    expect(moved.filter(({ el }) => el.hasAttribute('data-closing'))).toEqual([]);
  });
});
