/** Brings the keyboard to a part of the page. */

const FIELDS = 'input, select, textarea, button, [tabindex]';
/** What Tab reaches in a part that cannot have the focus itself. */
const STOP = '[tabindex="0"], input, select, button:not([tabindex="-1"])';

/** Focuses the element with that id, or the first in it that can have the focus. */
export const focusPlace = (id: string | undefined): void => {
  const el = id === undefined ? null : document.getElementById(id);
  const to = el?.matches(FIELDS) === true ? el : el?.querySelector<HTMLElement | SVGElement>(STOP);
  if (el === null || to === null || to === undefined) return;
  el.scrollIntoView({ block: 'nearest' });
  to.focus();
};
