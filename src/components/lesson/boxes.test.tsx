/** Boxes of the lesson room: progress as a file, questions from memory, a task, paper, keys of a clicker. */
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { show } from '../../../tests/component-kit';
import { sceneAt } from '../../../tests/lessons/kit';
import { LESSONS } from '../../lessons/registry';
import { readProgress } from '../../store/lesson/progress';
import { StepNumbers } from '../../store/lesson/step-numbers';
import { bindHotkeys } from '../app/hotkeys';
import { downloadText } from '../ui/download';
import { Handout } from './Handout';
import { Lessons } from './Lessons';
import { ProgressBox } from './ProgressBox';
import { RecallBox } from './RecallBox';
import { pageProgress } from './page-progress';
import { StepProvider } from './step-context';

vi.mock('../ui/download', () => ({ downloadText: vi.fn(), copyText: vi.fn() }));

class Watch {
  observe(): void {
    // jsdom lays nothing out.
  }
  unobserve(): void {
    // See above.
  }
  disconnect(): void {
    // See above.
  }
}
beforeAll(() => {
  vi.stubGlobal('ResizeObserver', Watch);
});
beforeEach(() => {
  pageProgress().getState().reset();
  vi.mocked(downloadText).mockClear();
});
afterEach(() => {
  vi.restoreAllMocks();
});

const [FIRST] = LESSONS;
const entry = FIRST!;
const { lesson } = entry;

const file = (text: string): File =>
  new File([text], 'progress.json', { type: 'application/json' });
const give = (text: string): void => {
  const input = document.querySelector('input[type="file"]')!;
  fireEvent.change(input, { target: { files: [file(text)] } });
};

describe('progress', () => {
  it('is saved as a file that can be read again', async () => {
    pageProgress().getState().see(lesson.id, 'line');
    show(<ProgressBox />);
    await userEvent.click(screen.getByRole('button', { name: 'Save as a file' }));
    const [name, type, text] = vi.mocked(downloadText).mock.calls[0]!;
    expect([name, type]).toEqual(['kvascope-progress.json', 'application/json']);
    expect(readProgress(text)?.progress[lesson.id]?.seen).toEqual(['line']);
    pageProgress().getState().reset();
    give(text);
    expect(await screen.findByText('Progress was read.')).toBeVisible();
    expect(pageProgress().getState().lessons[lesson.id]?.seen).toEqual(['line']);
  });
  it('is left alone by a file that holds none, and says what was expected', async () => {
    pageProgress().getState().see(lesson.id, 'line');
    show(<ProgressBox />);
    give('{"kvascope":"something else"}');
    expect(await screen.findByText(/That file holds no progress/)).toBeVisible();
    expect(pageProgress().getState().lessons[lesson.id]?.seen).toEqual(['line']);
  });
  it('says how many of its lessons were damaged, and reads the rest', async () => {
    show(<ProgressBox />);
    const kept = { seen: ['a'], guesses: {}, tasks: [], recall: {} };
    give(JSON.stringify({ kvascope: 'progress', version: 1, lessons: { good: kept, bad: 1 } }));
    expect(
      await screen.findByText('Read. 1 of its lessons were damaged and left out.'),
    ).toBeVisible();
    expect(Object.keys(pageProgress().getState().lessons)).toEqual(['good']);
  });
  it('is forgotten at the second press, not at the first', async () => {
    pageProgress().getState().see(lesson.id, 'line');
    show(<ProgressBox />);
    await userEvent.click(screen.getByRole('button', { name: 'Forget all of it' }));
    expect(pageProgress().getState().lessons).not.toEqual({});
    await userEvent.click(screen.getByRole('button', { name: 'Forget it, yes' }));
    expect(pageProgress().getState().lessons).toEqual({});
    expect(screen.getByText('Progress was forgotten.')).toBeVisible();
  });
});

const recall = () => {
  const step = lesson.steps.at(-1)!;
  const numbers = new StepNumbers(entry, sceneAt(step.place), () => true);
  const shown = { entry, step, numbers, hasNotes: false, seek: () => undefined };
  return show(
    <StepProvider value={shown}>
      <RecallBox />
    </StepProvider>,
    { room: 'lessons' },
  );
};

describe('three questions from memory', () => {
  it('are answered once each, and say whether and why', async () => {
    const { user } = recall();
    const [first, second] = lesson.recall;
    const group = (ask: string) =>
      within(screen.getByRole('group', { name: ask.replaceAll('`', '') }));
    const button = (ask: string) =>
      screen.getByRole('button', { name: `Answer: ${ask.replaceAll('`', '')}` });
    const named = (q: typeof first, isRight: boolean) =>
      q.options.find((o) => (o.id === q.right) === isRight)!.name.replaceAll('`', '');
    expect(button(first.ask)).toBeDisabled();
    await user.click(group(first.ask).getByRole('radio', { name: named(first, true) }));
    await user.click(button(first.ask));
    expect(screen.getByText('Right.')).toBeVisible();
    await user.click(group(second.ask).getByRole('radio', { name: named(second, false) }));
    await user.click(button(second.ask));
    expect(screen.getByText('No.')).toBeVisible();
    for (const radio of group(second.ask).getAllByRole('radio')) expect(radio).toBeDisabled();
    expect(pageProgress().getState().lessons[lesson.id]?.recall[first.id]).toBe(first.right);
  });
});

describe('a task', () => {
  it('says what is missing, then that it is done, and later that it was', async () => {
    const at = lesson.steps.findIndex((s) => s.task !== undefined);
    const { task } = lesson.steps[at]!;
    const { user } = show(<Lessons />, { room: 'lessons', lesson: lesson.id, step: `${at + 1}` });
    const box = within(await screen.findByRole('region', { name: 'Try it' }));
    expect(await box.findByText('Not yet.')).toBeVisible();
    expect(await box.findByText(/The largest hole is 0 pages/)).toBeVisible();
    expect(box.queryByText(task!.hint)).not.toBeVisible();
    await user.click(box.getByText('A way to do it'));
    pageProgress().getState().finish(lesson.id, task!.id);
    expect(await box.findByText('Done before.')).toBeVisible();
  });
});

describe('paper', () => {
  it('has every step with its numbers, and is left again', async () => {
    const leave = vi.fn();
    const { user } = show(<Handout entry={entry} onLeave={leave} />, { room: 'lessons' });
    expect(screen.getByRole('button', { name: 'Print' })).toBeDisabled();
    await screen.findByRole('heading', { level: 1, name: lesson.title }, { timeout: 10_000 });
    for (const [i, s] of lesson.steps.entries())
      await screen.findByRole('heading', { name: `${i + 1}. ${s.title.replaceAll('`', '')}` });
    await waitFor(() => {
      expect(screen.getAllByRole('button', { name: /: explain$/ }).length).toBeGreaterThan(40);
    });
    expect(document.querySelector('[aria-busy="true"]')).toBeNull();
    const print = vi.spyOn(globalThis, 'print').mockImplementation(() => undefined);
    await user.click(screen.getByRole('button', { name: 'Print' }));
    expect(print).toHaveBeenCalledOnce();
    await user.click(screen.getByRole('button', { name: 'Back to the lesson' }));
    expect(leave).toHaveBeenCalledOnce();
  });
});

describe('the key n', () => {
  it('shows the notes below the text, at the next step too, and hides them', async () => {
    const { store, user } = show(<Lessons />, { room: 'lessons', lesson: lesson.id, step: '1' });
    const stop = bindHotkeys(store);
    await screen.findByRole('heading', { level: 1, name: lesson.steps[0]!.title });
    expect(screen.queryByRole('complementary', { name: 'Notes for the speaker' })).toBeNull();
    await user.keyboard('n');
    const notes = await screen.findByRole('complementary', { name: 'Notes for the speaker' });
    expect(notes).toHaveTextContent('Let the room read the line first.');
    await user.keyboard('{PageDown}');
    expect(await screen.findByText(/Play it once without a word/)).toBeVisible();
    await user.keyboard('n');
    expect(screen.queryByRole('complementary', { name: 'Notes for the speaker' })).toBeNull();
    stop();
  });
});
