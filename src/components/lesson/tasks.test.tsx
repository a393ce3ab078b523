/** Every task of every lesson can be done with the controls that stand beside it. */
import { fireEvent, screen, within } from '@testing-library/react';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { show } from '../../../tests/component-kit';
import { LESSONS } from '../../lessons/registry';
import { Lessons } from './Lessons';

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

/** One use of the levers: which, and what is typed into its fields, by their labels. */
type Move = readonly [lever: string, fields?: Readonly<Record<string, string>>];

/** A way to do each task, by lesson. */
const WAYS: Readonly<Record<string, readonly Move[]>> = {
  'the-panic': [['free(9)', { of: 'large blocks', 'how many, 0 = all': '1' }]],
  'an-address-is-not-memory': [
    ['Read a file', { 'how many, of new ones': '1', 'pages each, of new ones': '65536' }],
  ],
  'one-map-or-many': [['Open a pipe', { 'how many': '600' }]],
  'malloc-uma-and-the-columns': [
    ['cap a zone (uma_zone_set_max)', { zone: 'NetGraph items', 'items, 0 = no limit': '700' }],
    ['uma_zalloc', { zone: 'NetGraph items', 'how often': '10' }],
  ],
  packets: [['Packets leave', { 'how many': '5000' }], ['uma_reclaim']],
  'what-can-leave-ram': [
    ['Make a process', { called: 'eater', 'pages it writes': '20000' }],
    ['Make a process', { called: 'another', 'pages it writes': '30000' }],
  ],
  'borrowed-pages': [
    ['Open a pipe', { 'how many': '128' }],
    ['Write to a pipe', { bytes: '65536' }],
    ['Open a pipe', { 'how many': '1' }],
  ],
  'catching-a-leak': [
    ['free(9)', { of: 'links', 'how many, 0 = all': '0' }],
    ['NAT links of libalias', { 'how many': '450000' }],
    ['free(9)', { of: 'libalias', 'how many, 0 = all': '0' }],
    ['NAT links of libalias', { 'how many': '450000' }],
    ['free(9)', { of: 'libalias', 'how many, 0 = all': '0' }],
    ['Let time pass', { seconds: String(336 * 86_400) }],
  ],
  'then-and-now': [['uma_reclaim'], ['malloc(9)', { bytes: '16384', 'how often': '1' }]],
};

/** Carries a lever out, as a reader would: pick it, fill it in, press the button. */
const carryOut = async ([lever, fields = {}]: Move): Promise<void> => {
  const picker = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Command' });
  const option = [...picker.options].find((o) => o.label === lever || o.text === lever);
  fireEvent.change(picker, { target: { value: option?.value } });
  const form = within(await screen.findByRole('form', { name: lever }));
  for (const [label, value] of Object.entries(fields))
    fireEvent.change(form.getByLabelText(label), { target: { value } });
  const button = form.getByRole('button', { name: 'Carry out' });
  const why = button.closest('form')?.nextElementSibling?.textContent ?? '';
  expect(button, `${lever}: ${why}`).toHaveAttribute('aria-disabled', 'false');
  fireEvent.click(button);
  await screen.findByText('It did');
};

const openTask = async (id: string): Promise<void> => {
  const { lesson } = LESSONS.find((e) => e.lesson.id === id)!;
  const at = lesson.steps.findIndex((s) => s.task !== undefined);
  show(<Lessons />, { room: 'lessons', lesson: id, step: String(at + 1) });
  await screen.findByText('Not yet.', {}, { timeout: 10_000 });
};

const isDone = (): Promise<HTMLElement> => screen.findByText('Done.', {}, { timeout: 5000 });

describe('the task of', () => {
  it.each(Object.entries(WAYS))('%s can be done with its levers', async (id, moves) => {
    await openTask(id);
    for (const move of moves) await carryOut(move);
    await isDone();
  });
  it('lesson 4 can be done with the tunables', async () => {
    await openTask('who-decides-how-big');
    const tunables = within(screen.getByRole('region', { name: 'Loader tunables' }));
    fireEvent.change(tunables.getByRole('combobox'), { target: { value: 'vm.kmem_size' } });
    fireEvent.change(tunables.getByRole('textbox'), { target: { value: '130000000' } });
    fireEvent.click(tunables.getByRole('button', { name: 'Set' }));
    await isDone();
  });
  it('every lesson is among them', () => {
    const withTask = LESSONS.filter((e) => e.lesson.steps.some((s) => s.task !== undefined));
    expect(withTask.map((e) => e.lesson.id).sort()).toEqual(
      [...Object.keys(WAYS), 'who-decides-how-big'].sort(),
    );
  });
});
