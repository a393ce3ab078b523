/** The address bar and the link follow each other, also where both move at once. */
import { describe, expect, it } from 'vitest';
import { createAppStore } from './app-store';
import { bindToAddressBar } from './address-bar';

/** A window as far as the address bar goes: like a browser it tells of a new hash some time later. */
const newWindow = (hash: string) => {
  const told: ((e: { readonly newURL: string }) => void)[] = [];
  const location = { hash };
  const write = (_: unknown, __: string, next: string): void => {
    location.hash = next;
  };
  const waiting: string[] = [];
  return {
    win: {
      location,
      history: { pushState: write, replaceState: write },
      addEventListener: (_: string, f: (typeof told)[number]) => told.push(f),
    } as unknown as Window,
    location,
    goTo: (next: string): void => {
      location.hash = next;
      waiting.push(`https://kvascope.example/${next}`);
    },
    tell: (): void => {
      for (const newURL of waiting.splice(0)) for (const f of told) f({ newURL });
    },
  };
};

const STEP = '#/lessons/the-panic/';

describe('the address bar', () => {
  it('is read at first, and when the reader goes elsewhere', () => {
    const { win, goTo, tell } = newWindow(`${STEP}2?v=1`);
    const store = createAppStore();
    bindToAddressBar(store, win);
    expect(store.getState().link.step).toBe('2');
    goTo(`${STEP}3?v=1`);
    tell();
    expect(store.getState().link.step).toBe('3');
  });
  it('is written when the link changes', () => {
    const { win, location } = newWindow(`${STEP}2?v=1`);
    const store = createAppStore();
    bindToAddressBar(store, win);
    store.getState().setLink({ step: '4' });
    expect(location.hash).toContain(`${STEP}4`);
  });
  it('does not lose where the reader went to what the page wrote before it heard of it', () => {
    const { win, location, goTo, tell } = newWindow(`${STEP}2?v=1`);
    const store = createAppStore();
    bindToAddressBar(store, win);
    goTo(`${STEP}14?v=1`);
    store.getState().setLink({ sel: 'zone:128' });
    tell();
    expect(store.getState().link.step).toBe('14');
    expect(location.hash).toContain(`${STEP}14`);
  });
});
