import { readFileSync, readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { settled, show } from '../../../tests/component-kit';
import { EXAMPLES } from '../../examples';
import { App } from '../app/App';
// The room is loaded when it is opened; here it is there at once.
import './Diagnose';

// Roles of some thousand elements take their time where the processor is shared.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 40_000 });

const drawer = () => screen.findByRole('complementary');

const CORPUS = 'tests/fixtures/corpus/';
const mail = readFileSync('tests/fixtures/seed-mail.txt', 'utf8');
const corpus = (start: string): string =>
  readFileSync(CORPUS + readdirSync(CORPUS).find((f) => f.startsWith(start))!, 'utf8');

const empty = () => show(<App />, { room: 'diagnose' });
const seed = async () => {
  const shown = show(<App />, { room: 'diagnose', example: 'seed' });
  await screen.findByRole('heading', { level: 1, name: /kmem_map was full/ });
  return shown;
};
const read = async (text: string) => {
  const shown = empty();
  fireEvent.change(await screen.findByRole('textbox', { name: 'Your text' }), {
    target: { value: text },
  });
  await shown.user.click(screen.getByRole('button', { name: 'Read it' }));
  await settled();
  return shown;
};
const section = (name: RegExp): HTMLElement => screen.getByRole('region', { name });
const file = (name: string, data: string | Uint8Array<ArrayBuffer>): File => new File([data], name);

describe('the empty room', () => {
  it('says what to run, what is understood and what happens to the text', async () => {
    empty();
    expect(
      await screen.findByRole('heading', { level: 1, name: 'Paste what your kernel says' }),
    ).toBeVisible();
    expect(section(/^What to run/)).toHaveTextContent('vmstat -z; vmstat -m; sysctl');
    expect(section(/^What is understood/)).toHaveTextContent('netstat -m');
    expect(section(/^What happens to the text/)).toHaveTextContent('It stays in this page');
    expect(screen.getByRole('textbox')).toHaveAccessibleDescription(
      'Nothing that you paste leaves this page.',
    );
    expect(screen.getByRole('button', { name: 'Read it' })).toBeDisabled();
  });
  it('opens the example', async () => {
    const { user } = empty();
    await user.click(await screen.findByRole('button', { name: 'Read the thread’s e-mail' }));
    expect(await screen.findByRole('heading', { level: 1, name: /was full/ })).toHaveFocus();
    await user.click(screen.getByRole('button', { name: 'Read another text' }));
    expect(screen.getByRole('textbox', { name: 'Your text' })).toHaveFocus();
  });
  it.each(EXAMPLES.map((e) => [e.title, e.source] as const))(
    'has the example %s, with its source',
    async (title, source) => {
      const { user, store } = empty();
      const gallery = within(await screen.findByRole('region', { name: /^Examples/ }));
      expect(gallery.getByText(`Source: ${source}.`)).toBeVisible();
      await user.click(gallery.getByRole('button', { name: title }));
      await screen.findByRole('grid');
      const { link, text } = store.getState();
      expect(link.example === 'seed' || text !== '').toBe(true);
    },
  );
  it('reads a file, and refuses what it cannot read with a reason', async () => {
    const { user } = empty();
    const input = await screen.findByLabelText('Open files');
    await user.upload(input, file('vmcore.0', new Uint8Array(9000)));
    expect((await screen.findAllByText(/vmcore\.0 is not text/))[0]).toBeVisible();
    await user.upload(input, file('none.txt', ''));
    expect((await screen.findAllByText(/none\.txt is empty/))[0]).toBeVisible();
    const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4]);
    await user.upload(input, file('photo.jpg', jpeg));
    expect((await screen.findAllByText(/photo\.jpg is a JPEG picture/))[0]).toBeVisible();
    await user.upload(input, file('mail.txt', mail));
    expect(await screen.findByRole('heading', { level: 1, name: /was full/ })).toBeVisible();
  });
  it('answers a pasted picture as it does a file with one', async () => {
    empty();
    const png = file('image.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10));
    fireEvent.paste(await screen.findByRole('textbox', { name: 'Your text' }), {
      clipboardData: { files: [png], getData: () => '' },
    });
    const note = await screen.findByRole('note', { name: 'Not text.' });
    expect(note).toHaveTextContent('image.png is a PNG picture, not text.');
    expect(note).toHaveTextContent('copy the text out of the terminal');
  });
  it('shows where a file may be dropped, and reads it', async () => {
    empty();
    await screen.findByRole('heading', { level: 1 });
    const dataTransfer = { types: ['Files'], files: [file('mail.txt', mail)] };
    fireEvent.dragOver(document.body, { dataTransfer });
    expect(screen.getByText('Drop the file to read it')).toBeVisible();
    fireEvent.drop(document.body, { dataTransfer });
    expect(await screen.findByRole('heading', { level: 1, name: /was full/ })).toBeVisible();
    expect(screen.queryByText('Drop the file to read it')).toBeNull();
  });
});

describe('several files', () => {
  it('are listed, opened one by one, and refused one by one', async () => {
    const { user } = empty();
    const input = await screen.findByLabelText('Open files');
    await user.upload(input, [
      file('mail.txt.gz', new Uint8Array(gzipSync(mail))),
      file('nothing.bin', new Uint8Array(9000)),
      file('obsd.txt', corpus('022')),
    ]);
    await screen.findByRole('heading', { level: 1, name: /was full/ });
    const files = within(screen.getByRole('group', { name: 'Files' }));
    expect(files.getByRole('button', { name: /^mail\.txt\.gz/ })).toHaveAttribute('aria-current');
    expect(files.getByRole('button', { name: /^nothing\.bin/ })).toBeDisabled();
    await user.click(files.getByRole('button', { name: /^obsd\.txt/ }));
    await screen.findByRole('heading', { level: 1, name: /OpenBSD/ });
    expect(files.getByRole('button', { name: /^obsd\.txt/ })).toHaveAttribute('aria-current');
  });
  it('in an old encoding can be decoded another way', async () => {
    const { user } = empty();
    const bytes = readFileSync(`${CORPUS}D03-from043-cp1251.txt`);
    await user.upload(
      await screen.findByLabelText('Open files'),
      file('ru.txt', new Uint8Array(bytes)),
    );
    await user.click(await screen.findByRole('button', { name: 'Undo: encoding, line 1' }));
    await screen.findByRole('button', { name: 'Redo: encoding, line 1' });
    await user.click(screen.getByRole('button', { name: 'Show 5 lines of prose' }));
    expect(screen.getByRole('grid')).toHaveTextContent('\ufffd');
  });
});

describe('a log of samples', () => {
  const head = 'ITEM                     SIZE   LIMIT     USED     FREE  REQUESTS  FAILURES\n\n';
  const sample = (minute: number): string =>
    `Mon Jan  7 10:0${String(minute)}:00 UTC 2008\n${head}16:                        16,        0,     ${String(200 + minute)},      3,   1000,        0\n`;
  const log = [0, 1, 2].map(sample).join('\n');
  it('is listed by time, and one of them can be chosen', async () => {
    const { user } = await read(log);
    const samples = within(await screen.findByRole('group', { name: 'Samples' }));
    expect(samples.getByRole('button', { name: /^All together/ })).toHaveAttribute('aria-current');
    await user.click(samples.getByRole('button', { name: /^Mon Jan 7 10:01:00 UTC 2008/ }));
    await waitFor(() => {
      expect(screen.getByRole('grid')).not.toHaveTextContent('10:02:00');
    });
    expect(screen.getByRole('grid')).toHaveTextContent('201');
    await user.click(samples.getByRole('button', { name: /^All together/ }));
    await waitFor(() => {
      expect(screen.getByRole('grid')).toHaveTextContent('10:02:00');
    });
  });
});

describe('the ledger', () => {
  it('is written beside its bars, and every figure opens', async () => {
    const { user } = await seed();
    const ledger = within(section(/^The ledger/));
    for (const name of [/^49,989 K/, /^4,863 K/, /^20,080 K/, /^124,380 K/, /^153 %/])
      expect(ledger.getByRole('button', { name })).toBeVisible();
    expect(section(/^The ledger/)).toHaveTextContent('= 83,415,040 B, as the panic says');
    await user.click(ledger.getByRole('button', { name: /^49,989 K/ }));
    expect(await drawer()).toHaveTextContent('the sum of USED × SIZE over zones 16 to 4096');
    await user.keyboard('{Escape}');
    await waitFor(() => {
      expect(screen.queryByRole('complementary')).toBeNull();
    });
  });
  it('opens the figures of the headline', async () => {
    const { user } = await seed();
    const headline = within(screen.getByRole('heading', { level: 1 }));
    await user.click(headline.getByRole('button', { name: /^6,110 K/ }));
    expect(await drawer()).toHaveTextContent('malloc missing');
  });
});

describe('the gutter', () => {
  it('opens the slab sum of a row', async () => {
    const { user } = await seed();
    await user.click(screen.getByRole('button', { name: '260,760 = 8,692 × 30: explain' }));
    expect(await drawer()).toHaveTextContent('Slabs of zone 128');
  });
  it('unfolds prose and folds it again', async () => {
    const { user } = await seed();
    const grid = within(screen.getByRole('grid'));
    await user.click(grid.getByRole('button', { name: 'Show 31 lines of prose' }));
    expect(grid.getByText('When will ZFS become stable?')).toBeVisible();
    await user.click(grid.getByRole('button', { name: 'Fold 31 lines of prose' }));
    expect(grid.queryByText('When will ZFS become stable?')).toBeNull();
  });
  it('is walked by arrow keys, and Enter opens the note', async () => {
    const { user } = await seed();
    within(screen.getByRole('grid')).getAllByRole('row')[0]!.focus();
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement).toHaveTextContent('panic: kmem_malloc(16384)');
    await user.keyboard('{ArrowUp}{Enter}{ArrowDown}');
    expect(document.activeElement).toHaveTextContent('When will ZFS become stable?');
  });
  it('shows more rows when asked', async () => {
    const { user } = await seed();
    const before = within(screen.getByRole('grid')).getAllByRole('row').length;
    await user.click(screen.getByRole('button', { name: /^Show \d+ more lines$/ }));
    expect(within(screen.getByRole('grid')).getAllByRole('row').length).toBeGreaterThan(before);
  });
});

describe('findings', () => {
  it('lead to their line and back', async () => {
    const { user } = await seed();
    const findings = within(section(/^Findings/));
    const link = findings.getAllByRole('button', { name: 'Go to line 202 of your text' })[0]!;
    await user.click(link);
    const row = document.activeElement!;
    expect(row).toHaveTextContent('128:');
    expect(row).toHaveAttribute('aria-selected', 'true');
    await user.keyboard('{Escape}');
    expect(link).toHaveFocus();
  });
  it('lead from a figure to the line it is printed on', async () => {
    const { user } = await seed();
    await user.click(screen.getByRole('button', { name: /^241,127: Go to line 37/ }));
    expect(document.activeElement).toHaveTextContent('libalias 241127');
  });
  it('say how certain they are', async () => {
    await seed();
    const findings = section(/^Findings/);
    for (const word of ['certain', 'inferred', 'open'])
      expect(within(findings).getAllByText(word)[0]).toBeVisible();
  });
});

describe('a finding', () => {
  const item = async (title: string) => {
    const heading = await screen.findByRole('heading', { level: 3, name: new RegExp(`^${title}`) });
    return within(heading.closest('li')!);
  };
  it('says how bad it is, what would refute it, and what it cannot tell', async () => {
    await seed();
    const cause = await item('Exhausted, not fragmented');
    expect(cause.getByText('cause')).toBeVisible();
    expect(cause.getByText(/^Confirmed if vm\.kmem_size/)).toBeVisible();
    expect(cause.getByText(/not who filled it/)).toBeVisible();
  });
  it('gives the command to copy, without the file that it belongs to', async () => {
    const { user, store } = await seed();
    const cause = await item('Exhausted, not fragmented');
    await user.click(cause.getByRole('button', { name: /^Copy the command vm\.kmem_size="…"$/ }));
    expect(await navigator.clipboard.readText()).toBe('vm.kmem_size="…"');
    expect(store.getState().said).toBe('The command is copied.');
  });
  it('leads to the step of the lesson that explains it', async () => {
    const { user, store } = await seed();
    const cause = await item('Exhausted, not fragmented');
    const link = await cause.findByRole('link', { name: /^Lesson 1, / });
    await user.click(link);
    expect(store.getState().link).toMatchObject({ room: 'lessons', lesson: 'the-panic' });
  });
  it('that is harmless stands apart and is explained', async () => {
    await seed();
    const buckets = await item('Bucket failures are harmless');
    expect(buckets.getByText('harmless')).toBeVisible();
    const apart = screen.getByRole('heading', { name: 'Looks odd, is harmless' });
    const lists = within(section(/^Findings/)).getAllByRole('list');
    expect(apart.nextElementSibling).toBe(lists.at(-1));
    expect(lists[0]).not.toHaveTextContent('Bucket failures');
  });
});

describe('a verdict', () => {
  const note = async (name: string) => within(await screen.findByRole('note', { name }));
  it.each([
    ['garbage', 'Dear list, my kernel died.', 'Nothing here is read.', /None of the 1 lines/],
    [
      'another flag',
      'interrupt total rate\nirq1: atkbd0 3 0',
      'The output of another command.',
      /vmstat -i/,
    ],
    [
      'half a table',
      'ITEM SIZE LIMIT USED FREE REQUESTS FAILURES\n16: 16, 0, 2, 201, 2, 0\n32: 32, 0, 5',
      'Broken off.',
      /breaks off in line 3/,
    ],
  ])('of %s says what was found, where, and what to run', async (_, text, name, found) => {
    const { user } = await read(text);
    const said = await note(name);
    expect(said.getByText(found)).toBeVisible();
    expect(said.getByText(/^vmstat -z; vmstat -m/)).toBeVisible();
    await user.click(said.getByRole('button', { name: /^Go to line/ }));
    expect(document.activeElement).toHaveAttribute('role', 'row');
  });
  it('of another system says what to run on FreeBSD', async () => {
    await read(corpus('022'));
    const said = await note('Another system’s output.');
    expect(said.getByText(/the output of OpenBSD/)).toBeVisible();
    expect(said.getByText('On FreeBSD, run')).toBeVisible();
  });
  it('is silent about a text that is read', async () => {
    await seed();
    expect(screen.queryByRole('note')).toBeNull();
  });
  it('never says invalid', async () => {
    for (const text of ['x', '\u0000\u0001', '{"a":', corpus('035')]) {
      const { store } = await read(text);
      expect(document.body.textContent).not.toMatch(/invalid/i);
      store.getState().clear();
      cleanup();
    }
  });
});

describe('a repair', () => {
  const list = () => within(section(/^Mended on the way/));
  it('is listed with its place, and is undone and redone by the keyboard', async () => {
    const { user } = await read('> vm.kmem_size: 83415040\nhello');
    const undo = await screen.findByRole('button', { name: 'Undo: quote marks, line 1' });
    expect(list().getByText('col. 1')).toBeVisible();
    undo.focus();
    await user.keyboard('{Enter}');
    const redo = list().getByRole('button', { name: 'Redo: quote marks, line 1' });
    expect(redo).toHaveFocus();
    expect(list().getByText(/^1 place, 1 undone$/)).toBeVisible();
    await user.keyboard('{Enter}');
    expect(list().getByRole('button', { name: 'Undo: quote marks, line 1' })).toHaveFocus();
  });
  it('changes what is read', async () => {
    const { user, store } = await seed();
    expect(section(/^The ledger/)).toBeVisible();
    await user.click(list().getByRole('button', { name: 'Undo all: rows broken over lines' }));
    expect(screen.queryByRole('heading', { level: 1, name: /6,110 K is not/ })).toBeNull();
    await user.click(list().getByRole('button', { name: 'Redo all: rows broken over lines' }));
    expect(screen.getByRole('heading', { level: 1, name: /6,110 K is not/ })).toBeVisible();
    expect(store.getState().without).toEqual([]);
  });
  it('shows more where there are many', async () => {
    const { user } = await seed();
    const before = list().getAllByRole('button', { name: /^Undo: rows broken/ }).length;
    await user.click(list().getByRole('button', { name: /^Show 40 of 87 more$/ }));
    expect(list().getAllByRole('button', { name: /^Undo: rows broken/ }).length).toBe(before + 40);
  });
});

describe('the machine of the paste', () => {
  it('is drawn, named and held against the text', async () => {
    const { user } = await seed();
    expect(screen.getByRole('listbox', { name: /^Kernel map/ })).toBeInTheDocument();
    const facts = section(/^As a machine/);
    expect(facts).toHaveTextContent('exact');
    expect(facts).toHaveTextContent('FreeBSD 6.2');
    await user.click(within(facts).getByRole('button', { name: /^256 MB/ }));
    expect(await drawer()).toHaveTextContent('RAM of this machine');
  });
  it('goes into the Machine room', async () => {
    const { user, store } = await seed();
    await user.click(screen.getByRole('button', { name: 'Load this kernel into the Machine' }));
    expect(store.getState().link).toMatchObject({ room: 'machine', machine: '' });
  });
});

describe('texts without a ledger', () => {
  it('of another system are named and listed', async () => {
    await read(corpus('035'));
    expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent(
      'This comes from macOS. Only FreeBSD is explained here.',
    );
    expect(section(/^Everything that was read/)).toHaveTextContent('kalloc.64');
    expect(section(/^What can be said/)).toHaveTextContent('vmstat -z; vmstat -m');
  });
  it('of words only are said to be so', async () => {
    await read('Dear list,\n\nmy machine is slow.');
    expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent('no figures');
    expect(screen.queryByRole('region', { name: /^Everything/ })).toBeNull();
    expect(section(/^What to run instead/)).toHaveTextContent('vmstat -z; vmstat -m');
    // Of the marks at the left only those are explained that stand there.
    expect(section(/^Your paste/)).toHaveTextContent('prose, left alone');
    expect(section(/^Your paste/)).not.toHaveTextContent('lines joined');
  });
  it('of other tools are shown as tables, and say what is missing', async () => {
    await read(corpus('012'));
    expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent('netstat -m');
    expect(section(/^Everything that was read/)).toHaveTextContent('771 / 2,203 / 2,974 / 25,600');
    expect(section(/^As a machine/)).toHaveTextContent('not possible');
  });
  it.each(readdirSync(CORPUS).filter((f) => f.endsWith('.txt')))(
    '%s shows a headline',
    async (f) => {
      await read(readFileSync(CORPUS + f, 'latin1'));
      const heading = await screen.findByRole('heading', { level: 1 });
      expect(heading.textContent).not.toBe('Paste what your kernel says');
      expect(screen.getByRole('grid')).toBeInTheDocument();
    },
  );
});
