/** Your kernel in a real Chromium: long texts, files, the keyboard alone, other systems. */
import { readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { AxeBuilder } from '@axe-core/playwright';
import { describe, expect, it } from 'vitest';
import { PHONE, cutOff, drop, looksRight, overTheNet, paste, read } from './desk-kit';
import { open, useBrowser } from './kit';

const CORPUS = 'tests/fixtures/corpus/';
const mail = readFileSync('tests/fixtures/seed-mail.txt', 'utf8');
const corpus = (start: string): string =>
  readFileSync(CORPUS + readdirSync(CORPUS).find((f) => f.startsWith(start))!, 'utf8');
const long = mail.repeat(145);
const MIB = 1024 * 1024;
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0]);
const linux = [
  'procs -----------memory---------- ---swap-- -----io---- -system-- ------cpu-----',
  ' r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st',
  ' 1  0      0 812340 123456 987654    0    0     5    12   45   67  3  1 96  0  0',
].join('\n');

const rows = Array.from(
  { length: 120 },
  (_, i) =>
    `zone${String(i)}: ${String(64 + i * 8)}, 0, ${String(100 + i)}, ${String(i)}, 99, 0, 0`,
).join('\n');
/** A log of so many samples, one a minute. */
const logOf = (samples: number): string =>
  Array.from({ length: samples }, (_, i) => {
    const two = (n: number): string => String(n).padStart(2, '0');
    const time = `Mon Jan  7 ${two((10 + Math.floor(i / 60)) % 24)}:${two(i % 60)}:00 UTC 2008`;
    return `${time}\n\nITEM  SIZE  LIMIT  USED  FREE  REQ FAIL SLEEP\n\n${rows.padEnd(8600)}\n`;
  }).join('\n');

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
    // The far rows are made first, and the focus follows.
    await page.waitForFunction(
      () =>
        [...document.querySelectorAll('[role="grid"] [role="row"]')].at(-1) ===
        document.activeElement,
    );
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
    await drop(page, 'vmcore.0', 65 * MIB, '');
    const note = page.getByRole('note', { name: 'Too large.' });
    await note.getByText(/^Too large\. vmcore\.0 has 65 MB; at most 64 MB are read here/).waitFor();
    expect(await note.getByText('split -b 64m vmcore.0 part-').isVisible()).toBe(true);
    await close();
  });
  it('packed with gzip is read', async () => {
    const visit = await open('#/diagnose');
    const { page, said, requests, close } = visit;
    const before = await cutOff(visit);
    await drop(page, 'mail.txt.gz', 0, gzipSync(mail));
    await page.getByRole('heading', { level: 1, name: /was full/ }).waitFor();
    expect(overTheNet(requests.slice(before))).toEqual([]);
    expect(said).toEqual([]);
    await close();
  });
  it('that holds no text is told apart on a phone', async () => {
    const visit = await open('#/diagnose', PHONE);
    const { page, said, requests, close } = visit;
    const before = await cutOff(visit);
    for (const [name, bytes, verdict, words] of [
      ['vmcore.0', Buffer.alloc(9000), 'Not text.', 'vmcore.0 is not text'],
      ['none.txt', Buffer.alloc(0), 'Empty.', 'none.txt is empty'],
      ['photo.jpg', jpeg, 'Not text.', 'photo.jpg is a JPEG picture'],
    ] as const) {
      await drop(page, name, 0, bytes);
      await page.getByRole('note', { name: verdict }).getByText(words).waitFor();
    }
    await looksRight(page, PHONE.viewport.width);
    expect(overTheNet(requests.slice(before))).toEqual([]);
    expect(said).toEqual([]);
    await close();
  });
  it('of 12 MB is laid out by its samples, read by one, and asks nobody', async () => {
    const visit = await open('#/diagnose');
    const { page, said, requests, close } = visit;
    const before = await cutOff(visit);
    await drop(page, 'week.log.gz', 0, gzipSync(logOf(1500)));
    await page.locator('h1:focus', { hasText: 'Choose what is to be read' }).waitFor();
    const samples = page.getByRole('group', { name: 'Samples' });
    expect(await samples.getByText('choose one').isVisible()).toBe(true);
    await samples.getByRole('button', { name: /^Mon Jan 7 10:02:00 UTC 2008/ }).click();
    await page.getByRole('grid').waitFor();
    expect(await page.getByRole('grid').innerText()).toContain('10:02:00');
    expect(overTheNet(requests.slice(before)).every((r) => r.includes('/read-worker-'))).toBe(true);
    expect(said).toEqual([]);
    await close();
  });
  it('in the single file is read in its worker too', async () => {
    const single = pathToFileURL(resolve('dist-single/kvascope.html')).href;
    const { page, said, requests, close } = await open(`${single}#/diagnose`);
    const before = requests.length;
    const worker = page.waitForEvent('worker');
    await drop(page, 'day.log', 0, Buffer.from(logOf(60)));
    await worker;
    await page.getByRole('group', { name: 'Samples' }).waitFor();
    expect(overTheNet(requests.slice(before))).toEqual([]);
    expect(said).toEqual([]);
    await close();
  });
  it('can be stopped while it is read, and leaves the box as it was', async () => {
    const { page, close } = await open('#/diagnose');
    await page.getByLabel('Your text').fill('kept');
    await drop(page, 'a.txt', 30 * MIB, '');
    const stop = page.getByRole('button', { name: 'Stop reading' });
    await stop.waitFor();
    await page.locator('button:focus', { hasText: 'Stop reading' }).waitFor();
    await page.keyboard.press('Enter');
    await stop.waitFor({ state: 'detached' });
    expect(await page.getByLabel('Your text').inputValue()).toBe('kept');
    await close();
  });
});

describe('a text that is no table of FreeBSD', () => {
  it.each([
    ['garbage', 'qwerty asdf\n\nzxcv 123', 'Nothing here is read.'],
    ['Linux’s vmstat', linux, 'Another system’s output.'],
    ['half a table', mail.split('\n').slice(160, 186).join('\n').slice(0, -8), 'Broken off.'],
  ])('%s is answered on a phone with what to run', async (_, text, verdict) => {
    const visit = await open('#/diagnose?v=1&theme=dark', PHONE);
    const { page, said, requests, close } = visit;
    const before = await cutOff(visit);
    await read(page, text);
    const note = page.getByRole('note', { name: verdict });
    expect(await note.getByText(/^vmstat -z; vmstat -m/).isVisible()).toBe(true);
    expect(await page.getByText(/invalid/i).count()).toBe(0);
    await looksRight(page, PHONE.viewport.width);
    expect(overTheNet(requests.slice(before))).toEqual([]);
    expect(said).toEqual([]);
    await close();
  });
});

describe('a repair', () => {
  it('is undone and redone by the keyboard alone', async () => {
    const { page, said, close } = await open('#/diagnose?v=1&example=seed');
    const all = (word: string) =>
      page.getByRole('button', { name: `${word}: rows broken over lines` });
    await all('Undo all').focus();
    await page.keyboard.press('Enter');
    await page.locator('h1', { hasText: 'K is not', hasNotText: '6,110 K' }).waitFor();
    expect(await all('Redo all').evaluate((el) => el === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.locator('h1', { hasText: '6,110 K is not' }).waitFor();
    expect(said).toEqual([]);
    await close();
  });
});

describe('the examples', () => {
  it('are opened one after the other by the keyboard, and read without a request', async () => {
    const visit = await open('#/diagnose');
    const { page, said, requests, close } = visit;
    const gallery = page.getByRole('region', { name: /^Examples/ });
    await gallery.waitFor();
    await looksRight(page, 1280);
    const before = await cutOff(visit);
    const count = await gallery.getByRole('button').count();
    expect(count).toBeGreaterThanOrEqual(5);
    for (let i = 0; i < count; i += 1) {
      await gallery.getByRole('button').nth(i).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('grid').waitFor();
      expect(await page.getByRole('region', { name: /^Findings/ }).count()).toBe(1);
      await page.getByRole('button', { name: 'Read another text' }).click();
    }
    const own = overTheNet(requests.slice(before)).filter(
      (r) => !r.startsWith(new URL(page.url()).origin),
    );
    expect(own).toEqual([]);
    expect(said).toEqual([]);
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
