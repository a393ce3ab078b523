/** A reading from taking it in to sending it on: examples, two samples, the report, the link. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { EXAMPLES } from '../../src/examples';
import { PHONE, cutOff, looksRight, overTheNet, paste, read } from './desk-kit';
import { open, useBrowser } from './kit';

const FILES: Readonly<Record<string, string>> = {
  seed: 'seed-mail',
  healthy: 'healthy-firewall',
  mbufs: 'mbuf-clusters',
  driver: 'graphics-leak',
  arc: 'arc-metadata',
  cut: 'cut-table',
};
const textOf = (id: string): string => readFileSync(`src/examples/${FILES[id] ?? id}.txt`, 'utf8');
const mail = textOf('seed');
const MAY_COPY = { permissions: ['clipboard-read', 'clipboard-write'] };

/** A table of one hour: zone k has grown by k × 64 items since the hour before. */
const sample = (hour: number): string =>
  [
    `Mon Jan  7 ${String(hour)}:00:00 UTC 2008`,
    'ITEM                     SIZE     LIMIT      USED      FREE  REQUESTS  FAILURES',
    '',
    ...Array.from(
      { length: 12 },
      (_, k) => `zone${String(k)}: 256, 0, ${String(1024 + hour * k * 64)}, 16, 9000, 0`,
    ),
    '',
  ].join('\n');

/** What the reading comes to: the headline, the machine, what was repaired, the sums of the table. */
const stateOf = async (page: Page): Promise<readonly string[]> => {
  // What stands below is drawn a moment later.
  await page.locator('main [aria-busy="true"]').first().waitFor({ state: 'detached' });
  return page.evaluate(() =>
    ['h1', 'section[aria-labelledby="machine-title"]', 'tfoot'].map(
      (part) => document.querySelector<HTMLElement>(part)?.innerText ?? '',
    ),
  );
};
const copied = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
const another = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Read another text' }).click();

/** Presses Tab until a control of that name has the focus. */
const tabTo = async (page: Page, name: RegExp): Promise<void> => {
  for (let i = 0; i < 600; i += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      // Fields have labels, links have none.
      const el = document.activeElement as (HTMLElement & Partial<HTMLTextAreaElement>) | null;
      return el?.getAttribute('aria-label') ?? el?.labels?.[0]?.innerText ?? el?.innerText ?? '';
    });
    if (name.test(at)) return;
  }
  expect.fail(`Tab does not lead to ${String(name)}`);
};

useBrowser();

describe('the texts of the gallery', () => {
  it('pasted on a phone, read as their links do, and leave the network alone', async () => {
    const visit = await open('#/diagnose', PHONE);
    const { page, said, requests, close } = visit;
    const before = await cutOff(visit);
    for (const { id } of EXAMPLES) {
      await paste(page, textOf(id));
      await page.getByRole('grid').waitFor();
      // The mail is looked at by screens.e2e.ts, which takes its while.
      if (id !== 'seed') await looksRight(page, PHONE.viewport.width);
      const pasted = await stateOf(page);
      expect(pasted[0]).not.toBe('');
      await page.evaluate((hash) => {
        location.hash = hash;
      }, `#/diagnose?v=1&example=${id}`);
      await page
        .getByRole('button', { name: /with the text in it/ })
        .waitFor({ state: 'detached' });
      expect(await stateOf(page)).toEqual(pasted);
      await another(page);
    }
    const { origin } = new URL(page.url());
    expect(overTheNet(requests.slice(before)).filter((r) => !r.startsWith(origin))).toEqual([]);
    expect(said).toEqual([]);
    await close();
  });
});

describe('two samples', () => {
  it('of two files are compared on a phone, drawn and named, without a request', async () => {
    const visit = await open('#/diagnose', PHONE);
    const { page, said, requests, close } = visit;
    const before = await cutOff(visit);
    await page.getByLabel('Open files').setInputFiles(
      [9, 11].map((hour) => ({
        name: `at-${String(hour)}.txt`,
        mimeType: 'text/plain',
        buffer: Buffer.from(sample(hour)),
      })),
    );
    await page.getByRole('button', { name: 'Compare this file' }).click();
    const panels = page.getByRole('group', { name: 'Over time' });
    const first = panels.getByRole('img').first();
    // Zone 11 has grown by 2 × 11 × 64 items of 256 B.
    expect(await first.getAttribute('aria-label')).toMatch(/^zone11: 1\.8 MB .* 2\.14 MB at last/);
    await panels.getByRole('button', { name: /^\+352 K, / }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('complementary').getByText('How it is computed').waitFor();
    await page.keyboard.press('Escape');
    await looksRight(page, PHONE.viewport.width);
    expect(overTheNet(requests.slice(before))).toEqual([]);
    expect(said).toEqual([]);
    await close();
  });
});

describe('the report', () => {
  it('is copied, pasted back, and gives the same reading', async () => {
    const visit = await open('#/diagnose', MAY_COPY);
    const { page, said, requests, close } = visit;
    const asked = await cutOff(visit);
    await paste(page, mail);
    const before = await stateOf(page);
    expect(before[0]).toContain('6,110 K');
    for (const form of ['Markdown', 'Text, 80 columns']) {
      await page.getByRole('button', { name: 'Write the report' }).click();
      await page.getByRole('radio', { name: form }).check();
      await page.getByRole('button', { name: 'Copy the report' }).click();
      await page.getByText('The report is copied.').waitFor();
      const report = await copied(page);
      expect(report).not.toBe(mail);
      await another(page);
      await paste(page, report);
      await page.getByRole('grid').waitFor();
      const after = await stateOf(page);
      expect([after[0], after[2]]).toEqual([before[0], before[2]]);
    }
    await page.getByRole('button', { name: 'Write the report' }).click();
    await looksRight(page, 1280, '[aria-labelledby="send-title"]');
    expect(overTheNet(requests.slice(asked))).toEqual([]);
    expect(said).toEqual([]);
    await close();
  });
});

describe('the link with the text', () => {
  it('is looked through, copied, and opens the same state, repairs undone and machine set', async () => {
    const { page, said, requests, close } = await open('#/diagnose', MAY_COPY);
    await read(page, mail);
    await page.getByRole('button', { name: 'Undo all: rows broken over lines' }).click();
    await page.getByRole('combobox', { name: 'CPUs' }).selectOption('8');
    await page.locator('h1', { hasText: 'K is not', hasNotText: '6,110 K' }).waitFor();
    const before = await stateOf(page);
    const asked = requests.length;
    await page.getByRole('button', { name: 'Copy link with the text in it' }).click();
    const box = page.getByRole('group', { name: 'What is in the link' });
    await box.getByText('8 CPUs').waitFor();
    expect(page.url()).not.toContain('data=');
    // Left as it is: the text of whoever opens the link is then the same to the letter.
    await box.getByRole('checkbox', { name: 'Replace names and addresses' }).uncheck();
    await box
      .getByRole('group', { name: 'Replaced in the quotation' })
      .waitFor({ state: 'detached' });
    await box.locator('button:enabled', { hasText: 'Copy this link' }).click();
    await page.getByText('The link is copied.').waitFor();
    const link = await copied(page);
    await looksRight(page, 1280, '[aria-label="What is in the link"]');
    expect(overTheNet(requests.slice(asked))).toEqual([]);
    expect(said).toEqual([]);
    await close();
    const again = await open(link);
    await again.page.getByRole('grid').waitFor();
    expect(await stateOf(again.page)).toEqual(before);
    expect(again.said).toEqual([]);
    await again.close();
  });
});

describe('the keyboard alone', () => {
  it('reads, sets the machine, compares, writes the report and a link', async () => {
    const visit = await open('#/diagnose', MAY_COPY);
    const { page, said, requests, close } = visit;
    const asked = await cutOff(visit);
    await page.getByLabel('Your text').waitFor();
    await tabTo(page, /^Your text/);
    await page.keyboard.insertText(sample(9));
    await tabTo(page, /^Read it$/);
    await page.keyboard.press('Enter');
    await page.locator('h1:focus').waitFor();
    await tabTo(page, /^Copy link with the text/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^Copy this link$/);
    await page.keyboard.press('Enter');
    await page.getByText('The link is copied.').waitFor();
    expect(await copied(page)).toContain('data=');
    await tabTo(page, /^A later sample of the same machine$/);
    await page.keyboard.insertText(sample(11));
    await tabTo(page, /^Compare$/);
    await page.keyboard.press('Enter');
    await page.getByRole('group', { name: 'Over time' }).waitFor();
    await tabTo(page, /^Write the report$/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^Copy the report$/);
    await page.keyboard.press('Enter');
    await page.getByText('The report is copied.').waitFor();
    expect(await copied(page)).toContain('zone11');
    expect(overTheNet(requests.slice(asked))).toEqual([]);
    expect(said).toEqual([]);
    await close();
  });
});
