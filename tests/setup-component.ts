import '@testing-library/jest-dom/vitest';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { cleanup, configure } from '@testing-library/react';

// A lazy part takes seconds to load on a busy machine; the default gives up after one.
configure({ asyncUtilTimeout: 45_000 });

// A component that prints to the console is a defect: users open the console to judge a tool.
const spies = { error: vi.spyOn(console, 'error'), warn: vi.spyOn(console, 'warn') };
beforeEach(() => {
  spies.error.mockClear();
  spies.warn.mockClear();
});
afterEach(() => {
  cleanup();
  expect(spies.error.mock.calls).toEqual([]);
  expect(spies.warn.mock.calls).toEqual([]);
});

// jsdom draws nothing: it has neither modal dialogs nor anything to scroll.
HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement): void {
  this.open = true;
};
HTMLDialogElement.prototype.close = function (this: HTMLDialogElement): void {
  if (!this.open) return;
  this.open = false;
  this.dispatchEvent(new Event('close'));
};
Element.prototype.scrollIntoView = () => undefined;
