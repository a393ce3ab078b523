/** Time as the page gives it. */
import type { Clock } from '../../store/run/types';

/** A message comes back sooner than a timer, and still lets input and paint go first. */
const soon = (): ((call: () => void) => void) => {
  if (typeof MessageChannel === 'undefined')
    return (call) => {
      setTimeout(call);
    };
  const waiting: (() => void)[] = [];
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    waiting.shift()?.();
  };
  return (call) => {
    waiting.push(call);
    port2.postMessage(null);
  };
};

export const pageClock = (): Clock => ({
  now: () => performance.now(),
  frame: (call) => {
    requestAnimationFrame(call);
  },
  later: soon(),
});
