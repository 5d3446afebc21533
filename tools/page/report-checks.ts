import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { FORMATS, type Report } from '@mlops-foundation/assurance';
import { accessible, type Check, fits, mustBe, opened } from './checks';
import { reading } from './tree';

const place = { stack: 'Mlops-credit-tooling', id: 'LeadDataScientistRoleAA822259' };
const ARN = 'arn:aws:iam::111111111111:role/mlops-credit-lead-data-scientist';
const report = (rest: Partial<Report>): Report => ({ proof: 'prove personas', subject: 'examples/foundation/cdk.out/reliable', counts: { 'accounts': 6, 'requests decided': 988 }, findings: [], open: [], ...rest });

/** Reports as a proof writes them: with all that a page can hold, with nothing, and with names that are other people's code. */
const REPORTS: Readonly<Record<string, Report>> = {
  'a report of a proof': report({
    findings: [
      { rule: 'chain', level: 'error', message: `cells[9]: lead-data-scientist as ${ARN} is denied sagemaker:CreateEndpoint`, statement: 'statement Endpoints of policy x', remedy: 'take one of the steps away', place, steps: [`${ARN} answers the gate`, `${ARN} writes to the repository ${'x'.repeat(200)}`] },
      { rule: 'missing-identity-side', level: 'error', message: 'the resource\'s side stands', place, policyStatement: { Effect: 'Allow', Action: ['sts:AssumeRole'], Resource: [ARN] } },
      { rule: 'outside', level: 'note', message: 'grants to an account that was not read', place },
    ],
    open: [{ place, what: `Resource of ${ARN}`, why: 'it is known at deployment' }],
  }),
  'a report of nothing': report({}),
  'a report of hostile names': report({
    subject: '<script>alert(1)</script>', open: [{ place: { stack: '<img src=x onerror=alert(1)>', id: '</td>' }, what: '"><script>alert(2)</script>', why: '&amp;' }],
    findings: [{ rule: '<b>', level: 'error', message: '<iframe src="https://example.com">', steps: ['</li><script>alert(3)</script>'], statement: '<svg onload=alert(4)>', remedy: '<a href="javascript:alert(5)">', policyStatement: { '</pre><script>': 1 }, place }],
  }),
};

/** The page of `--format html`. @param folder where pages are put */
export function reportChecks(folder: string): Check[] {
  return Object.entries(REPORTS).flatMap(([name, one]) => {
    const own = path.join(folder, name.replace(/ /g, '-'));
    mkdirSync(own);
    const file = path.join(own, 'index.html');
    writeFileSync(file, FORMATS.html(one));
    const check = (what: string, options: BrowserContextOptions, run: (page: Page) => Promise<void>): Check => ({ title: `${name}: ${what}`, run: (browser) => opened(browser, { file }, options, run) });
    return [
      ...(['light', 'dark'] as const).flatMap((colorScheme) => [360, 1600].map((width) => check(`${colorScheme}, ${width} wide`, { colorScheme, viewport: { width, height: 900 } }, async (page) => {
        await fits(page);
        await accessible(page);
      }))),
      check('everything of it is there, and nothing of it runs', {}, (page) => whole(page, one)),
      check('a screen reader comes to landmarks and headings in order', {}, inOrder),
    ];
  });
}

async function whole(page: Page, { proof, subject, findings, open }: Report): Promise<void> {
  const text = await page.locator('body').innerText();
  const wanted = [proof, subject, ...findings.flatMap(({ rule, message, steps = [], statement = '', remedy = '' }) => [rule, message, ...steps, statement, remedy]), ...open.flatMap(({ what, why }) => [what, why])];
  mustBe(wanted.filter((one) => !text.includes(one)), [], 'what the page lacks');
  mustBe(await page.locator('script, iframe, object, embed, img, svg, form, a').count(), 0, 'elements that load or run');
}

async function inOrder(page: Page): Promise<void> {
  const read = await reading(page);
  mustBe(read.filter(({ role }) => ['banner', 'main', 'navigation', 'contentinfo'].includes(role)).map(({ role }) => role), ['main'], 'landmarks');
  const headings = read.filter(({ role }) => role === 'heading');
  mustBe(headings.filter(({ level }) => level === 1).length, 1, 'headings of the first level');
  headings.forEach(({ level = 0, name }, index) => mustBe(level - (headings[index - 1]?.level ?? 0) <= 1, true, `a heading skips no level: ${name}`));
}
