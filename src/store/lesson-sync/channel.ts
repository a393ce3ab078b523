/** The way from tab to tab, as the browser has it. */

export interface Channel {
  readonly post: (data: unknown) => void;
  /** hears what others post; returns how to stop */
  readonly listen: (hear: (data: unknown) => void) => () => void;
}

const NAME = 'kvascope-lesson';

type Maker = new (name: string) => BroadcastChannel;

/** @returns a channel, or null where the browser has none or does not allow one */
export const openChannel = (
  make: Maker | null = (globalThis as { BroadcastChannel?: Maker }).BroadcastChannel ?? null,
): Channel | null => {
  if (make === null) return null;
  try {
    const channel = new make(NAME);
    return {
      post: (data) => {
        channel.postMessage(data);
      },
      listen: (hear) => {
        const onMessage = (e: MessageEvent<unknown>): void => {
          hear(e.data);
        };
        channel.addEventListener('message', onMessage);
        return () => {
          channel.removeEventListener('message', onMessage);
        };
      },
    };
  } catch {
    return null;
  }
};
