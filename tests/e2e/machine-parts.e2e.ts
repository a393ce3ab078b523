/** The running Machine in a real Chromium: links, playing, one number everywhere, find, files, Tab order. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, useBrowser } from './kit';
import type { Visit } from './kit';
import { command, focused, heading, log, made, position } from './machine-kit';

useBrowser();

/** Stops that the way from the headline to the last table may have. */
const MOST_STOPS = 82;
/** What comes after the room: the levers of its machine. */
const AFTER = 'The machine';
/** Parts of the room in the order in which Tab comes to them. */
const PLACES: readonly string[] = [
  'Headline',
  'Scenario',
  'Address ruler',
  'Open columns',
  'Address ruler',
  'Physical memory',
  'Selected',
  'The run',
  'Log',
  'Where the frames are',
  'Take it with you',
  'Levers',
  'Branches',
  'The same in tables',
];

interface Stop {
  readonly place: string;
  readonly name: string;
  readonly isSeen: boolean;
  readonly isFramed: boolean;
}
/** Runs in the page: where the focus is, whether it can be seen, and whether something frames it. */
const stopNow = (): Stop => {
  const el = document.activeElement ?? document.body;
  const part = el.closest('section, nav, main');
  const title = document.getElementById(part?.getAttribute('aria-labelledby') ?? '');
  const label = part?.getAttribute('aria-label') ?? title?.firstChild?.textContent;
  const box = el.getBoundingClientRect();
  const isVisible = (x: Element | null | undefined): boolean =>
    x !== null && x !== undefined && getComputedStyle(x).visibility === 'visible';
  const outlines = [el, el.closest('label'), el.closest('div')];
  const hasOutline = outlines.some(
    (x) => x !== null && getComputedStyle(x).outlineStyle !== 'none',
  );
  return {
    place: el === document.body ? '' : (label ?? 'Headline').trim(),
    name: el.getAttribute('aria-label') ?? el.textContent,
    isSeen: box.bottom > 0 && box.top < innerHeight && box.width > 0,
    isFramed: hasOutline || isVisible(el.closest('g')?.parentElement?.querySelector('[data-ring]')),
  };
};

describe('a link', () => {
  it('comes back to the step before the panic', async () => {
    const { page, said, close } = await open('#/machine?v=1&run=fragmentation');
    await made(page);
    await page
      .getByRole('paragraph')
      .filter({ hasText: /^panic: kmem_malloc\(16384\)/ })
      .waitFor();
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await heading(page, /^kmem_map is 98\.\d % full\. /);
    await page.waitForFunction(() => location.hash.includes('at='));
    const words = await log(page);
    // The address is the same but for what is behind the #, so the page must be told to load anew.
    await page.reload();
    await position(page).filter({ hasText: words }).waitFor();
    expect(await page.getByRole('heading', { level: 1, name: /panic/ }).count()).toBe(0);
    expect(said).toEqual([]);
    await close();
  });
  it('carries what was done by hand', async () => {
    const { page, said, close } = await open('#/machine?v=1&run=boot&lever=pressure');
    await position(page)
      .filter({ hasText: /^event 0 of 0/ })
      .waitFor();
    await page.getByRole('button', { name: 'Carry out' }).click();
    await page.waitForFunction(() => location.hash.includes('by='));
    const words = await log(page);
    await page.reload();
    await position(page).filter({ hasText: words }).waitFor();
    expect(said).toEqual([]);
    await close();
  });
});

describe('a small run', () => {
  let visit: Visit;
  let page: Page;
  beforeAll(async () => {
    visit = await open('#/machine?v=1&run=ng_nat_capped&at=10&speed=10', {
      viewport: { width: 1440, height: 900 },
    });
    ({ page } = visit);
    await position(page)
      .filter({ hasText: /^event 10 of 135/ })
      .waitFor();
  });
  afterAll(async () => {
    expect(visit.said).toEqual([]);
    await visit.close();
  });

  it('is started, stopped and stepped by key, and stands still afterwards', async () => {
    await page.keyboard.press('.');
    await position(page)
      .filter({ hasText: /^event 11 / })
      .waitFor();
    await page.keyboard.press(',');
    await position(page)
      .filter({ hasText: /^event 10 / })
      .waitFor();
    await page.keyboard.press('k');
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await position(page)
      .filter({ hasText: /^event 1[2-9] / })
      .waitFor();
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
            window.requestAnimationFrame = real;
            done(n);
          }, 600);
        }),
    );
    expect(frames).toBe(0);
    expect(await log(page)).toBe(still);
    await page.keyboard.press('>');
    await position(page)
      .filter({ hasText: /^event 135 / })
      .waitFor();
  });
  it('says the same number in panel, table and drawer', async () => {
    await page.getByRole('button', { name: '65,560, USED: explain' }).waitFor();
    await page.getByRole('textbox', { name: 'Filter by name' }).fill('libalias');
    const row = page.getByRole('row', { name: /^libalias/ });
    expect(await row.getByRole('cell').nth(2).innerText()).toBe('65,560');
    await row.getByRole('cell').nth(2).getByRole('button').click();
    const drawer = page.getByRole('complementary');
    await drawer.getByText('USED of zone libalias').waitFor();
    await drawer.getByText('65,560 items').waitFor();
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
    expect(await focused(page)).toBe('65,560');
    await page.getByRole('textbox', { name: 'Filter by name' }).fill('');
  });
  it('is walked by Tab from top to foot, each stop in sight and framed, without a detour', async () => {
    await page.getByRole('heading', { level: 1 }).click();
    const places: string[] = [];
    let stops = 0;
    for (; stops < MOST_STOPS; stops += 1) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(stopNow);
      if (stop.place === AFTER) break;
      expect(stop, `stop ${String(stops)}`).toMatchObject({ isSeen: true, isFramed: true });
      if (places.at(-1) !== stop.place) places.push(stop.place);
    }
    expect(places).toEqual(PLACES);
    expect(stops).toBeLessThan(MOST_STOPS);
  });
  it('finds a zone by key, and hides what a class is not to see', async () => {
    await page.keyboard.press('/');
    await page.getByRole('combobox', { name: 'Find' }).fill('mbuf_cluster');
    await page.getByRole('option', { selected: true, name: /^mbuf_cluster/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Zone mbuf_cluster' }).waitFor();
    await command(page, 'hide the tables');
    await page.getByRole('heading', { name: 'The same in tables' }).waitFor({ state: 'detached' });
    expect(page.url()).toContain('hide=tables');
    await command(page, 'show the tables');
    await page.getByRole('heading', { name: 'The same in tables' }).waitFor();
  });
  it('saves picture, table and run', async () => {
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
    const elsewhere = visit.requests.filter(
      (url) => /^https?:/.test(url) && !url.startsWith(origin),
    );
    expect(elsewhere).toEqual([]);
  });
});
