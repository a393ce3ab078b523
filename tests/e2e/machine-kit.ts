/** What the journeys of the running Machine share: its states, its keys, its gestures. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Where the run stands: `event 3 of 664`. */
export const position = (page: Page): Locator => page.locator('#log-title small');
export const log = (page: Page): Promise<string> => position(page).innerText();

/** The run is made to its end. */
export const made = async (page: Page): Promise<void> => {
  await position(page).filter({ hasText: / of / }).waitFor();
};
export const heading = (page: Page, name: RegExp): Promise<void> =>
  page.getByRole('heading', { level: 1, name }).waitFor();

/** The panel on what is selected. */
export const panel = (page: Page): Locator => page.getByRole('region', { name: 'Selected' });

/** A whole number as the page writes it. */
export const count = (words: string): number => Number(words.replace(/.*→|[^\d]/g, ''));

const WORD = /[a-z0-9]/i;

/** What has the focus: its name, or its own words. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const el = document.activeElement;
    if (el === null || el === document.body) return '';
    const label = el instanceof HTMLElement && 'labels' in el ? el.labels : null;
    const words =
      label instanceof NodeList && label.length > 0
        ? (label[0]?.firstChild?.textContent ?? '')
        : '';
    const by = document.getElementById(el.getAttribute('aria-labelledby') ?? '');
    return (el.getAttribute('aria-label') ?? (words.trim() || (by ?? el).textContent)).trim();
  });

/**
 * Presses Tab until something of that name has the focus.
 * @param most presses that a person may need; more is a fault of the room
 */
export const tabTo = async (
  page: Page,
  name: RegExp,
  { most, key = 'Tab' }: { most: number; key?: string },
): Promise<void> => {
  const passed: string[] = [];
  while (passed.length < most) {
    await page.keyboard.press(key);
    const now = await focused(page);
    if (name.test(now)) return;
    passed.push(now);
  }
  expect(passed.join(' | '), `what ${String(most)} presses passed`).toMatch(name);
};

/** Opens the palette by key and carries out what is written into it. */
export const command = async (page: Page, words: string): Promise<void> => {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Commands' }).waitFor();
  await page.keyboard.type(words);
  const first = page.getByRole('option', { selected: true });
  const wanted = words.split(' ').filter((w) => WORD.test(w));
  await first.filter({ hasText: new RegExp(wanted.join('.*'), 'i') }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Commands' }).waitFor({ state: 'detached' });
};

/** One notch of the wheel, away from the hand for nearer. */
export const wheel = async (page: Page, at: Spot, isNearer: boolean): Promise<void> => {
  await page.mouse.move(at.x, at.y);
  await page.mouse.wheel(0, isNearer ? -120 : 120);
};

/** A place on the screen, CSS px. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Two fingers that go apart, or come together. */
export const pinch = async (page: Page, at: Spot, isApart: boolean): Promise<void> => {
  const session = await page.context().newCDPSession(page);
  const fingers = (apart: number) => [
    { x: at.x - apart, y: at.y, id: 1 },
    { x: at.x + apart, y: at.y, id: 2 },
  ];
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', apart: number): Promise<unknown> =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : fingers(apart),
    });
  const [from, to] = isApart ? [20, 32] : [32, 20];
  await send('touchStart', from);
  // A touch that has only begun to move may still be a tap.
  await send('touchMove', (from + to) / 2);
  await send('touchMove', to);
  await send('touchEnd', to);
  await session.detach();
};

/** The middle of something on the screen. */
export const middle = async (what: Locator): Promise<Spot> => {
  await what.scrollIntoViewIfNeeded();
  const box = (await what.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};

/** Animations that move something: with reduced motion there is none. */
export const movers = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    document.getAnimations().flatMap((a) => {
      const effect = a.effect instanceof KeyframeEffect ? a.effect : null;
      const moves = effect?.getKeyframes().some((k) => 'transform' in k || 'translate' in k);
      const { target } = effect ?? {};
      return moves === true
        ? [`${a.constructor.name} of ${target?.outerHTML.slice(0, 200) ?? ''}`]
        : [];
    }),
  );
