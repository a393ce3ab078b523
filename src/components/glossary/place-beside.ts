/** Sets a panel of the top layer below what opened it, or above where there is no room below. */

/** px between the two, and to the edge of the window. */
const GAP = 6;
const EDGE = 8;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly bottom: number;
}
interface Size {
  readonly width: number;
  readonly height: number;
}

/** @returns px from the corner of the window */
export const besideOf = (of: Box, panel: Size, page: Size): { left: number; top: number } => {
  const furthest = page.width - panel.width - EDGE;
  const below = of.bottom + GAP;
  const isRoomBelow = below + panel.height + EDGE <= page.height;
  const above = of.top - GAP - panel.height;
  return {
    left: Math.max(EDGE, Math.min(of.left, furthest)),
    top: isRoomBelow ? below : Math.max(EDGE, above),
  };
};

export const placeBeside = (panel: HTMLElement, of: HTMLElement): void => {
  const { left, top } = besideOf(of.getBoundingClientRect(), panel.getBoundingClientRect(), {
    width: document.documentElement.clientWidth,
    height: document.documentElement.clientHeight,
  });
  panel.style.left = `${String(left)}px`;
  panel.style.top = `${String(top)}px`;
};
