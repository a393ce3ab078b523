/**
 * Draws the PNG icons from the SVG marks with Chromium. Run by hand after a change of the mark:
 *   node scripts/with-browser.mjs node scripts/draw-icons.mjs
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const publicFile = (path) => fileURLToPath(new URL(`../public/${path}`, import.meta.url));

const ICONS = [
  { from: 'favicon.svg', to: 'icons/icon-192.png', size: 192 },
  { from: 'favicon.svg', to: 'icons/icon-512.png', size: 512 },
  { from: 'favicon.svg', to: 'icons/apple-touch-icon.png', size: 180 },
  { from: 'icons/maskable.svg', to: 'icons/maskable-512.png', size: 512 },
];

const browser = await chromium.launch({ executablePath: process.env.CHROME_PATH });
for (const { from, to, size } of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const svg = await readFile(publicFile(from), 'utf8');
  await page.setContent(
    `<style>html,body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
  );
  await page.screenshot({ path: publicFile(to) });
  await page.close();
}
await browser.close();
