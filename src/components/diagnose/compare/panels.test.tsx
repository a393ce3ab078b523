/** Growth over time, and files and samples of the tray side by side, as a visitor meets them. */
import { configure, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { show } from '../../../../tests/component-kit';
import { selectBook } from '../../../store/selectors';
import { Diagnose } from '../Diagnose';

// Roles of some hundred elements take their time where the processor is shared.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 30_000 });

const HEAD = 'ITEM                     SIZE     LIMIT      USED      FREE  REQUESTS  FAILURES';
const two = (n: number): string => String(n).padStart(2, '0');
/** So many zones of 256 B; zone k grows by k × 64 items an hour. */
const sample = (hour: number, zones = 3): string =>
  [
    `Mon Jan  7 ${two(hour)}:00:00 UTC 2008`,
    HEAD,
    '',
    ...Array.from(
      { length: zones },
      (_, k) =>
        `zone${String(k)}: 256, 0, ${String(1024 + hour * k * 64)}, 16, ${String(9000 + hour)}, 0`,
    ),
    '',
  ].join('\n');

const file = (name: string, text: string): File => new File([text], name);
const open = async (...files: readonly File[]) => {
  const page = show(<Diagnose />, { room: 'diagnose' });
  await page.user.upload(await screen.findByLabelText('Open files'), [...files]);
  const box = await screen.findByRole('region', { name: /^Compare with a later sample/ });
  return { ...page, box };
};
const panels = () => within(screen.getByRole('group', { name: 'Over time' }));
const titles = (): (string | null)[] =>
  panels()
    .getAllByRole('img')
    .map((img) => img.getAttribute('aria-label')!.replace(/:.*/, ''));

describe('growth over time', () => {
  it('is a panel for each zone that moved, largest growth first, each said in words with figures that open', async () => {
    const { store, box, user } = await open(
      file('day.log', [9, 10, 11].map((h) => sample(h)).join('\n')),
    );
    expect(titles()).toEqual(['zone2', 'zone1']);
    const [first, second] = panels().getAllByRole('img');
    // 1,024 + 9 × 128 items of 256 B at first, 1,024 + 11 × 128 at last.
    expect(first).toHaveAccessibleName(
      'zone2: 544 K in use at first, 608 K at last; at most 612 K with what is kept free; rose in all 2 steps.',
    );
    expect(second).toHaveAccessibleName(/^zone1: 400 K in use at first, 432 K at last;/);
    expect(box).toHaveTextContent('every panel from hour 0 to hour 2');
    await user.click(panels().getAllByRole('button', { name: /^\+64 K, / })[0]!);
    const why = store.getState().link.why;
    expect(selectBook(store.getState()).get(why)?.value).toBe(64 * 1024);
  });
  it('is drawn to the top of each, or to one scale', async () => {
    const { user } = await open(file('day.log', [9, 10, 11].map((h) => sample(h)).join('\n')));
    const drawn = (): (string | null)[] =>
      panels()
        .getAllByRole('img')
        .map((img) => img.querySelector('[data-part="edge"]')!.getAttribute('d'));
    const own = drawn();
    await user.click(panels().getByRole('radio', { name: 'one scale for all' }));
    const shared = drawn();
    expect(shared[0]).toBe(own[0]);
    expect(shared[1]).not.toBe(own[1]);
    await user.click(panels().getByRole('radio', { name: 'each to its own top' }));
    expect(drawn()).toEqual(own);
  });
  it('shows eight at first, and the rest when asked', async () => {
    const { user } = await open(file('day.log', [9, 10].map((h) => sample(h, 12)).join('\n')));
    expect(titles()).toHaveLength(8);
    await user.click(panels().getByRole('button', { name: 'Show 3 more' }));
    expect(titles()).toHaveLength(11);
    await user.click(panels().getByRole('button', { name: 'Show the first' }));
    expect(titles()).toHaveLength(8);
  });
});

describe('files of the tray', () => {
  it('stand beside the open one, but for those without a tick, and can be taken away', async () => {
    const { box, user } = await open(
      file('nine.txt', sample(9)),
      file('ten.txt', sample(10)),
      file('eleven.txt', sample(11)),
    );
    const others = within(within(box).getByRole('group', { name: 'Compare with the other files' }));
    await user.click(others.getByRole('checkbox', { name: 'ten.txt' }));
    await user.click(others.getByRole('button', { name: 'Compare this file' }));
    expect(await within(box).findByText(/^2 samples/)).toBeVisible();
    const compared = within(box).getByText('What is compared').closest('details')!;
    const lines = within(compared).getAllByRole('listitem');
    expect(lines.map((li) => li.textContent)).toEqual([
      expect.stringMatching(/^Sample 1 the open text, .*09:00:00/),
      expect.stringMatching(/^Sample 2 eleven\.txt, .*11:00:00/),
    ]);
    await user.click(within(box).getByRole('button', { name: 'Take eleven.txt away' }));
    expect(screen.queryByRole('group', { name: 'Over time' })).toBeNull();
  });
  it('without a table are named', async () => {
    const { box, user } = await open(
      file('nine.txt', sample(9)),
      file('words.txt', 'no table here'),
    );
    await user.click(within(box).getByRole('button', { name: 'Compare this file' }));
    expect(await within(box).findByRole('alert')).toHaveTextContent(
      'No table of zones or types in words.txt.',
    );
  });
});

describe('samples of a log of which one is open', () => {
  it('are compared with it in the order of their times', async () => {
    const { user } = await open(file('day.log', [9, 10, 11].map((h) => sample(h)).join('\n')));
    await user.click(
      within(screen.getByRole('group', { name: 'Samples' })).getByRole('button', {
        name: /10:00:00/,
      }),
    );
    await user.click(await screen.findByRole('button', { name: 'Compare with all 2 others' }));
    const compared = (await screen.findByText('What is compared')).closest('details')!;
    const lines = within(compared).getAllByRole('listitem');
    expect(lines.map((li) => /1\d:00:00|09:00:00/.exec(li.textContent)?.[0])).toEqual([
      '09:00:00',
      '10:00:00',
      '11:00:00',
    ]);
    expect(panels().getAllByRole('img')[0]).toHaveAccessibleName(/^zone2: 544 K .* 608 K at last/);
    expect(screen.queryByRole('button', { name: /^Compare with all/ })).toBeNull();
  });
});
