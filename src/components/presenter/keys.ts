/** Keys of clickers and of a speaker's hand. They are those of the lesson itself. */
import { useEffect } from 'react';

export type PresenterAct = 'on' | 'back' | 'blank';

const ACTS: Readonly<Record<string, PresenterAct>> = {
  PageDown: 'on',
  ArrowRight: 'on',
  ArrowDown: 'on',
  '.': 'on',
  PageUp: 'back',
  ArrowLeft: 'back',
  ArrowUp: 'back',
  b: 'blank',
  B: 'blank',
};

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement ||
  target instanceof HTMLSelectElement ||
  target instanceof HTMLTextAreaElement;

/** What a key press asks for; null where it is somebody else's. */
const actOf = (e: KeyboardEvent): PresenterAct | null => {
  if (e.altKey || e.ctrlKey || e.metaKey || isField(e.target)) return null;
  if (document.querySelector('dialog[open]') !== null) return null;
  return ACTS[e.key] ?? null;
};

/** Listens before the keys of the page, whose `.` and `b` mean other things elsewhere. */
export const usePresenterKeys = (act: (what: PresenterAct) => void): void => {
  useEffect(() => {
    const onKey = (e: KeyboardEvent): void => {
      const what = actOf(e);
      if (what === null) return;
      e.preventDefault();
      e.stopImmediatePropagation();
      act(what);
    };
    addEventListener('keydown', onKey, { capture: true });
    return () => {
      removeEventListener('keydown', onKey, { capture: true });
    };
  }, [act]);
};
