/** Two tabs in step, over a channel that the test holds in its hand. */
import { describe, expect, it } from 'vitest';
import { openChannel } from './channel';
import type { Channel } from './channel';
import { createLessonSync } from './lesson-sync';
import { ASK, readMessage } from './message';

/** Ends of one channel: what one posts all others hear, as in a browser. */
const air = () => {
  const ends: { hear: (data: unknown) => void }[] = [];
  const posted: unknown[] = [];
  const end = (): Channel => {
    const own: (typeof ends)[number] = { hear: () => undefined };
    ends.push(own);
    return {
      post: (data) => {
        posted.push(data);
        for (const e of ends) if (e !== own) e.hear(data);
      },
      listen: (hear) => {
        own.hear = hear;
        return () => {
          own.hear = () => undefined;
        };
      },
    };
  };
  return { end, posted };
};

const AT = { lesson: 'the-panic', step: 4, isBlank: false, startedAt: 1000 };

describe('two tabs', () => {
  it('follow each other, both ways, without an echo', () => {
    const { end, posted } = air();
    const [room, presenter] = [createLessonSync(end()), createLessonSync(end())];
    expect(presenter.store.getState().isHeard).toBe(false);
    room.tell(AT);
    expect(presenter.store.getState()).toEqual({ ...AT, isHeard: true });
    presenter.tell({ step: 5, isBlank: true });
    expect(room.store.getState()).toMatchObject({ ...AT, step: 5, isBlank: true });
    expect(posted).toHaveLength(2);
  });
  it('say nothing where nothing has changed', () => {
    const { end, posted } = air();
    const room = createLessonSync(end());
    room.tell(AT);
    room.tell({ step: 4 });
    expect(posted).toEqual([AT]);
  });
  it('tell a tab that comes later where they are', () => {
    const { end } = air();
    const room = createLessonSync(end());
    room.tell(AT);
    const late = createLessonSync(end());
    expect(late.store.getState().lesson).toBe('');
    late.ask();
    expect(late.store.getState()).toEqual({ ...AT, isHeard: true });
  });
  it('do not answer for a lesson that they are not in', () => {
    const { end, posted } = air();
    createLessonSync(end());
    createLessonSync(end()).ask();
    expect(posted).toEqual([ASK]);
  });
  it('hear nothing more once closed', () => {
    const { end } = air();
    const [room, presenter] = [createLessonSync(end()), createLessonSync(end())];
    presenter.close();
    room.tell(AT);
    expect(presenter.store.getState().lesson).toBe('');
  });
});

describe('a page on its own', () => {
  it('says that it cannot reach others, and still keeps its state', () => {
    const sync = createLessonSync(null);
    expect(sync.isAvailable).toBe(false);
    sync.ask();
    sync.tell(AT);
    expect(sync.store.getState()).toMatchObject(AT);
  });
  it('has no channel where the browser has none, or forbids it', () => {
    expect(openChannel(null)).toBeNull();
    function Forbidden(): void {
      throw new Error('SecurityError');
    }
    expect(openChannel(Forbidden as never)).toBeNull();
  });
});

describe('a real channel', () => {
  it('carries a message from one end to the other', async () => {
    const [a, b] = [openChannel(), openChannel()];
    const heard = new Promise((done) => {
      b?.listen(done);
    });
    a?.post(AT);
    expect(await heard).toEqual(AT);
  });
});

describe('what comes over the channel', () => {
  it.each([
    null,
    7,
    'hello',
    {},
    { ...AT, lesson: 3 },
    { ...AT, lesson: 'x'.repeat(201) },
    { ...AT, step: 0 },
    { ...AT, step: 1.5 },
    { ...AT, step: '4' },
    { ...AT, isBlank: 'no' },
    { ...AT, startedAt: NaN },
    { ...AT, startedAt: undefined },
  ])('is passed over: %j', (data) => {
    expect(readMessage(data)).toBeNull();
  });
  it('keeps no more than it knows', () => {
    expect(readMessage({ ...AT, more: 1 })).toEqual(AT);
    expect(readMessage({ ...AT, startedAt: null })).toEqual({ ...AT, startedAt: null });
  });
});
