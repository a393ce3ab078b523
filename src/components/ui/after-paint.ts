/** What may wait until the visitor sees what is drawn. */

/** ms after which it is time although no frame came: a page that is not seen has none. */
const NO_FRAME_AFTER = 250;

/** Calls back once the next frame is on the screen. Returns how to take that back. */
export const afterPaint = (call: () => void): (() => void) => {
  let frame = 0;
  let timer = setTimeout(call, NO_FRAME_AFTER);
  if (typeof requestAnimationFrame === 'function')
    frame = requestAnimationFrame(() => {
      clearTimeout(timer);
      timer = setTimeout(call);
    });
  return () => {
    clearTimeout(timer);
    if (frame !== 0) cancelAnimationFrame(frame);
  };
};
