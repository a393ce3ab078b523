import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { render } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { ErrorBoundary } from './ErrorBoundary';

let isBroken = true;
const Part = () => {
  if (isBroken) throw new Error('no such zone');
  return <p>the room</p>;
};

describe('a part that cannot be drawn', () => {
  it('says what to do and the exact words, and is tried again by button or in another place', async () => {
    const user = userEvent.setup();
    const left = vi.fn();
    // React tells the console of every error that a boundary catches.
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const part = (of: string) => (
      <ErrorBoundary of={of} onLeave={left}>
        <Part />
      </ErrorBoundary>
    );
    const { rerender } = render(part('machine'));
    expect(screen.getByRole('alert')).toHaveTextContent('no such zone');
    await user.click(screen.getByRole('button', { name: 'Open the page anew' }));
    expect(left).toHaveBeenCalledOnce();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(screen.getByRole('alert')).toBeVisible();
    isBroken = false;
    rerender(part('opening'));
    expect(screen.getByText('the room')).toBeVisible();
    expect(screen.queryByRole('alert')).toBeNull();
    quiet.mockClear();
  });
});
