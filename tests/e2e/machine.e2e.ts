/** The running Machine in a real Chromium: what a person does with a run, by mouse and by keyboard. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { open, useBrowser } from './kit';

useBrowser();

const PANIC = /kmem_map is 100.0 % full: panic/;
const heading = (page: Page, name: RegExp) =>
  page.getByRole('heading', { level: 1, name }).waitFor();
const log = (page: Page): Promise<string> => page.locator('#log-title small').innerText();
/** The run is made to its end. */
const made = async (page: Page): Promise<void> => {
  await page.locator('#log-title small', { hasText: / of / }).waitFor();
};

describe('the panic of the router', () => {
  it('is run to, stepped back from, and its link comes back to the step before', async () => {
    const { page, said, close } = await open('#/machine?v=1&run=fragmentation');
    await made(page);
    await page
      .getByRole('paragraph')
      .filter({ hasText: /^panic: kmem_malloc\(16384\)/ })
      .waitFor();
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: /^kmem_map is 98\.\d % full\. / }).waitFor();
    await page.waitForFunction(() => location.hash.includes('at='));
    const link = page.url();
    const words = await log(page);
    expect(said).toEqual([]);
    await close();
    const again = await open(link);
    await again.page.locator('#log-title small', { hasText: words }).waitFor();
    expect(await again.page.getByRole('heading', { level: 1, name: /panic/ }).count()).toBe(0);
    await again.close();
  });
  it('is reached at full scale', async () => {
    const { page, said, close } = await open('#/machine?v=1');
    await heading(page, PANIC);
    expect(said).toEqual([]);
    await close();
  });
});

describe('a fork', () => {
  it('before the panic lives, is kept beside the scenario, and is compared with it', async () => {
    const { page, said, close } = await open('#/machine?v=1&run=fragmentation');
    await made(page);
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await page.getByRole('combobox', { name: 'Command' }).selectOption('uma_reclaim');
    await page.getByText(/It will empty all buckets/).waitFor();
    await page.getByRole('button', { name: 'Carry out' }).click();
    await page.getByText('It did uma_reclaim').waitFor();
    const branch = page.getByRole('button', { name: /^1: uma_reclaim/ });
    expect(await branch.getAttribute('aria-pressed')).toBe('true');
    await page.getByRole('button', { name: 'the scenario', exact: true }).click();
    await page.getByRole('table', { name: /Compared with 1: uma_reclaim/ }).waitFor();
    expect(said).toEqual([]);
    await close();
  });
});

describe('what holds what', () => {
  it('goes from a zone to a slab, an item and its frame, by keyboard alone', async () => {
    const { page, said, close } = await open('#/machine?v=1&run=ng_nat_capped', {
      viewport: { width: 1440, height: 900 },
    });
    await made(page);
    const slabs = page.getByRole('slider', { name: /one cell a slab/ });
    await slabs.focus();
    await page.keyboard.press('ArrowDown');
    expect(await slabs.getAttribute('aria-valuetext')).toMatch(
      /^slab of libalias at 0x[0-9a-f]{8}, \d+ of \d+ items live$/,
    );
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Slab of libalias' }).waitFor();
    const items = page.getByRole('listbox', { name: /^One slab/ });
    await items.getByRole('option').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Item 2 of libalias' }).waitFor();
    const panel = page.getByRole('region', { name: 'Selected' });
    await panel
      .getByText(/^0x[0-9a-f]{8}$/)
      .first()
      .waitFor();
    const frame = panel.getByRole('button', { name: /^[\d,]+$/ }).first();
    const number = await frame.innerText();
    await frame.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: `Frame ${number}` }).waitFor();
    await panel.getByText('kmem_object').waitFor();
    expect(said).toEqual([]);
    await close();
  });
  it('is the same number in panel, table and drawer', async () => {
    const { page, close } = await open('#/machine?v=1&run=ng_nat_capped');
    await made(page);
    await page.getByRole('textbox', { name: 'Filter by name' }).fill('libalias');
    const row = page.getByRole('row', { name: /^libalias/ });
    expect(await row.getByRole('cell').nth(2).innerText()).toBe('65,560');
    await row.getByRole('cell').nth(2).getByRole('button').click();
    const drawer = page.getByRole('complementary');
    await drawer.getByText('USED of zone libalias').waitFor();
    await drawer.getByText('65,560 items').waitFor();
    await close();
  });
});

describe('playing', () => {
  it('is started, stopped and stepped by key, and stands still afterwards', async () => {
    const { page, said, close } = await open('#/machine?v=1&run=ng_nat_capped&at=10&speed=10');
    await page.locator('#log-title small', { hasText: /^event 10 of 135/ }).waitFor();
    await page.keyboard.press('.');
    await page.locator('#log-title small', { hasText: /^event 11 / }).waitFor();
    await page.keyboard.press(',');
    await page.locator('#log-title small', { hasText: /^event 10 / }).waitFor();
    await page.keyboard.press('k');
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await page.locator('#log-title small', { hasText: /^event 1[2-9] / }).waitFor();
    await page.keyboard.press('k');
    await page.getByRole('button', { name: 'Play' }).waitFor();
    const still = await log(page);
    const frames = await page.evaluate(
      () =>
        new Promise<number>((done) => {
          let n = 0;
          const real = requestAnimationFrame;
          window.requestAnimationFrame = (call) => {
            n += 1;
            return real(call);
          };
          setTimeout(() => {
            done(n);
          }, 600);
        }),
    );
    expect(frames).toBe(0);
    expect(await log(page)).toBe(still);
    await page.keyboard.press('>');
    await page.locator('#log-title small', { hasText: /^event 135 / }).waitFor();
    expect(said).toEqual([]);
    await close();
  });
});
