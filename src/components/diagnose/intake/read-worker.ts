/** The worker: takes in one text, tells how far it is, hands over the result in parts, ends. */
import { take } from '../../../store/desk/take';
import type { Order, Told } from '../../../store/desk/types';
import { partsOf } from './parts';
import type { Part } from './parts';

/** ms between two words about how far it is. */
const TELL_EVERY = 80;

let toldAt = 0;
const say = (part: Part): void => {
  self.postMessage(part);
};
const tell = (told: Told): void => {
  const now = performance.now();
  if (now - toldAt < TELL_EVERY) return;
  toldAt = now;
  say({ kind: 'told', told });
};

self.onmessage = ({ data }: MessageEvent<Order>): void => {
  void take(data, { tell, rest: () => null }).then((taken) => {
    for (const part of partsOf(taken)) say(part);
  });
};
