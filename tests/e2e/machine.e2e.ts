/** The running Machine in a real Chromium: what a person does with a run, by mouse and by keyboard. */
import { readFileSync } from 'node:fs';
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

describe('levers', () => {
  it('save the router: a cap on its zone before the panic, then the rest of the scenario', async () => {
    const { page, said, close } = await open(
      '#/machine?v=1&at=12000&lever=uma_zone_set_max&speed=10000',
    );
    await made(page);
    await page.locator('#log-title small', { hasText: /^event 12,000 of/ }).waitFor();
    await page.getByRole('textbox', { name: /^items/ }).fill('200000');
    await page.getByText('let zone 128 have no new slab beyond 200,000 items.').waitFor();
    await page.getByRole('button', { name: 'Carry out' }).click();
    await page.getByText('It did').waitFor();
    await page.getByRole('button', { name: 'Go on as the scenario did' }).first().click();
    await page
      .getByRole('button', { name: 'Go on as the scenario did' })
      .first()
      .waitFor({ state: 'detached', timeout: 60_000 });
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'To its end' }).click();
    const row = page.getByRole('row', { name: /^panicked/ });
    await row.getByRole('cell').nth(1).getByText('yes').waitFor();
    expect(await row.getByRole('cell').nth(0).innerText()).toBe('no');
    expect(await page.getByRole('heading', { level: 1, name: /panic/ }).count()).toBe(0);
    expect(said).toEqual([]);
    await close();
  });
  it('press on memory until pages reach swap, by keyboard, undo it, and share it', async () => {
    const { page, said, close } = await open('#/machine?v=1&run=boot');
    await page.locator('#log-title small', { hasText: /^event 0 of 0/ }).waitFor();
    await page.keyboard.press('Control+k');
    const field = page.getByRole('combobox', { name: 'Commands' });
    await field.fill('press on memory');
    await page.keyboard.press('Enter');
    await page.getByText(/the page daemon wakes and looks until it has/).waitFor();
    await page.getByRole('button', { name: 'Carry out' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('It did').waitFor();
    const swap = await page.getByText(/^swap 0 → [\d,]+$/).innerText();
    expect(Number(swap.replace(/.*→ |,/g, ''))).toBeGreaterThan(500);
    await page.waitForFunction(() => location.hash.includes('by='));
    const link = page.url();
    const words = await log(page);
    await page.getByRole('heading', { name: 'Levers' }).focus();
    await page.keyboard.press('z');
    await page.locator('#log-title small', { hasText: /^event 0 of 0/ }).waitFor();
    expect(said).toEqual([]);
    await close();
    const again = await open(link);
    await again.page.locator('#log-title small', { hasText: words }).waitFor();
    await again.close();
  });
  it('give the machine 1 GB, and the layout follows', async () => {
    const { page, said, close } = await open('#/machine?v=1&run=boot');
    await page.getByText('20,365').first().waitFor();
    await page.getByRole('combobox', { name: 'RAM of the machine' }).selectOption('1 GB');
    await page.getByRole('button', { name: /^81,920, pages of kmem_map/ }).waitFor();
    expect(page.url()).toContain('1G');
    expect(said).toEqual([]);
    await close();
  });
});

describe('finding and taking away', () => {
  it('finds a zone and an address by key, and hides what a class is not to see', async () => {
    const { page, said, close } = await open('#/machine?v=1&run=ng_nat_capped');
    await made(page);
    await page.keyboard.press('/');
    await page.getByRole('combobox', { name: 'Find' }).fill('mbuf_cluster');
    await page.getByRole('option', { selected: true, name: /^mbuf_cluster/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Zone mbuf_cluster' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Commands' }).fill('hide the tables');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'The same in tables' }).waitFor({ state: 'detached' });
    expect(page.url()).toContain('hide=tables');
    expect(said).toEqual([]);
    await close();
  });
  it('saves picture, table and run', async () => {
    const { page, said, requests, close } = await open('#/machine?v=1&run=ng_nat_capped');
    await made(page);
    const saved = async (name: string): Promise<string> => {
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name }).click();
      return readFileSync(await (await download).path(), 'latin1');
    };
    expect(await saved('Picture as SVG')).toMatch(/^<svg [\s\S]*data:image\/png;base64/);
    expect(await saved('Picture as PNG')).toMatch(/^.PNG/);
    expect(await saved('Save CSV')).toContain('\r\nlibalias,96,65560,65560,0,');
    const run = JSON.parse(await saved('Run as a command file')) as { commands: unknown[] };
    expect(run.commands).toHaveLength(135);
    const { origin } = new URL(page.url());
    const elsewhere = requests.filter((url) => /^https?:/.test(url) && !url.startsWith(origin));
    expect(elsewhere).toEqual([]);
    expect(said).toEqual([]);
    await close();
  });
});
