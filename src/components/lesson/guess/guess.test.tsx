import { screen, within } from '@testing-library/react';
import { useState } from 'react';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { show } from '../../../../tests/component-kit';
import { sceneAt } from '../../../../tests/lessons/kit';
import { lessonOf } from '../../../lessons/registry';
import type { LessonEntry } from '../../../lessons/registry';
import type { Step } from '../../../lessons/types';
import { StepNumbers } from '../../../store/lesson/step-numbers';
import type { Guessed } from '../../../store/lesson/progress';
import { StepProvider } from '../step-context';
import { GuessBox } from './GuessBox';
import { Plate } from './Plate';
import { useGuess } from './use-guess';

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

const kept: Guessed[] = [];

const Asked = ({
  entry,
  step,
  numbers,
}: {
  entry: LessonEntry;
  step: Step;
  numbers: StepNumbers;
}) => {
  const [guessed, setGuessed] = useState<Guessed>();
  const guess = useGuess(step.prediction, {
    numbers,
    own: entry.figures,
    guessed,
    onGuess: (g) => {
      kept.push(g);
      setGuessed(g);
    },
    onForget: () => {
      setGuessed(undefined);
    },
  });
  if (guess === null) return null;
  return (
    <StepProvider value={{ entry, step, numbers, hasNotes: false, seek: () => undefined }}>
      <GuessBox guess={guess} />
      <Plate guess={guess} top={0} height={300} />
    </StepProvider>
  );
};

const ask = (lesson: string, id: string) => {
  const entry = lessonOf(lesson)!;
  const step = entry.lesson.steps.find((s) => s.prediction?.id === id)!;
  const numbers = new StepNumbers(entry, sceneAt(step.place), () => true);
  return show(<Asked entry={entry} step={step} numbers={numbers} />, { room: 'lessons' });
};

describe('a guess of shares', () => {
  it('is moved by keys, committed, and stands beside the truth', async () => {
    const { user } = ask('the-panic', 'rest');
    expect(screen.queryByText(/12,930 K|12,9\d\d K/)).toBeNull();
    const plate = within(screen.getByRole('figure'));
    const [first] = plate.getAllByRole('slider');
    const before = first!.getAttribute('aria-valuetext');
    first!.focus();
    await user.keyboard('{ArrowDown}');
    expect(first!.getAttribute('aria-valuetext')).not.toBe(before);
    const once = Number(first!.getAttribute('aria-valuenow'));
    await user.keyboard('{PageDown}');
    expect(Number(first!.getAttribute('aria-valuenow'))).toBeGreaterThan(once);
    await user.type(screen.getByLabelText(/^Why/), 'mbufs');
    await user.click(screen.getByRole('button', { name: 'Commit guess' }));
    expect(screen.getByRole('heading', { name: /^(Not quite|That is it)/ })).toHaveFocus();
    expect(screen.getByRole('row', { name: /zones that are not malloc/ })).toBeVisible();
    expect(screen.getByText(/Your reason: mbufs/)).toBeVisible();
    expect(kept.at(-1)).toMatchObject({ why: 'mbufs', guess: { kind: 'share' } });
    await user.click(screen.getByRole('button', { name: 'Guess again' }));
    expect(screen.getByRole('button', { name: 'Commit guess' })).toBeVisible();
  });
  it('can be skipped', async () => {
    const { user, store } = ask('the-panic', 'rest');
    await user.click(screen.getByRole('button', { name: 'Skip, show me' }));
    expect(screen.getByRole('heading', { name: 'You skipped this one.' })).toHaveFocus();
    expect(kept.at(-1)).toEqual({ guess: null, why: '' });
    await user.click(screen.getAllByRole('button', { name: /: explain$/ })[0]!);
    expect(store.getState().link.why).not.toBe('');
  });
});

describe('a guess of an order', () => {
  it('is moved by buttons', async () => {
    const { user } = ask('packets', 'which-zone');
    const names = (): string[] => screen.getAllByRole('listitem').map((li) => li.textContent);
    const [top] = names();
    await user.click(screen.getAllByRole('button', { name: /^Smaller: / })[0]!);
    expect(names()[1]).toBe(top);
    await user.click(screen.getByRole('button', { name: 'Commit guess' }));
    expect(screen.getAllByRole('row')).toHaveLength(4);
  });
});

describe('a guess by picking', () => {
  it('waits until one is picked', async () => {
    const { user } = ask('what-can-leave-ram', 'who-goes');
    const before = kept.length;
    await user.click(screen.getByRole('button', { name: 'Commit guess' }));
    expect(kept).toHaveLength(before);
    await user.click(screen.getByRole('radio', { name: 'sshd' }));
    await user.click(screen.getByRole('button', { name: 'Commit guess' }));
    expect(kept.at(-1)!.guess).toEqual({ kind: 'pick', option: 'sshd' });
  });
});
