/**
 * The running Machine in a real Chromium: the journeys that the room is made for, by mouse and by keyboard
 * alone, with motion and with reduced motion. Each pass is one page: as one person would, it goes from a
 * machine that has just booted to the panic, back, around it, and down to one item.
 */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, useBrowser } from './kit';
import type { Visit } from './kit';
import {
  command,
  count,
  focused,
  heading,
  log,
  made,
  middle,
  movers,
  panel,
  pinch,
  position,
  tabTo,
  wheel,
} from './machine-kit';

useBrowser();

const PANIC = /kmem_map is 100.0 % full: panic/;
/** One event before it. */
const BEFORE = /^kmem_map is 100.0 % full. Zone 128 holds the most/;
const SIZE = { width: 1440, height: 900 };
const ADDRESS = /^0x[0-9a-f]{8}$/;

/** The region of kmem_map as the ruler names it, and where it stands. */
const kmemBand = async (page: Page): Promise<{ name: string; top: number; height: number }> => {
  const band = page.locator('#ruler [data-band="kmem_map"]');
  const box = await band.boundingBox();
  return {
    name: (await band.getAttribute('aria-label')) ?? '',
    top: box?.y ?? 0,
    height: box?.height ?? 0,
  };
};
/** The router was saved: the branch went on to the end of the scenario, which panicked, and did not. */
const saved = async (page: Page): Promise<void> => {
  const row = page.getByRole('row', { name: /^panicked/ });
  await row.getByRole('cell').nth(1).getByText('yes').waitFor();
  expect(await row.getByRole('cell').nth(0).innerText()).toBe('no');
  expect(await page.getByRole('heading', { level: 1, name: /panic/ }).count()).toBe(0);
  await page.getByRole('table', { name: /^1: .* compared with the scenario$/ }).waitFor();
};
/** The rest of the scenario was carried out on the branch. */
const wentOn = async (page: Page): Promise<void> => {
  const goOn = page.locator('#transport-goOn');
  await goOn.waitFor({ state: 'detached', timeout: 60_000 });
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor({ timeout: 60_000 });
};
/** One item of 128 bytes is open in panel and ruler, at the same address. */
const readsItem = async (page: Page): Promise<string> => {
  await page.getByRole('heading', { name: /^Item \d+ of 128$/ }).waitFor();
  await panel(page).getByText('128 B', { exact: true }).waitFor();
  const address = await panel(page).getByText(ADDRESS).first().innerText();
  const columns = page.getByRole('group', { name: 'Slab and item' }).getByRole('listbox');
  expect(await columns.count()).toBe(2);
  expect(decodeURIComponent(page.url())).toContain(`sel=item:${address}`);
  return address;
};
/** The frame is selected, says what maps it, and has its mark in RAM. */
const showsFrame = async (page: Page, number: string): Promise<void> => {
  await page.getByRole('heading', { name: `Frame ${number}` }).waitFor();
  await panel(page).getByText('kmem_object').waitFor();
  await page.locator('#ram rect[class*="framed"]').waitFor();
};

/** Where the ruler writes the name of the zone over its pages. */
const malloc128 = (page: Page): Locator =>
  page
    .locator('#ruler')
    .getByRole('slider', { name: /^kmem_map/ })
    .locator('text', { hasText: 'malloc 128' });

const MOTIONS = ['no-preference', 'reduce'] as const;

describe.each(MOTIONS)('by mouse and touch, motion: %s', (reducedMotion) => {
  let visit: Visit;
  let page: Page;
  beforeAll(async () => {
    visit = await open('#/machine?v=1&run=boot', { viewport: SIZE, reducedMotion, hasTouch: true });
    ({ page } = visit);
    await position(page)
      .filter({ hasText: /^event 0 of 0/ })
      .waitFor();
  });
  afterAll(async () => {
    await visit.close();
  });

  it('press on memory and watch pages reach swap', async () => {
    await page.getByRole('button', { name: 'Press on memory' }).click();
    await page.getByText(/the page daemon wakes and looks until it has/).waitFor();
    await page.getByRole('button', { name: 'Carry out' }).click();
    await page.getByText('It did').waitFor();
    const swapped = count(await page.getByText(/^swap 0 → [\d,]+$/).innerText());
    expect(swapped).toBeGreaterThan(500);
    const { at, of } = await tableOfSwap(page);
    expect([at, of]).toEqual([swapped, swapped]);
  });
  it('change RAM to 1 GB and see the layout move', async () => {
    const before = await kmemBand(page);
    expect(before.name).toContain('79.55 MB');
    await page.getByRole('combobox', { name: 'RAM of the machine' }).selectOption('1 GB');
    await page.getByRole('button', { name: /^81,920, pages of kmem_map/ }).waitFor();
    await page.waitForFunction(
      (name) =>
        document.querySelector('#ruler [data-band="kmem_map"]')?.getAttribute('aria-label') !==
        name,
      before.name,
    );
    // The layout may still be on its way.
    await expect
      .poll(async () => (await kmemBand(page)).height / before.height, { timeout: 10_000 })
      .toBeGreaterThan(3);
    expect((await kmemBand(page)).name).toContain('320 MB');
    expect(page.url()).toContain('1G');
    if (reducedMotion === 'reduce') expect(await movers(page)).toEqual([]);
    await page.getByRole('combobox', { name: 'RAM of the machine' }).selectOption('256 MB');
    await page.getByRole('button', { name: /^20,365, pages of kmem_map/ }).waitFor();
  });
  it('run the panic scenario and step back from the panic', async () => {
    const scenario = page.getByRole('combobox', { name: 'Scenario' });
    await scenario.selectOption({ label: 'The leak of ng_nat' });
    await heading(page, PANIC);
    await made(page);
    const end = count((await log(page)).split(' of ')[1] ?? '');
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await heading(page, BEFORE);
    expect(count((await log(page)).split(' of ')[0] ?? '')).toBe(end - 1);
    const panic = page.getByRole('paragraph').filter({ hasText: /^panic: / });
    expect(await panic.count()).toBe(0);
  });
  it('fork before it and save the router with a capped zone, both branches compared', async () => {
    await page.getByRole('combobox', { name: 'Go to' }).selectOption('kmem_map 90 % full');
    await heading(page, /^kmem_map is 90\.\d % full/);
    await page.getByRole('button', { name: 'Fork', exact: true }).click();
    await page.getByRole('button', { name: 'Cap a zone' }).click();
    await page.getByRole('textbox', { name: /^items/ }).fill('200000');
    await page.getByText('let zone 128 have no new slab beyond 200,000 items.').waitFor();
    await page.getByRole('button', { name: 'Carry out' }).click();
    await page.getByText('It did').waitFor();
    await page.getByRole('radio', { name: '10,000' }).check();
    await page.locator('#transport-goOn').click();
    await wentOn(page);
    await page.getByRole('button', { name: 'To its end' }).click();
    await saved(page);
    await page.getByRole('button', { name: 'the scenario', exact: true }).click();
    await heading(page, PANIC);
  });
  it('zoom by wheel from the whole map to one 128-byte item, and out again', async () => {
    const ruler = page.locator('#ruler');
    const kernel = ruler.getByRole('listbox', { name: /^Kernel map/ });
    await page.getByRole('button', { name: 'kernel map', exact: true }).click();
    await page.getByRole('heading', { name: 'kernel_map' }).waitFor();
    await wheel(page, await middle(kernel.locator('[data-band="kmem_map"]')), true);
    await page.getByRole('heading', { name: 'kmem_map', exact: true }).waitFor();
    await wheel(page, await middle(malloc128(page)), true);
    await page.getByRole('heading', { name: 'Slab of 128' }).waitFor();
    const items = ruler.getByRole('listbox', { name: /^One slab/ });
    await wheel(page, await middle(items.getByRole('option', { name: /^5 / })), true);
    await readsItem(page);
    for (const name of ['Slab of 128', 'Zone 128', 'kmem_map', 'kernel_map']) {
      await wheel(page, await middle(kernel), false);
      await page.getByRole('heading', { name, exact: true }).waitFor();
    }
  });
  it('the same by pinch', async () => {
    const ruler = page.locator('#ruler');
    const kernel = ruler.getByRole('listbox', { name: /^Kernel map/ });
    await pinch(page, await middle(kernel.locator('[data-band="kmem_map"]')), true);
    await page.getByRole('heading', { name: 'kmem_map', exact: true }).waitFor();
    await pinch(page, await middle(malloc128(page)), true);
    await page.getByRole('heading', { name: 'Slab of 128' }).waitFor();
    const items = ruler.getByRole('listbox', { name: /^One slab/ });
    await pinch(page, await middle(items.getByRole('option', { name: /^7 / })), true);
    await readsItem(page);
    await pinch(page, await middle(kernel), false);
    await page.getByRole('heading', { name: 'Slab of 128' }).waitFor();
    await page.getByRole('button', { name: 'kernel map', exact: true }).click();
  });
  it('the same by click, and find which frame holds it', async () => {
    const ruler = page.locator('#ruler');
    const kernel = ruler.getByRole('listbox', { name: /^Kernel map/ });
    await kernel.locator('[data-band="kmem_map"]').click();
    const spot = await middle(malloc128(page));
    await page.mouse.click(spot.x, spot.y);
    await page.getByRole('heading', { name: 'Slab of 128' }).waitFor();
    await ruler.getByRole('slider', { name: /, one cell a slab/ }).click();
    await ruler
      .getByRole('listbox', { name: /^One slab/ })
      .getByRole('option', { name: /^3 / })
      .click();
    await page.getByRole('heading', { name: 'Item 3 of 128' }).waitFor();
    await readsItem(page);
    const frame = panel(page)
      .getByRole('button', { name: /^[\d,]+$/ })
      .first();
    const number = await frame.innerText();
    await frame.click();
    await showsFrame(page, number);
    expect(visit.said).toEqual([]);
  });
});

/** What the table of swap devices says beside the bar of swap. */
const tableOfSwap = async (page: Page): Promise<{ at: number; of: number }> => {
  await page
    .getByRole('toolbar', { name: 'The same in tables' })
    .getByRole('button', { name: 'Swap' })
    .click();
  const row = page.getByRole('table', { name: 'Swap' }).getByRole('row').last();
  const inTable = count(await row.getByRole('cell').nth(1).innerText());
  return { at: inTable, of: inTable };
};

describe.each(MOTIONS)('by keyboard alone, motion: %s', (reducedMotion) => {
  let visit: Visit;
  let page: Page;
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  beforeAll(async () => {
    visit = await open('#/machine?v=1&run=boot', { viewport: SIZE, reducedMotion });
    ({ page } = visit);
    await position(page)
      .filter({ hasText: /^event 0 of 0/ })
      .waitFor();
  });
  afterAll(async () => {
    await visit.close();
  });

  it('press on memory and watch pages reach swap', async () => {
    await command(page, 'press on memory');
    expect(await focused(page)).toBe('Press on memory');
    await page.getByText(/the page daemon wakes and looks until it has/).waitFor();
    await tabTo(page, /^Carry out$/, { most: 5 });
    await press('Enter');
    await page.getByText('It did').waitFor();
    const swapped = count(await page.getByText(/^swap 0 → [\d,]+$/).innerText());
    expect(swapped).toBeGreaterThan(500);
    // What changed is one stop between the two.
    await tabTo(page, /^Undo$/, { most: 2 });
    await press('Enter');
    await position(page)
      .filter({ hasText: /^event 0 of 0/ })
      .waitFor();
    expect(await focused(page)).toMatch(/^Levers/);
  });
  it('change RAM to 1 GB and see the layout move', async () => {
    const before = await kmemBand(page);
    await press('m', 'ArrowDown', 'ArrowDown');
    await page.getByRole('button', { name: /^81,920, pages of kmem_map/ }).waitFor();
    expect(await focused(page)).toBe('RAM of the machine');
    await expect
      .poll(async () => (await kmemBand(page)).height / before.height, { timeout: 10_000 })
      .toBeGreaterThan(3);
    if (reducedMotion === 'reduce') expect(await movers(page)).toEqual([]);
    await press('ArrowUp', 'ArrowUp');
    await page.getByRole('button', { name: /^20,365, pages of kmem_map/ }).waitFor();
    // A list keeps letters for itself.
    await press('Tab');
  });
  it('run the panic scenario and step back from the panic', async () => {
    await command(page, 'The leak of ng_nat');
    await heading(page, PANIC);
    await made(page);
    const end = count((await log(page)).split(' of ')[1] ?? '');
    await press('a', ',');
    await heading(page, BEFORE);
    expect(count((await log(page)).split(' of ')[0] ?? '')).toBe(end - 1);
  });
  it('fork before it and save the router with a capped zone, both branches compared', async () => {
    await press('o', 'PageDown', 'f');
    await page.getByRole('button', { name: '1: fork' }).waitFor();
    await command(page, 'cap a zone');
    await tabTo(page, /^items/, { most: 3 });
    await page.keyboard.type('200000');
    await page.getByText('let zone 128 have no new slab beyond 200,000 items.').waitFor();
    await press('Enter');
    await page.getByText('It did').waitFor();
    await command(page, '10,000 events a second');
    await press('Escape');
    await tabTo(page, /^Go on as the scenario did$/, { most: 12 });
    await press('Enter');
    await wentOn(page);
    expect(await focused(page)).not.toBe('');
    await press('b');
    await tabTo(page, /^To its end$/, { most: 4 });
    await press('Enter');
    await saved(page);
    expect(await focused(page)).toBe('Branches');
    await tabTo(page, /^the scenario$/, { most: 1 });
    await press('Enter');
    await heading(page, PANIC);
  });
  it('zoom from the whole map to one 128-byte item and read its address', async () => {
    await press('a', '-', '-', '-');
    await page.getByRole('heading', { name: 'kernel_map' }).waitFor();
    expect(await focused(page)).toMatch(/^kmem_map, 79.55 MB/);
    await press('Enter');
    await page.getByRole('heading', { name: 'kmem_map', exact: true }).waitFor();
    await press('ArrowRight');
    expect(await focused(page)).toMatch(/^kmem_map, one cell a page/);
    await press('+');
    await page.getByRole('heading', { name: 'Zone 128' }).waitFor();
    await tabTo(page, /, one cell a slab/, { most: 1 });
    await press('ArrowDown', 'ArrowDown', 'Enter');
    await page.getByRole('heading', { name: 'Slab of 128' }).waitFor();
    await press('Tab');
    await press('ArrowDown', 'ArrowDown', 'Enter');
    await page.getByRole('heading', { name: 'Item 3 of 128' }).waitFor();
    await readsItem(page);
  });
  it('find which frame holds it', async () => {
    await press('s');
    expect(await focused(page)).toBe('Selected');
    // Past its own address and its size, which explain themselves, to the slab that it lies in.
    await tabTo(page, ADDRESS, { most: 3 });
    await press('Tab');
    const number = await focused(page);
    expect(number).toMatch(/^[\d,]+$/);
    await press('Enter');
    await showsFrame(page, number);
    if (reducedMotion === 'reduce') expect(await movers(page)).toEqual([]);
    expect(visit.said).toEqual([]);
  });
});
