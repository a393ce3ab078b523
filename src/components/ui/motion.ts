/** Movements that say what changed. Only transform and opacity move; with reduced motion nothing does. */

/** Whether the reader asked for stillness, or the page cannot move anything. */
export const isStill = (): boolean =>
  typeof matchMedia !== 'function' ||
  typeof Element.prototype.animate !== 'function' ||
  matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Moves an element to where it stands. @param from what it starts from; its own style is the end */
export const moveFrom = (el: Element, from: Keyframe, ms: number): Animation =>
  el.animate([from, {}], { duration: ms, easing: 'ease' });
