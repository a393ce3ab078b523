/** The report and the collecting script as a visitor meets them. */
import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { show } from '../../../../tests/component-kit';
import { readText } from '../../../import';
import { COLLECTOR } from '../../../viewmodel/report/collect';
import { readsTheSame } from '../../../viewmodel/report/report';
import { Diagnose } from '../Diagnose';

const TEXT = [
  'root@gate7.hafen.net:~ # uname -a',
  'FreeBSD gate7.hafen.net 6.2-RELEASE FreeBSD 6.2-RELEASE #0: root@gate7.hafen.net:/usr/obj GENERIC  i386',
  'root@gate7.hafen.net:~ # vmstat -z',
  'ITEM                     SIZE     LIMIT      USED      FREE  REQUESTS  FAILURES',
  '',
  'UMA Kegs:                 140,        0,       81,        3,       81,        0',
  'UMA Zones:                120,        0,       81,        9,       81,        0',
  '128:                      128,        0,    92000,      600,   500000,        0',
].join('\n');

const open = async () => {
  const user = userEvent.setup();
  show(<Diagnose />, { room: 'diagnose' });
  fireEvent.change(screen.getByRole('textbox', { name: 'Your text' }), {
    target: { value: TEXT },
  });
  await user.click(screen.getByRole('button', { name: 'Read it' }));
  const box = await screen.findByRole('region', { name: 'Send it' });
  await user.click(within(box).getByRole('button', { name: 'Write the report' }));
  return { user, box };
};
const preview = (box: HTMLElement): string =>
  within(box).getByRole<HTMLTextAreaElement>('textbox', { name: 'The report' }).value;

describe('the report', () => {
  it('is not written before it is asked for', async () => {
    const { user, box } = await open();
    await user.click(within(box).getByRole('button', { name: 'Put it away' }));
    expect(within(box).queryByRole('textbox')).toBeNull();
  });
  it('replaces names, tells them, and puts one back by a tick', async () => {
    const { user, box } = await open();
    expect(preview(box)).not.toContain('gate7');
    const tick = within(box).getByRole('checkbox', { name: 'Leave gate7.hafen.net as it is' });
    tick.focus();
    await user.keyboard(' ');
    expect(preview(box)).toContain('gate7.hafen.net');
    await user.keyboard(' ');
    expect(preview(box)).not.toContain('gate7');
  });
  it('reads back in both forms, and says so', async () => {
    const { user, box } = await open();
    for (const form of ['Text, 80 columns', 'Markdown']) {
      await user.click(within(box).getByRole('radio', { name: form }));
      expect(readsTheSame(readText(preview(box)), readText(TEXT))).toBe(true);
      expect(within(box).getByText(/gives the same machine/)).toBeVisible();
    }
  });
  it('is copied as it stands', async () => {
    const { user, box } = await open();
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    await user.click(within(box).getByRole('button', { name: 'Copy the report' }));
    expect(write).toHaveBeenCalledWith(preview(box));
  });
});

describe('the collecting script', () => {
  it('can be read before it is copied', async () => {
    const user = userEvent.setup();
    show(<Diagnose />, { room: 'diagnose' });
    const box = screen.getByRole('region', { name: 'All in one paste' });
    await user.click(within(box).getByText('The script'));
    expect(within(box).getByRole('region', { name: 'The script' })).toHaveTextContent('vmstat -z');
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    await user.click(within(box).getByRole('button', { name: 'Copy the script' }));
    expect(write).toHaveBeenCalledWith(COLLECTOR);
  });
});
