/** Lessons as the journeys walk them. */
import type { Page } from 'playwright-core';
import type { Lesson } from '../../src/lessons/types';

/** The step is there: its words have their numbers. */
export const standsAt = async (page: Page, n: number, count: number): Promise<void> => {
  await page.getByText(`step ${n} of ${count}`).waitFor();
  await page.locator('[aria-labelledby="step-title"] [aria-busy="false"]').waitFor();
};

/** Goes to a step as a link does, in a page that is open. */
export const goTo = async (
  page: Page,
  { id, steps }: Lesson,
  n: number,
  theme = 'auto',
): Promise<void> => {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#/lessons/${id}/${n}?v=1&theme=${theme}`);
  await standsAt(page, n, steps.length);
};

/** What a screen reader is told of the page. */
export const treeOf = (page: Page): Promise<string> => page.locator('body').ariaSnapshot();

const CONTROLS = 'button|link|slider|textbox|checkbox|radio|combobox|listbox|option|spinbutton';
const UNNAMED = new RegExp(String.raw`^\s*- (?:${CONTROLS})(?: \[[^\]]*\])*:?$`);

/** Lines of the tree that are a control without a name. */
export const unnamedIn = (tree: string): readonly string[] =>
  tree.split('\n').filter((line) => UNNAMED.test(line));

/** Presses Tab until the element that has the focus fits. @returns whether one did */
export const tabTo = async (page: Page, selector: string): Promise<boolean> => {
  for (let i = 0; i < 160; i += 1) {
    await page.keyboard.press('Tab');
    const isThere = await page.evaluate(
      (s) => document.activeElement?.matches(s) === true,
      selector,
    );
    if (isThere) return true;
  }
  return false;
};
