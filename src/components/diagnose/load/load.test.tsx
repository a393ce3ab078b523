/** The paste as a machine that runs, as a visitor meets it. */
import { readFileSync } from 'node:fs';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { show } from '../../../../tests/component-kit';
import type { AnyDerivation } from '../../../base/derivation';
import { readText } from '../../../import';
import { diffReports } from '../../../viewmodel/diff/diff';
import type { Diff } from '../../../viewmodel/diff/types';
import { explain, explanationBook } from '../../../viewmodel/explain/explain';
import { pasteView } from '../../../viewmodel/reading/paste-view';
import type { PasteView } from '../../../viewmodel/reading/paste-view';
import { LoadBox } from './LoadBox';

const mail = readFileSync('tests/fixtures/seed-mail.txt', 'utf8');

/** A reading of its own for every test: what was tried stays with a reading. */
const readingOf = (text: string): PasteView => {
  const report = readText(text);
  const explanation = explain(report);
  return pasteView({ text, report, explanation, book: explanationBook(explanation) });
};
const open = (text: string, diff: Diff | null = null) => {
  const user = userEvent.setup();
  let offered: readonly AnyDerivation[] = [];
  const onOffer = (all: readonly AnyDerivation[]): void => {
    offered = all;
  };
  const page = show(<LoadBox reading={readingOf(text)} diff={diff} onOffer={onOffer} />, {
    room: 'diagnose',
    example: 'seed',
  });
  const box = screen.getByRole('region', { name: /^Load into the Machine/ });
  return { user, page, box, whyOf: (id: string) => offered.find((d) => d.id === id) };
};
const loaded = async (diff: Diff | null = null) => {
  const opened = open(mail, diff);
  await opened.user.click(within(opened.box).getByRole('button', { name: 'Load the rows' }));
  await within(opened.box).findByRole('heading', { name: /^Prints back/ });
  return opened;
};
type Opened = ReturnType<typeof open>;
const field = ({ box }: Opened, name: string | RegExp) =>
  within(box).getByRole('textbox', { name });
const put = (opened: Opened, name: string | RegExp, value: string): void => {
  fireEvent.change(field(opened, name), { target: { value } });
};
const ran = async ({ user, box }: Opened, words: RegExp): Promise<HTMLElement> => {
  await user.click(within(box).getByRole('button', { name: 'Run forward' }));
  return within(box).findByRole('heading', { name: words });
};

describe('rows of another kernel', () => {
  it('are refused in words, with what can be done', () => {
    const { box } = open(
      readFileSync('tests/fixtures/corpus/004-drmkmod-68-vmstat-z-14current.txt', 'utf8'),
    );
    expect(box).toHaveTextContent('The simulator runs 6.2 on i386. These rows are of 13.x');
    expect(within(box).getByText('What can be done')).toBeVisible();
    expect(within(box).queryByRole('button', { name: 'Load the rows' })).toBeNull();
  });
});

describe('the router’s rows', () => {
  it('print back equal, and say what is ours', async () => {
    const { box, user, whyOf } = await loaded();
    expect(within(box).getByRole('heading', { name: /^Prints back/ })).toHaveTextContent(
      'equal to the paste: 90 of 90 rows',
    );
    const [equal] = within(box).getAllByRole('button', { name: /^90, Rows that print back/ });
    expect(whyOf(equal!.dataset['why'] ?? '')?.formula).toContain('printed as the paste has');
    await user.click(within(box).getByText('vmstat -z of the loaded machine'));
    const table = within(box).getByRole('region', { name: 'vmstat -z of the loaded machine' });
    expect(table).toHaveTextContent(/128: 128, 0, 243914, 16846, 637135440/);
    await user.click(within(box).getByText(/^What is taken over/));
    expect(within(box).getByText(/Which item lies in which slab, and whose/)).toBeVisible();
  });
  it('run on to the panic, in words, as a picture and in figures', async () => {
    const opened = await loaded();
    const title = await ran(opened, /the kernel panics/);
    expect(title).toHaveTextContent('inferred');
    expect(title).toHaveFocus();
    const box = within(opened.box);
    expect(box.getByText(/^panic: kmem_malloc\(4096\): kmem_map too small/)).toBeVisible();
    expect(box.getByRole('img', { name: /kmem_map: 79\.55 MB/ })).toBeVisible();
    const table = box.getByRole('table', { name: 'What was seen on the way' });
    const rows = within(table).getAllByRole('row').slice(1);
    expect(rows[0]).toHaveTextContent('plausible');
    expect(rows.find((r) => r.textContent.includes('loaded'))).toHaveTextContent('243,914');
    expect(rows.at(-1)).toHaveTextContent('inferred');
    const figures = within(table).getAllByRole('button');
    expect(figures.length).toBeGreaterThan(40);
    for (const figure of figures)
      expect(opened.whyOf(figure.dataset['why'] ?? ''), figure.textContent).toBeDefined();
  });
  it('last longer with more of kmem_map, and sleep at a LIMIT', async () => {
    const opened = await loaded();
    await ran(opened, /panics 16\.9 hours/);
    put(opened, 'vm.kmem_size', '96M');
    await ran(opened, /panics 1\d\d hours/);
    put(opened, 'LIMIT in items', '300,000');
    await ran(opened, /a request sleeps/);
    const tried = within(opened.box).getByRole('table', { name: 'Tried so far' });
    const [, ...rows] = within(tried).getAllByRole('row');
    expect(rows.map((r) => within(r).getByRole('rowheader').textContent)).toEqual([
      'as pasted',
      'vm.kmem_size 96 MB',
      'vm.kmem_size 96 MB, LIMIT of 128 300,000',
    ]);
    expect(rows.map((r) => within(r).getAllByRole('cell')[1]?.textContent)).toEqual([
      'panic',
      'panic',
      'a sleep at a LIMIT',
    ]);
  });
  it('say where a figure is none, and where RAM is too small', async () => {
    const opened = await loaded();
    put(opened, 'RAM', 'plenty');
    expect(within(opened.box).getByRole('alert')).toHaveTextContent('plenty: expected a size');
    expect(within(opened.box).getByRole('button', { name: 'Run forward' })).toBeDisabled();
    put(opened, 'RAM', '64M');
    await opened.user.click(within(opened.box).getByRole('button', { name: 'Run forward' }));
    expect(await within(opened.box).findByRole('alert')).toHaveTextContent(
      'This machine has no room for the rows',
    );
  });
  it('can be tried with the size that a newer release has', async () => {
    const opened = await loaded();
    await opened.user.click(within(opened.box).getByText('A newer release'));
    expect(within(opened.box).getByText(/^The simulator runs 6\.2 alone/)).toBeVisible();
    const [first] = within(opened.box).getAllByRole('button', { name: /^Try .* here$/ });
    await opened.user.click(first!);
    expect(field(opened, 'vm.kmem_size')).not.toHaveValue('');
  });
  it('take zones in and out, and need one that grows', async () => {
    const opened = await loaded();
    const { user, box } = opened;
    await user.click(within(box).getByRole('button', { name: 'Take 128 away' }));
    expect(within(box).getByRole('button', { name: 'Run forward' })).toBeDisabled();
    await user.click(within(box).getByRole('button', { name: 'One more zone' }));
    await user.selectOptions(within(box).getByRole('combobox', { name: 'Zone' }), '2048');
    put(opened, /^2048: Items an hour/, '50');
    await ran(opened, /the kernel panics/);
    expect(within(box).getByText('as pasted; 2048: 50 items an hour, by hand')).toBeVisible();
  });
  it('can be stopped while they are loaded', async () => {
    const { user, box } = open(mail);
    await user.click(within(box).getByRole('button', { name: 'Load the rows' }));
    await user.click(await within(box).findByRole('button', { name: 'Stop' }));
    await waitFor(() => {
      expect(within(box).getByRole('button', { name: 'Load the rows' })).toBeEnabled();
    });
    expect(within(box).queryByRole('heading', { name: /^Prints back/ })).toBeNull();
  });
  it('are opened in the Machine, and leave it with their text', async () => {
    const opened = await loaded();
    const { user, box, page } = opened;
    await user.click(within(box).getByRole('button', { name: 'Open in the Machine' }));
    await waitFor(() => {
      expect(page.store.getState().link).toMatchObject({ room: 'machine', run: 'paste' });
    });
    expect(page.store.getState().link.machine).toBe('');
    expect(page.store.getState().loaded).toMatchObject({ isPast: true, tried: 'as pasted' });
    act(() => {
      page.store.getState().clear();
    });
    expect(page.store.getState().loaded).toBeNull();
    expect(page.store.getState().link.run).toBe('ng_nat');
  });
});

describe('a later sample', () => {
  it('gives the growth, with its bounds', async () => {
    const later = mail.replace(/\b243914\b/g, '253914').replace(/\b637135440\b/g, '638135440');
    const reports = [mail, later].map((text) => readText(text.slice(text.indexOf('ITEM  '))));
    const opened = await loaded(diffReports(reports, { hours: [0, 5] }));
    const { box, user } = opened;
    expect(within(box).getByRole('list', { name: /^Measured/ })).toHaveTextContent(
      '128 2,000 items an hour',
    );
    await ran(opened, /the kernel panics 8\.\d+ hours/);
    expect(within(box).getByText('as pasted; 128: 2,000 items an hour, measured')).toBeVisible();
    await user.click(within(box).getByRole('checkbox', { name: 'Carry on what was measured' }));
    expect(within(box).getByRole('button', { name: 'Run forward' })).toBeDisabled();
  });
});
