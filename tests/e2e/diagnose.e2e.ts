/** Your kernel in a real Chromium: long texts, files, the keyboard alone, other systems. */
import { readFileSync, readdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { open, useBrowser } from './kit';

const CORPUS = 'tests/fixtures/corpus/';
const mail = readFileSync('tests/fixtures/seed-mail.txt', 'utf8');
const corpus = (start: string): string =>
  readFileSync(CORPUS + readdirSync(CORPUS).find((f) => f.startsWith(start))!, 'utf8');
const long = mail.repeat(145);

const read = async (page: Page, text: string): Promise<void> => {
  await page.getByLabel('Your text').fill(text);
  await page.getByRole('button', { name: 'Read it' }).click();
  await page.getByRole('grid').waitFor();
};
/** As a person pastes; typing a long text in would take the browser minutes. */
const paste = (page: Page, text: string): Promise<void> =>
  page.getByLabel('Your text').evaluate((el, content) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', content);
    el.dispatchEvent(
      new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }),
    );
  }, text);
/** As a file manager drops: `bytes` of the letter A where no text is given. */
const drop = async (page: Page, name: string, bytes: number, text: string): Promise<void> => {
  await page.locator('h1').waitFor();
  await page.evaluate(
    ([fileName, size, content]) => {
      const data = new DataTransfer();
      const body = content === '' ? new Uint8Array(size).fill(65) : content;
      data.items.add(new File([body], fileName));
      const at = document.querySelector('main')!;
      for (const kind of ['dragover', 'drop'])
        at.dispatchEvent(new DragEvent(kind, { bubbles: true, dataTransfer: data }));
    },
    [name, bytes, text] as const,
  );
};

useBrowser();

describe('a text of 50,000 lines', () => {
  it('is announced, read, and walked to its last line', async () => {
    const { page, said, close } = await open('#/diagnose');
    await page.evaluate(() => {
      const words: string[] = [];
      new MutationObserver(() => words.push(document.body.innerText)).observe(document.body, {
        subtree: true,
        childList: true,
        characterData: true,
      });
      Object.assign(window, { words });
    });
    await paste(page, long);
    await page.getByRole('heading', { level: 1, name: /kmem_map/ }).waitFor();
    const shown = await page.evaluate(() => (window as unknown as { words: string[] }).words);
    expect(shown.some((w) => /Reading 50,60\d lines\./.test(w))).toBe(true);
    const rows = page.getByRole('grid').getByRole('row');
    expect(await rows.count()).toBeLessThan(400);
    await rows.first().focus();
    await page.keyboard.press('End');
    expect(await rows.last().evaluate((el) => el === document.activeElement)).toBe(true);
    expect(await rows.last().innerText()).toContain('lines of prose');
    expect(await page.getByRole('grid').getByText('50589').count()).toBeGreaterThan(0);
    expect(await rows.count()).toBeLessThan(400);
    await page.keyboard.press('Home');
    await page.locator('[role="row"]:focus').getByText('31 lines of prose').waitFor();
    expect(said).toEqual([]);
    await close();
  });
  it('grows by scrolling', async () => {
    const { page, close } = await open('#/diagnose');
    await paste(page, long);
    const rows = page.getByRole('grid').getByRole('row');
    await rows.first().waitFor();
    const before = await rows.count();
    await page.getByRole('grid').evaluate((el) => {
      el.scrollTop = el.scrollHeight;
    });
    await page.waitForFunction(
      (n) => document.querySelectorAll('[role="grid"] [role="row"]').length > n,
      before,
    );
    await close();
  });
  it('does not fit a link, and says so', async () => {
    const { page, close } = await open('#/diagnose');
    const noise = Array.from(
      { length: 9000 },
      (_, i) => `x${String((i * 7919) % 99991)}q${String((i * 104729) % 99989)}`,
    );
    await paste(page, `vm.kmem_size: 83415040\n${noise.join('\n')}`);
    await page.getByRole('button', { name: 'Copy link with the text in it' }).click();
    await page
      .getByRole('group')
      .getByText(/more than a link can carry/)
      .waitFor();
    await close();
  });
});

describe('a dropped file', () => {
  it('is read anywhere in the room, and replaced by the next', async () => {
    const { page, said, close } = await open('#/diagnose');
    await drop(page, 'mail.txt', 0, mail);
    await page.getByRole('heading', { level: 1, name: /was full/ }).waitFor();
    await drop(page, 'mac.txt', 0, corpus('035'));
    await page.getByRole('heading', { level: 1, name: /macOS/ }).waitFor();
    expect(said).toEqual([]);
    await close();
  });
  it('of any size gets an answer', async () => {
    const { page, close } = await open('#/diagnose');
    await drop(page, 'vmcore.0', 40 * 1024 * 1024, '');
    await page
      .getByText(/^vmcore\.0 has 40 MB; at most 8 MB are read here/)
      .first()
      .waitFor();
    await close();
  });
});

describe('the keyboard alone', () => {
  it('reads the example, follows a finding to its line and back, sorts and explains', async () => {
    const { page, close } = await open('#/diagnose');
    await page.getByLabel('Your text').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('h1:focus').waitFor();
    const link = page.getByRole('button', { name: 'Go to line 210 of your text' }).first();
    await link.focus();
    await page.keyboard.press('Enter');
    const row = page.locator('[role="row"]:focus');
    expect(await row.innerText()).toContain('2048:');
    expect(
      await row.evaluate((el) => {
        const box = el.getBoundingClientRect();
        return box.top >= 0 && box.bottom <= innerHeight;
      }),
    ).toBe(true);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('complementary').getByText('Slabs of zone 2048').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('complementary').waitFor({ state: 'detached' });
    expect(await row.innerText()).toContain('9,034 = 4,517 × 2');
    await page.keyboard.press('Escape');
    expect(await link.evaluate((el) => el === document.activeElement)).toBe(true);
    const used = page.getByRole('columnheader', { name: 'used' });
    await used.getByRole('button').focus();
    await page.keyboard.press('Enter');
    expect(await used.getAttribute('aria-sort')).toBe('descending');
    await close();
  });
  it('reaches the file picker, and sees it', async () => {
    const { page, close } = await open('#/diagnose');
    await page.getByRole('button', { name: 'Read the thread’s e-mail' }).focus();
    await page.keyboard.press('Tab');
    const outline = await page.evaluate(() => {
      const label = document.activeElement?.closest('label');
      return label === null || label === undefined ? '' : getComputedStyle(label).outlineStyle;
    });
    expect(outline).toBe('solid');
    await close();
  });
});

describe.each(['011', '012', '023', '026', '035'])('corpus %s', (name) => {
  it.each([
    [1440, 900, 'dark'],
    [320, 700, 'stage'],
  ])('is answered accessibly and fits at %d × %d', async (width, height, theme) => {
    const { page, said, close } = await open(`#/diagnose?v=1&theme=${theme}`, {
      viewport: { width, height },
    });
    await read(page, corpus(name));
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html ?? ''}`)).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(width);
    expect(said).toEqual([]);
    await close();
  });
});
