import { readFileSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Subject } from './subjects';
import { reading } from './tree';

/** Something that must hold of a page. */
export interface Check {
  readonly title: string;
  /** @throws Error that says what does not hold */
  run(browser: Browser): Promise<void>;
}

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const LOOKS = (['light', 'dark'] as const).flatMap((colorScheme) => [360, 768, 1600].map((width) => ({ colorScheme, width })));
/** Pages of particular walks are looked at twice. */
const SOME = [LOOKS[0], LOOKS[5]];
const SECTIONS = [
  'The way', 'Commit', 'Data', 'Image and training', 'Metrics', 'Decisions', 'Digest', 'Predictions', 'Times', 'Refused', 'Cost on AWS', 'Real and emulated', 'Tools', 'Accounts',
];

export function checksOf(subject: Subject): Check[] {
  const check = (what: string, options: BrowserContextOptions, run: (page: Page, requests: string[]) => Promise<void>): Check => ({
    title: `${subject.name}: ${what}`, run: (browser) => opened(browser, subject, options, run),
  });
  return [
    ...LOOKS.filter((look) => subject.fits && (subject.isMain || SOME.includes(look))).map(({ colorScheme, width }) => check(`${colorScheme}, ${width} wide`, { colorScheme, viewport: { width, height: 900 } }, async (page) => {
      await fits(page);
      await accessible(page);
    })),
    check('without scripts it is the same', { javaScriptEnabled: false }, (page) => withoutScripts(page)),
    check('a screen reader comes to landmarks and headings in order', {}, (page) => inOrder(page, subject)),
    check('the keyboard reaches everything, and shows where it is', {}, keyboard),
    ...(subject.fits ? [
      check('magnified four times', { viewport: { width: 320, height: 256 } }, fits),
      check('on paper', {}, printed),
      check('without motion and with forced colours', { reducedMotion: 'reduce', forcedColors: 'active' }, fits),
    ] : []),
    ...(subject.passport.walk.status === 'complete' ? [check('nothing of a complete walk is missing', {}, complete)] : []),
  ];
}

/** Opens the page in a context of its own, without a network; asks for nothing but the page itself, and says nothing to the console. */
export async function opened(browser: Browser, { file }: Pick<Subject, 'file'>, options: BrowserContextOptions, run: (page: Page, requests: string[]) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, offline: true, ...options });
  try {
    const page = await context.newPage();
    const requests: string[] = [];
    const said: string[] = [];
    context.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    page.on('dialog', (dialog) => said.push(`a dialog: ${dialog.message()}`));
    await page.goto(`file://${file}`);
    await run(page, requests);
    const foreign = requests.filter((url) => url.split('#')[0] !== `file://${file}` && !url.startsWith('data:'));
    mustBe(foreign, [], 'requests beyond the page');
    mustBe(said, [], 'words in the console');
  } finally {
    await context.close();
  }
}

export async function accessible(page: Page): Promise<void> {
  // contrast cannot be computed on an image, nor where a line passes behind a card: the waves are faint, the cards opaque, and both are left out
  await page.addStyleTag({ content: '.head::before, .thread { display: none !important; }' });
  await page.evaluate(AXE);
  const { violations, incomplete } = await page.evaluate<{ violations: Found[]; incomplete: Found[] }>('axe.run(document, { resultTypes: ["violations", "incomplete"] })');
  mustBe(told(violations), [], 'axe');
  mustBe(told(incomplete.filter(({ id }) => id === 'color-contrast')), [], 'contrast that cannot be told');
}

interface Found {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

const told = (found: readonly Found[]) => found.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`));

/** The page is as wide as the window, and so is everything in it that does not scroll by itself. */
export async function fits(page: Page): Promise<void> {
  const wider = await page.evaluate<string[]>(`[...document.querySelectorAll('body *')]
    .filter((element) => !element.closest('.scrolling, .zone, pre, svg, .skip') && element.getBoundingClientRect().right > innerWidth + 0.5)
    .map((element) => element.outerHTML.slice(0, 120))`);
  mustBe(wider, [], 'elements wider than the window');
  mustBe(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), 0, 'pixels of horizontal scrolling');
}

async function withoutScripts(page: Page): Promise<void> {
  const withScripts = await page.context().browser()?.newPage();
  await withScripts?.goto(page.url());
  const [mine, theirs] = await Promise.all([page, withScripts].map((one) => one?.locator('body').innerText()));
  await withScripts?.context().close();
  mustBe(mine, theirs, 'text');
  mustBe((mine ?? '').length > 1000, true, 'there is a text');
  mustBe(await page.locator('script, iframe, object, embed, img, form').count(), 0, 'elements that load or run');
  for (const summary of await page.locator('summary').all()) await summary.click();
  mustBe(await page.locator('details:not([open])').count(), 0, 'details that do not open');
}

async function inOrder(page: Page, { passport }: Subject): Promise<void> {
  const read = await reading(page);
  const notice = passport.walk.status === 'complete' ? [] : ['complementary'];
  const landmarks = read.filter(({ role }) => ['banner', 'complementary', 'navigation', 'main', 'contentinfo'].includes(role)).map(({ role }) => role);
  mustBe(landmarks, ['banner', ...notice, 'navigation', 'main', 'contentinfo'], 'landmarks');
  const headings = read.filter(({ role }) => role === 'heading');
  mustBe(headings.filter(({ level }) => level === 1).length, 1, 'headings of the first level');
  mustBe(headings.filter(({ level }) => level === 2).map(({ name }) => name).slice(notice.length), SECTIONS, 'headings of the second level');
  headings.forEach(({ level = 0, name }, index) => mustBe(level - (headings[index - 1]?.level ?? 0) <= 1, true, `a heading skips no level: ${name}`));
  const regions = read.filter(({ role, name }) => role === 'region' && SECTIONS.includes(name)).map(({ name }) => name);
  mustBe(regions, SECTIONS, 'regions');
  mustBe(read.filter(({ role, name }) => ['link', 'table', 'region', 'navigation'].includes(role) && name === ''), [], 'things without a name');
}

async function keyboard(page: Page): Promise<void> {
  await page.keyboard.press('Tab');
  mustBe(await page.evaluate('document.activeElement.textContent'), 'To the content', 'the first stop');
  mustBe(await page.evaluate('document.activeElement.getBoundingClientRect().left >= 0'), true, 'the first stop is seen');
  await page.keyboard.press('Enter');
  mustBe(await page.evaluate('document.activeElement.id'), 'content', 'where it leads');
  const stops = await page.evaluate<number>(`[...document.querySelectorAll('main a[href], main summary, main [tabindex="0"]')]
    .filter((element) => element.tagName === 'SUMMARY' || !element.closest('details:not([open])')).length`);
  for (let stop = 0; stop < stops; stop++) {
    await page.keyboard.press('Tab');
    const outline = await page.evaluate<string>('getComputedStyle(document.activeElement).outlineStyle + (document.activeElement.closest("main") ? "" : " outside")');
    mustBe(outline, 'solid', `the outline of stop ${stop + 1} of ${stops}`);
  }
}

async function printed(page: Page): Promise<void> {
  await page.emulateMedia({ media: 'print' });
  await fits(page);
  const pdf = await page.pdf({ format: 'A4' });
  mustBe(pdf.subarray(0, 5).toString(), '%PDF-', 'what is printed');
}

async function complete(page: Page): Promise<void> {
  const text = await page.locator('body').innerText();
  const lacking = text.split('\n').filter((line) => /not recorded|Not reached|Could not be read|Missing:|not reached/.test(line));
  mustBe(lacking, [], 'what it lacks');
}

export function mustBe(found: unknown, wanted: unknown, what: string): void {
  const [one, other] = [found, wanted].map((value) => JSON.stringify(value, undefined, 1));
  if (one !== other) throw new Error(`${what}: ${one?.slice(0, 2000)} instead of ${other?.slice(0, 500)}`);
}
