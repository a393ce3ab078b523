/** Boxes of the columns of the live ruler, from its width and how many are open. */
import type { Frame } from '../ruler/geometry';

/** px for addresses left of the first column, heads above, addresses below. */
export interface RulerRoom {
  readonly side: number;
  readonly head: number;
  readonly foot: number;
  /** px of the whole map at least, or the name of kmem_map is cut */
  readonly least: number;
}

const ROOM: RulerRoom = { side: 84, head: 60, foot: 30, least: 68 };
const STAGE_ROOM: RulerRoom = { side: 108, head: 66, foot: 34, least: 98 };

/** px beside the columns; heads and foot are those of the style sheet. */
export const roomFor = (isStage: boolean): RulerRoom => (isStage ? STAGE_ROOM : ROOM);

/** Shares of the width, by depth. */
const SHARES = [92, 128, 96, 104, 70];
const GAPS = [34, 30, 26, 20];
/** px that the whole map and an item take at most; what is between takes the rest. */
const FIRST_MOST = 110;
const ITEM_MOST = 90;
/** Below this width of a column its neighbours to the left give way, from the second on. */
const LEAST = 62;

/** Which of `open` columns have room: always the deepest, and the first while it fits. */
export const shownColumns = (
  open: number,
  width: number,
  { side }: RulerRoom,
): readonly number[] => {
  const fits = Math.max(2, Math.floor((width - side) / (LEAST + 28)));
  if (open <= fits) return Array.from({ length: open }, (_, i) => i);
  const deep = Array.from({ length: fits - 1 }, (_, i) => open - fits + 1 + i);
  return [0, ...deep];
};

/** One box for each column that is shown. */
export const rulerFrames = (
  shown: readonly number[],
  size: { readonly width: number; readonly height: number },
  room: RulerRoom,
): readonly Frame[] => {
  const gaps = shown.slice(1).map((i) => GAPS[i - 1] ?? 20);
  const free = size.width - room.side - gaps.reduce((a, b) => a + b, 0) - 2;
  const sum = shown.reduce((a, i) => a + (SHARES[i] ?? 70), 0);
  const height = Math.max(60, size.height - room.head - room.foot);
  const fair = Math.min(FIRST_MOST, Math.floor((free * (SHARES[0] ?? 70)) / sum));
  // The second column is the widest and gives what the first needs; the last keeps the room of its head.
  const first = Math.max(room.least, fair);
  const rest = sum - (SHARES[0] ?? 70);
  let x = room.side;
  return shown.map((i, at) => {
    const share =
      Math.floor(((free - fair) * (SHARES[i] ?? 70)) / rest) - (at === 1 ? first - fair : 0);
    const width = i === 0 ? first : Math.min(i === 4 ? ITEM_MOST : Infinity, share);
    const frame = { x, y: room.head, width, height };
    x += width + (gaps[at] ?? 0);
    return frame;
  });
};

/** px between a head and the next; the last may reach into the gap between ruler and RAM. */
const HEAD_GAP = 12;
const LAST_REACH = 8;

/** px that the head of a column has. */
export const headRoom = (frame: Frame, next: Frame | undefined, width: number): number =>
  (next === undefined ? width + LAST_REACH : next.x - HEAD_GAP) - frame.x;
