/** What may wait until the visitor sees what is drawn. */

/** ms after which it is time although no frame came: a page that is not seen has none. */
const NO_FRAME_AFTER = 250;

/** Calls back once what is drawn now is on the screen. Returns how to take that back. */
export const afterPaint = (call: () => void): (() => void) => {
  let frame = 0;
  let timer = setTimeout(call, NO_FRAME_AFTER);
  const last = (): void => {
    clearTimeout(timer);
    timer = setTimeout(call);
  };
  // The first frame paints it; when the second begins, that has been seen.
  if (typeof requestAnimationFrame === 'function')
    frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(last);
    });
  return () => {
    clearTimeout(timer);
    if (frame !== 0) cancelAnimationFrame(frame);
  };
};
