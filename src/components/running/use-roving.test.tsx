/** One Tab stop for many buttons, and a focus that is not lost. */
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { useHandOver } from './use-hand-over';
import { useRoving } from './use-roving';

const button = (name: string) => (
  <button type="button" tabIndex={-1}>
    {name}
  </button>
);

const Table = ({ rows }: { rows: readonly string[] }) => {
  const roving = useRoving<HTMLTableElement>();
  return (
    <table {...roving}>
      <thead>
        <tr>
          <th>{button('name')}</th>
          <th>{button('size')}</th>
          <th>{button('used')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row}>
            <th>{button(row)}</th>
            <td>words</td>
            <td>{button(`${row} used`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const Bar = () => {
  const roving = useRoving<HTMLDivElement>();
  return (
    <div role="toolbar" {...roving}>
      <button type="button" tabIndex={-1} aria-pressed={false}>
        one
      </button>
      <button type="button" tabIndex={-1} aria-pressed>
        two
      </button>
    </div>
  );
};

const focused = (): string => document.activeElement?.textContent ?? '';

describe('a table', () => {
  it('is one Tab stop, walked by arrows, and Tab comes back to where one was', async () => {
    const user = userEvent.setup();
    render(
      <>
        <Table rows={['a', 'b', 'c']} />
        <button type="button">after</button>
      </>,
    );
    const keys: readonly (readonly [key: string, at: string])[] = [
      ['{Tab}', 'a'],
      ['{ArrowRight}', 'a used'],
      ['{ArrowRight}', 'a used'],
      ['{ArrowDown}', 'b used'],
      ['{ArrowUp}{ArrowUp}', 'used'],
      ['{ArrowLeft}', 'size'],
      ['{ArrowDown}', 'a'],
      ['{PageDown}', 'c'],
      ['{End}', 'c used'],
      ['{Tab}', 'after'],
      ['{Shift>}{Tab}{/Shift}', 'c used'],
      ['{Home}', 'c'],
    ];
    for (const [key, at] of keys) {
      await user.keyboard(key);
      expect([key, focused()]).toEqual([key, at]);
    }
  });
  it('keeps a Tab stop when the row goes that had it', async () => {
    const user = userEvent.setup();
    const { rerender } = render(<Table rows={['a', 'b']} />);
    await user.keyboard('{Tab}{ArrowDown}');
    expect(focused()).toBe('b');
    rerender(<Table rows={['a']} />);
    await user.keyboard('{Tab}');
    expect(focused()).toBe('a');
  });
});

describe('a row of buttons', () => {
  it('begins at the one that is on', async () => {
    const user = userEvent.setup();
    render(<Bar />);
    await user.keyboard('{Tab}');
    expect(focused()).toBe('two');
    await user.keyboard('{ArrowLeft}');
    expect(focused()).toBe('one');
  });
});

const Undo = ({ onUndo }: { onUndo: () => void }) => {
  const ref = useHandOver('title');
  return (
    <button ref={ref} type="button" onClick={onUndo}>
      undo
    </button>
  );
};
const Levers = () => {
  const [canUndo, setCanUndo] = useState(true);
  return (
    <section>
      <h2 id="title" tabIndex={-1}>
        Levers
      </h2>
      {canUndo && (
        <Undo
          onUndo={() => {
            setCanUndo(false);
          }}
        />
      )}
    </section>
  );
};

describe('a button that its own press takes away', () => {
  it('hands the focus over', async () => {
    const user = userEvent.setup();
    render(<Levers />);
    await user.keyboard('{Tab}{Enter}');
    expect(screen.queryByRole('button')).toBeNull();
    expect(focused()).toBe('Levers');
  });
});
