import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { show } from '../../../tests/component-kit';
import { LESSONS } from '../../lessons/registry';
import type { LessonEntry } from '../../lessons/registry';
import { createAppStore } from '../../store/app-store';
import { createLessonSync } from '../../store/lesson-sync/lesson-sync';
import type { LessonSync } from '../../store/lesson-sync/lesson-sync';
import { StoreProvider } from '../app/store-context';
import { Presenter } from './Presenter';
import { PresenterView } from './PresenterView';
import { elapsedWords } from './elapsed';
import { NotesOf, loadNotes, textFileOf } from './notes';
import type { LessonText } from './notes';

const LESSON = {
  lesson: {
    id: 'the-panic',
    number: 1,
    title: 'The panic',
    steps: ['a', 'b', 'c'].map((id) => ({ id, title: `Step ${id}` })),
  },
  figures: {},
} as unknown as LessonEntry;

/** Two ends of one channel. */
const twoTabs = (): [LessonSync, LessonSync] => {
  const hear: ((data: unknown) => void)[] = [];
  const end = (me: number) =>
    createLessonSync({
      post: (data) => {
        hear[1 - me]?.(data);
      },
      listen: (f) => {
        hear[me] = f;
        return () => undefined;
      },
    });
  return [end(0), end(1)];
};

const load = (lesson: number, step: string): Promise<string> =>
  Promise.resolve(`Notes of ${lesson} ${step}`);

const open = () => {
  const [room, sync] = twoTabs();
  room.tell({ lesson: 'the-panic', step: 2 });
  render(<Presenter sync={sync} load={load} lessons={[LESSON]} />);
  return { room, at: () => room.store.getState(), user: userEvent.setup() };
};

afterEach(() => {
  vi.useRealTimers();
});

describe('the presenter view', () => {
  it('shows the step of the other tab, its notes, and what comes next', async () => {
    open();
    expect(screen.getByRole('heading', { level: 1, name: 'Step b' })).toBeVisible();
    expect(screen.getByRole('status')).toHaveTextContent('Step 2 of 3');
    expect(await screen.findByText('Notes of 1 b')).toBeVisible();
    expect(screen.getByRole('region', { name: 'Next' })).toHaveTextContent('Step c');
  });
  it('follows the other tab', async () => {
    const { room } = open();
    act(() => {
      room.tell({ step: 3, isBlank: true });
    });
    expect(screen.getByRole('heading', { level: 1, name: 'Step c' })).toBeVisible();
    expect(await screen.findByText('Notes of 1 c')).toBeVisible();
    expect(screen.queryByText('Notes of 1 b')).toBeNull();
    expect(screen.getByText('This is the last step.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'On' })).toBeDisabled();
    expect(screen.getByRole('button', { name: 'Blank' })).toHaveAttribute('aria-pressed', 'true');
  });
  it('moves the other tab by its buttons', async () => {
    const { at, user } = open();
    await user.click(screen.getByRole('button', { name: 'On' }));
    expect(at().step).toBe(3);
    await user.click(screen.getByRole('button', { name: 'Back' }));
    await user.click(screen.getByRole('button', { name: 'Back' }));
    expect(at().step).toBe(1);
    expect(screen.getByRole('button', { name: 'Back' })).toBeDisabled();
    await user.click(screen.getByRole('button', { name: 'Blank' }));
    expect(at().isBlank).toBe(true);
    expect(screen.getByRole('status')).toHaveTextContent('The screen is blank.');
  });
  it.each([
    ['{PageDown}', 3],
    ['.', 3],
    ['{ArrowRight}', 3],
    ['{ArrowDown}', 3],
    ['{PageDown}{PageDown}{PageDown}', 3],
    ['{PageUp}', 1],
    ['{ArrowLeft}', 1],
    ['{ArrowUp}', 1],
    ['{PageUp}{PageUp}{PageUp}', 1],
    ['{Control>}{ArrowRight}{/Control}', 2],
  ])('moves the other tab by the keys of a clicker: %s', async (keys, step) => {
    const { at, user } = open();
    await user.keyboard(keys);
    expect(at().step).toBe(step);
  });
  it('blanks the screen by key, and brings it back', async () => {
    const { at, user } = open();
    await user.keyboard('b');
    expect(at().isBlank).toBe(true);
    await user.keyboard('b');
    expect(at().isBlank).toBe(false);
  });
  it('counts from the start, and is set back', async () => {
    vi.useFakeTimers({ now: 5000, toFake: ['Date', 'setInterval', 'clearInterval'] });
    const { at, user } = open();
    expect(screen.getByRole('timer')).toHaveTextContent('0:00');
    await user.click(screen.getByRole('button', { name: 'Start the timer' }));
    expect(at().startedAt).toBe(5000);
    act(() => {
      vi.advanceTimersByTime(65_000);
    });
    expect(screen.getByRole('timer')).toHaveTextContent('1:05');
    await user.click(screen.getByRole('button', { name: 'Set it back' }));
    expect(at().startedAt).toBeNull();
    expect(screen.getByRole('timer')).toHaveTextContent('0:00');
  });
  it('says so where the notes cannot be fetched', async () => {
    const [room, sync] = twoTabs();
    room.tell({ lesson: 'the-panic' });
    const fail = (): Promise<never> => Promise.reject(new Error('no network'));
    render(<Presenter sync={sync} load={fail} lessons={[LESSON]} />);
    expect(await screen.findByRole('alert')).toHaveTextContent(/could not be fetched/);
  });
});

describe('without a lesson', () => {
  it('says how to open one, and begins one', async () => {
    const [room, sync] = twoTabs();
    render(<Presenter sync={sync} load={load} lessons={[LESSON]} />);
    expect(screen.getByText('No lesson has answered yet')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: '1. The panic' }));
    expect(room.store.getState()).toMatchObject({ lesson: 'the-panic', step: 1 });
    expect(screen.getByRole('heading', { level: 1, name: 'Step a' })).toBeVisible();
  });
  it('finds a lesson that was there before it', () => {
    const [room, sync] = twoTabs();
    room.store.setState({ lesson: 'the-panic', step: 3 });
    render(<Presenter sync={sync} load={load} lessons={[LESSON]} />);
    expect(screen.getByRole('heading', { level: 1, name: 'Step c' })).toBeVisible();
  });
  it('says what to do where tabs cannot speak to each other', () => {
    render(<Presenter sync={createLessonSync(null)} load={load} lessons={[LESSON]} />);
    expect(screen.getByText('This browser keeps its tabs apart here')).toBeVisible();
    expect(screen.getByText(/the notes then stand on the same screen/)).toBeVisible();
    expect(screen.queryByRole('button')).toBeNull();
  });
});

describe('its parts', () => {
  it('says where a step has no notes', () => {
    render(
      <PresenterView
        lesson={{ number: 2, title: 'x' }}
        step={{ number: 1, title: 'y' }}
        count={1}
        nextTitle={null}
        notes={null}
        elapsed={null}
        isBlank={false}
        onAct={() => undefined}
        onTimer={() => undefined}
      />,
    );
    expect(screen.getByRole('region', { name: 'Notes' })).toHaveTextContent(
      'This step has no notes.',
    );
  });
  it.each([
    [-5, '0:00'],
    [999, '0:00'],
    [59_999, '0:59'],
    [425_000, '7:05'],
    [3_600_000, '1:00:00'],
    [3_750_000, '1:02:30'],
  ])('writes %d ms as %s', (ms, words) => {
    expect(elapsedWords(ms)).toBe(words);
  });
  it('draws the notes of one step, and nothing else of the text', () => {
    // What MDX makes of two steps with prose, a number and notes.
    const Text = (({ components }) => {
      const { Step, Notes, N } = components as unknown as Record<string, React.ElementType>;
      if (Step === undefined || Notes === undefined || N === undefined) return null;
      return (
        <>
          <Step id="a">
            <p>Prose of a</p>
            <Notes>
              <p>
                Wait for <N of="live|x" as="K" />.
              </p>
            </Notes>
          </Step>
          <Step id="b">
            <Notes>
              <p>Ask.</p>
            </Notes>
          </Step>
        </>
      );
    }) as LessonText;
    const { container } = render(<NotesOf text={Text} stepId="a" />);
    expect(container).toHaveTextContent(/^Wait for \(being counted\)\.$/);
  });
  it('writes the numbers of the notes, each with its derivation', async () => {
    const { store, user } = show(await loadNotes(1, 'victim'));
    const number = await screen.findByRole('button', { name: /^16,384 B.*: explain$/ });
    await user.click(number);
    expect(store.getState().link.why).toBe(number.getAttribute('data-why'));
  });
  it('has every number of every note', async () => {
    for (const { lesson } of LESSONS)
      for (const { id } of lesson.steps) {
        const notes = await loadNotes(lesson.number, id);
        const { container, unmount } = render(
          <StoreProvider store={createAppStore()}>{notes}</StoreProvider>,
        );
        await waitFor(() => {
          expect(container.querySelector('[aria-busy]'), `${lesson.id} ${id}`).toBeNull();
        });
        expect(container.textContent, `${lesson.id} ${id}`).not.toContain('…');
        expect(container.textContent).not.toBe('');
        expect(within(container).queryByRole('alert'), `${lesson.id} ${id}`).toBeNull();
        unmount();
      }
  });
  it('finds the text of a lesson by its number', () => {
    const files = ['../../lessons/10-then-and-now/text.mdx', '../../lessons/01-the-panic/text.mdx'];
    expect(textFileOf(files, 1)).toBe(files[1]);
    expect(textFileOf(files, 10)).toBe(files[0]);
    expect(textFileOf(files, 2)).toBeUndefined();
  });
});
