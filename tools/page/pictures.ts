import { mkdirSync, statSync } from 'node:fs';
import * as path from 'node:path';
import type { Browser } from 'playwright-core';
import { ROOT } from '../root';
import type { Subject } from './subjects';

const FOLDER = path.join(ROOT, 'docs', 'images');
/** The head of the page and the way, where lanes are side by side; smaller than life, for a README's width and weight. */
const SIZE = { width: 1400, height: 1236 };
const SCALE = 0.8;
const MOST_BYTES = 250_000;

/** The pictures of the README, light and dark. @returns an exit code */
export async function takePictures(browser: Browser, { file, name }: Subject): Promise<number> {
  mkdirSync(FOLDER, { recursive: true });
  let tooLarge = 0;
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ viewport: SIZE, deviceScaleFactor: SCALE, colorScheme });
    const page = await context.newPage();
    await page.goto(`file://${file}`);
    const picture = path.join(FOLDER, `passport-${colorScheme}.png`);
    await page.screenshot({ path: picture });
    await context.close();
    const { size } = statSync(picture);
    console.log(`${path.relative(ROOT, picture)}: ${name}, ${colorScheme}, ${Math.round(size / 1000)} kB`);
    if (size > MOST_BYTES) tooLarge++;
  }
  return tooLarge;
}
