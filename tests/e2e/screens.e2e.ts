/** Every screen in every theme and size: axe, no overflow, no console output. One page a screen. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { doubleIds, drawAll, faults } from './faults';
import { open, useBrowser } from './kit';

/** The tables of the room have hundreds of figures; here a short one stands for them. See scenes.e2e.ts. */
const SCREENS = [
  '/',
  '/?why=vm.kmem_size',
  '/machine?run=ng_nat_capped&table=queues',
  '/machine?run=fragmentation&sel=holder:large&arrange=queue&colour=age&pages=addresses&table=queues',
  '/machine?machine=7.0,amd64,8G,smp&table=queues',
  '/machine?machine=6.2,i386,64G&table=queues',
  '/diagnose',
  '/diagnose?example=seed',
];
/** Wide and narrow are two layouts for axe; the sizes between them can only overflow. */
const SIZES = [
  [1440, 900, 'axe'],
  [1280, 720, ''],
  [390, 844, 'axe'],
  [320, 700, ''],
] as const;
const THEMES = [
  ['l', 'light'],
  ['d', 'dark'],
  ['p', 'stage'],
] as const;
useBrowser();

const theme = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => document.documentElement.dataset['theme']);
/** Two frames: sizes are measured in the first and used in the second. */
const settled = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise((done) => {
        requestAnimationFrame(() => {
          requestAnimationFrame(() => {
            done();
          });
        });
      }),
  );

describe.each(SCREENS)('%s', (room) => {
  it.each(SIZES)('is accessible and fits at %d × %d in every theme', async (width, height, axe) => {
    const hash = `#${room}${room.includes('?') ? '&' : '?'}v=1`;
    const { page, said, close } = await open(hash, { viewport: { width, height } });
    await page.locator('h1').waitFor();
    await page.locator('[aria-busy]').first().waitFor({ state: 'detached' });
    await drawAll(page);
    expect(await doubleIds(page)).toEqual([]);
    for (const [key, name] of THEMES) {
      await page.keyboard.press(key);
      expect(await theme(page)).toBe(name);
      await settled(page);
      if (axe !== '') {
        const isThemeOnly = name !== 'light';
        expect({ name, faults: await faults(page, { isThemeOnly }) }).toEqual({ name, faults: [] });
      }
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect({ name, wide }).toEqual({ name, wide: Math.min(wide, width) });
    }
    expect(said).toEqual([]);
    await close();
  });
});
