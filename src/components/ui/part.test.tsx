import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { ErrorBoundary } from '../app/ErrorBoundary';
import { part } from './part';
import type { Part } from './part';

const Shown = ({ of }: { of: Part<string> }) => <p>{of.use() ?? 'not yet'}</p>;

describe('a part of the page', () => {
  it('is fetched once, when first drawn, and drawn at once from then on', async () => {
    const bring = vi.fn(() => Promise.resolve('the levers'));
    const levers = part(bring);
    const { unmount } = render(<Shown of={levers} />);
    expect(screen.getByText('not yet')).toBeVisible();
    expect(await screen.findByText('the levers')).toBeVisible();
    unmount();
    render(<Shown of={levers} />);
    expect(screen.getByText('the levers')).toBeVisible();
    await levers.load();
    expect(bring).toHaveBeenCalledOnce();
  });
  it('that cannot be had is an error that can be tried again', async () => {
    const user = userEvent.setup();
    // React tells the console of every error that a boundary catches.
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const bring = vi
      .fn<() => Promise<string>>()
      .mockRejectedValueOnce(new Error('no connection'))
      .mockResolvedValue('the levers');
    const levers = part(bring);
    render(
      <ErrorBoundary of="machine" onLeave={() => undefined}>
        <Shown of={levers} />
      </ErrorBoundary>,
    );
    expect(await screen.findByRole('alert')).toHaveTextContent('no connection');
    expect(bring).toHaveBeenCalledOnce();
    await vi.waitFor(async () => {
      await user.click(screen.getByRole('button', { name: 'Try again' }));
      expect(screen.queryByRole('alert')).toBeNull();
    });
    expect(await screen.findByText('the levers')).toBeVisible();
    quiet.mockClear();
  });
});
