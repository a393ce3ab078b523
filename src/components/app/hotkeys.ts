/**
 * Keys of the whole page. They are heard from the first moment on, before anything is drawn: who sees the
 * page's words can use its keys.
 */
import type { AppStore } from '../../store/app-store';
import { commandForKey } from '../../store/commands';
import { dropEarlyKeys, keepEarlyKey } from '../../store/early-keys';
import { focusPlace } from './go-to';

/** Inputs that take no letters. */
const LETTERLESS = ['checkbox', 'radio', 'range'];

/** A list takes letters and digits, to find its options; other keys are free. */
const isTyping = ({ target, key }: KeyboardEvent): boolean => {
  if (target instanceof HTMLSelectElement) return /^[a-z0-9 ]$/i.test(key);
  if (target instanceof HTMLInputElement) return !LETTERLESS.includes(target.type);
  return target instanceof HTMLTextAreaElement;
};

/** The palette is open and may not have come yet: what is typed is kept for its field. */
const forPalette = (e: KeyboardEvent, close: () => void): void => {
  const isOpen = document.querySelector('dialog[open]') !== null;
  if (isOpen) return;
  if (e.key === 'Escape') close();
  else if (!keepEarlyKey(e.key)) return;
  e.preventDefault();
};

/** Carries out the command of a key, unless somebody else has a use for it. */
const handle = (store: AppStore, e: KeyboardEvent): void => {
  const state = store.getState();
  const isEscape = e.key === 'Escape';
  const isMod = e.ctrlKey || e.metaKey;
  // A picture or a table in focus pages by itself.
  if (e.defaultPrevented && e.key.startsWith('Page')) return;
  if (e.altKey || (!isMod && isTyping(e) && !isEscape)) return;
  // A dialog closes itself; other keys are its own while it is open.
  if (!isMod && state.palette !== '') {
    forPalette(e, () => {
      state.openPalette('');
    });
    return;
  }
  dropEarlyKeys();
  if (!isMod && state.isHelpOpen && isEscape) return;
  if (state.isBlank) {
    e.preventDefault();
    state.blank(false);
    return;
  }
  const command = commandForKey(e.key, isMod, state);
  if (command === undefined) return;
  e.preventDefault();
  command.run(state);
  focusPlace(command.goTo);
};

const bound = new WeakMap<AppStore, { users: number; readonly stop: () => void }>();

/** Listens for keys, once for each store however many ask. Returns how to stop. */
export const bindHotkeys = (store: AppStore): (() => void) => {
  let binding = bound.get(store);
  if (binding === undefined) {
    const onKey = (e: KeyboardEvent): void => {
      handle(store, e);
    };
    addEventListener('keydown', onKey);
    const stop = (): void => {
      removeEventListener('keydown', onKey);
      bound.delete(store);
    };
    binding = { users: 0, stop };
    bound.set(store, binding);
  }
  const mine = binding;
  mine.users += 1;
  return () => {
    mine.users -= 1;
    if (mine.users === 0) mine.stop();
  };
};
