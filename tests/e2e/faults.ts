/** Faults of accessibility, as axe finds them. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What a theme can change: colours, and on the stage the size of letters and of what is pressed. */
const OF_A_THEME = ['color-contrast', 'target-size'];

/**
 * Draws what is out of sight too. Where the page leaves it out, its computed colours stay those of the theme
 * before until it is scrolled to, and axe reads them.
 */
export const drawAll = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const el of document.querySelectorAll<HTMLElement>('main *'))
      if (getComputedStyle(el).contentVisibility === 'auto') el.style.contentVisibility = 'visible';
  });

/** Ids that stand twice: a label, or a key, would find the wrong one. axe no longer looks for them. */
export const doubleIds = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const ids = [...document.querySelectorAll('[id]')].map((el) => el.id);
    return ids.filter((id, i) => ids.indexOf(id) !== i);
  });

/** How to look. */
export interface Look {
  /** a part of the page; without it all of it */
  readonly in?: string;
  /** only what another theme can change, where the rest was looked at in the first */
  readonly isThemeOnly?: boolean;
}

/**
 * Rules are run once: target sizes are off by default in axe, but Lighthouse asks for them. In a table that
 * scrolls under its own head and foot the row at the edge is always half covered, so there they do not count.
 */
export const faults = async (page: Page, look: Look = {}): Promise<string[]> => {
  let axe = new AxeBuilder({ page }).options({ rules: { 'target-size': { enabled: true } } });
  if (look.isThemeOnly === true) axe = new AxeBuilder({ page }).withRules(OF_A_THEME);
  if (look.in !== undefined) axe = axe.include(look.in);
  // Without frames there is nothing to gather from them; this spares a second page each time.
  axe.setLegacyMode(true);
  const { violations } = await axe.analyze();
  const found: string[] = [];
  for (const { id, nodes } of violations)
    for (const { html, target } of nodes) {
      const isEdge =
        id === 'target-size' &&
        (await page.evaluate(
          (selector) => document.querySelector(selector)?.closest('[role="region"]') !== null,
          target.join(' '),
        ));
      if (!isEdge) found.push(`${id}: ${html}`);
    }
  return found;
};
