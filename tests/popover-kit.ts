/** Popovers for jsdom, which has none: opening by their button, closing by Escape, the focus given back. */

const opener = new WeakMap<HTMLElement, Element | null>();
let shown: HTMLElement | null = null;

const tell = (panel: HTMLElement, newState: 'open' | 'closed'): void => {
  panel.style.display = newState === 'open' ? 'block' : '';
  panel.dispatchEvent(Object.assign(new Event('toggle'), { newState }));
};

const hide = (panel: HTMLElement | null): void => {
  if (panel === null || shown !== panel) return;
  shown = null;
  const hadFocus = panel.contains(document.activeElement);
  tell(panel, 'closed');
  const back = opener.get(panel);
  if (hadFocus && back instanceof HTMLElement) back.focus();
};

const show = (panel: HTMLElement): void => {
  hide(shown);
  opener.set(panel, document.activeElement);
  shown = panel;
  tell(panel, 'open');
};

/** Teaches the page popovers, once for a file of tests. */
export const teachPopovers = (): void => {
  HTMLElement.prototype.showPopover = function (this: HTMLElement): void {
    show(this);
  };
  HTMLElement.prototype.hidePopover = function (this: HTMLElement): void {
    hide(this);
  };
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('[popovertarget]') : null;
    const panel = document.getElementById(button?.getAttribute('popovertarget') ?? '');
    if (panel === null) return;
    if (panel === shown) hide(panel);
    else show(panel);
  });
  // Capture: the browser closes it whatever the page does with the key.
  document.addEventListener(
    'keydown',
    ({ key }) => {
      if (key === 'Escape') hide(shown);
    },
    { capture: true },
  );
};
