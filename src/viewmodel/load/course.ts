/**
 * The course of a growth: which command is due at which hour. Growth is in items an hour; what is due by an
 * hour is a whole number of items, so that nothing is lost between two steps.
 */
import type { Command } from '../../sim';
import type { Growth } from './growths';

/** Items of one command at most: more would take longer than a frame. */
const MOST_ITEMS = 4000;

/** One command and the hour by which it is due. */
export interface Due {
  readonly hour: number;
  readonly command: Command;
}

/** From one hour to another, in so many equal steps. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly steps: number;
}

/** Items that are due at an hour, of which some were taken already. */
export class Taken {
  private readonly items = new Map<Growth, number>();

  /** @param hours since the course began */
  due(growth: Growth, hours: number): number {
    const had = this.items.get(growth) ?? 0;
    const now = Math.floor(growth.perHour * hours);
    this.items.set(growth, now);
    return now - had;
  }
}

/** Holdings that a growth fills are called this and the name of its zone. */
const GROWTH = 'growth: ';

/** All commands of a stretch, in order; `taken` goes on from one stretch to the next. */
export function* commandsOf(
  growths: readonly Growth[],
  taken: Taken,
  { from, to, steps }: Stretch,
): Generator<Due> {
  for (let i = 1; i <= steps; i += 1) {
    const hour = from + ((to - from) * i) / steps;
    for (const growth of growths) {
      for (let left = taken.due(growth, hour); left > 0; left -= MOST_ITEMS) {
        const { zone } = growth;
        const count = Math.min(left, MOST_ITEMS);
        yield {
          hour,
          command: { do: 'uma_zalloc', zone, wait: 'waitok', count, as: `${GROWTH}${zone}` },
        };
      }
    }
  }
}

/** Bytes of items that grow in an hour. */
export const bytesAnHour = (growths: readonly Growth[], of: 'perHour' | 'low' | 'high'): number =>
  growths.reduce((n, g) => n + g[of] * g.size, 0);
