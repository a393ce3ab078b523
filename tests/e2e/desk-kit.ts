/** What the journeys through *Your kernel* share: texts taken in, and the page looked at. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Visit } from './kit';

export const PHONE = { viewport: { width: 390, height: 844 } };

/** Cuts the page off once all is kept for use offline, and counts what it asked for until then. */
export const cutOff = async ({ page, requests }: Visit): Promise<number> => {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForLoadState('networkidle');
  await page.context().setOffline(true);
  return requests.length;
};

/** Requests that leave the page: a blob stays in it. */
export const overTheNet = (requests: readonly string[]): string[] =>
  requests.filter((r) => !/^(?:blob|data):/.test(r));

/** Accessible, in all or in one part, and no wider than the screen. */
export const looksRight = async (page: Page, width: number, part = 'html'): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).include(part).analyze();
  expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html ?? ''}`)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
    width,
  );
};

/** Types a text in and reads it. */
export const read = async (page: Page, text: string): Promise<void> => {
  await page.getByLabel('Your text').fill(text);
  await page.getByRole('button', { name: 'Read it' }).click();
  await page.getByRole('grid').waitFor();
};
/** As a person pastes; typing a long text in would take the browser minutes. */
export const paste = (page: Page, text: string): Promise<void> =>
  page.getByLabel('Your text').evaluate((el, content) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', content);
    el.dispatchEvent(
      new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }),
    );
  }, text);
/** As a file manager drops: `bytes` of the letter A where no content is given. */
export const drop = async (
  page: Page,
  name: string,
  bytes: number,
  content: string | Buffer,
): Promise<void> => {
  await page.locator('h1').waitFor();
  const packed = Buffer.from(content as string).toString('base64');
  await page.evaluate(
    ([fileName, size, base64]) => {
      const data = new DataTransfer();
      const own = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      data.items.add(new File([size === 0 ? own : new Uint8Array(size).fill(65)], fileName));
      const at = document.querySelector('main')!;
      for (const kind of ['dragover', 'drop'])
        at.dispatchEvent(new DragEvent(kind, { bubbles: true, dataTransfer: data }));
    },
    [name, bytes, packed] as const,
  );
};
