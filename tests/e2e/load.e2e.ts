/** A paste loaded into the Machine, in a real Chromium. */
import { AxeBuilder } from '@axe-core/playwright';
import { describe, expect, it } from 'vitest';
import { cutOff, overTheNet } from './desk-kit';
import { open, useBrowser } from './kit';
import { made, panel, tabTo } from './machine-kit';

useBrowser();
const SEED = '#/diagnose?v=1&example=seed';

describe('the seed, loaded into the Machine', () => {
  it('prints back, runs to exhaustion, changes by a what-if and opens, all by keyboard', async () => {
    const { page, said, requests, close } = await open(SEED);
    const load = page.getByRole('button', { name: 'Load the rows' });
    await load.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /equal to the paste: 90.* of 90.* rows/ }).waitFor();
    await tabTo(page, /^Run forward$/, { most: 25 });
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /the kernel panics 16\.9/ }).waitFor();
    await tabTo(page, /^vm\.kmem_size$/, { most: 12, key: 'Shift+Tab' });
    await page.keyboard.type('96M');
    await page.keyboard.press('Enter');
    await page.getByRole('table', { name: 'Tried so far' }).waitFor();
    await tabTo(page, /^Open in the Machine$/, { most: 12, key: 'Shift+Tab' });
    await page.keyboard.press('Enter');
    await made(page);
    expect(page.url()).toContain('run=paste');
    expect(page.url()).not.toMatch(/kmem|data=/);
    await page.getByRole('link', { name: 'Back to your reading' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('table', { name: 'Tried so far' }).waitFor();
    const away = requests.filter((r) => !r.startsWith(new URL(page.url()).origin));
    expect(away.filter((r) => !/^(?:blob|data):/.test(r))).toEqual([]);
    expect(said).toEqual([]);
    await close();
  });
  it('runs to exhaustion on a phone, fits it, is clean and asks nobody', async () => {
    const visit = await open(SEED, { viewport: { width: 390, height: 844 } });
    const { page, requests, close } = visit;
    const before = await cutOff(visit);
    await page.getByRole('button', { name: 'Load the rows' }).click();
    await page.getByRole('button', { name: 'Run forward' }).click();
    await page.getByRole('heading', { name: /the kernel panics 16\.9/ }).waitFor();
    await page.getByRole('group', { name: 'How it goes on' }).waitFor();
    const { violations } = await new AxeBuilder({ page }).include('#load').analyze();
    expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html ?? ''}`)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(overTheNet(requests.slice(before))).toEqual([]);
    await close();
  });
});

describe('a link to a paste', () => {
  it('without its text says what is missing; the example is loaded again', async () => {
    const { page, close } = await open('#/machine?v=1&run=paste');
    await page.getByRole('heading', { name: /loaded from a paste/ }).waitFor();
    await close();
    const again = await open('#/machine?v=1&example=seed&run=paste&sel=zone%3A128');
    await made(again.page);
    await panel(again.page).getByRole('heading', { name: /128/ }).waitFor();
    expect(again.said).toEqual([]);
    await again.close();
  });
});
