import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Passport, PartName } from '../passport';
import { time } from './format';
import { Html, html, type Content } from './html';
import { cost } from './sections/cost';
import { decisions } from './sections/decisions';
import { digest } from './sections/digest';
import { accounts, tools } from './sections/foundation';
import { head, titleOf } from './sections/head';
import { commit, data } from './sections/origin';
import { predictions } from './sections/predictions';
import { real } from './sections/real';
import { refusals } from './sections/refusals';
import { times } from './sections/times';
import { metrics, training } from './sections/training';
import { way } from './sections/way';
import { waves } from './waves';

const SECTIONS: readonly ((passport: Passport) => Html)[] = [
  way, commit, data, training, metrics, decisions, digest, predictions, times, refusals, cost, real, tools, accounts,
];
const LINKS: readonly (readonly [string, string])[] = [
  ['way', 'The way'], ['commit', 'Commit'], ['data', 'Data'], ['training', 'Image and training'], ['metrics', 'Metrics'], ['decisions', 'Decisions'], ['digest', 'Digest'],
  ['predictions', 'Predictions'], ['times', 'Times'], ['refused', 'Refused'], ['cost', 'Cost on AWS'], ['real', 'Real and emulated'], ['tools', 'Tools'], ['accounts', 'Accounts'],
];

/** Nothing may be loaded from anywhere; styles stand in the page itself. */
const POLICY = 'default-src \'none\'; style-src \'unsafe-inline\'; img-src data:; base-uri \'none\'; form-action \'none\'';
const ICON = 'data:image/svg+xml,%3Csvg xmlns=\'http://www.w3.org/2000/svg\' viewBox=\'0 0 16 16\'%3E%3Crect x=\'2\' y=\'1\' width=\'12\' height=\'14\' rx=\'2\' fill=\'%231f5f5b\'/%3E%3Ccircle cx=\'8\' cy=\'7\' r=\'3\' fill=\'none\' stroke=\'%23fff\' stroke-width=\'1.2\'/%3E%3C/svg%3E';

/** The passport as one page that stands by itself: no script, nothing loaded. */
export function page(passport: Passport): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Html(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>Passport of ${titleOf(passport)}</title>
<link rel="icon" href="${new Html(ICON)}">
<style>${new Html(stylesheet())}</style>
</head>
<body>
<a class="skip" href="#content">To the content</a>
${head(passport)}
<nav aria-label="Sections"><ul>${LINKS.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
<main id="content" tabindex="-1">
${SECTIONS.map((draw) => draw(passport))}
</main>
${foot(passport)}
</body>
</html>
`.text;
}

function foot(passport: Passport): Content {
  const { walk, missing } = passport;
  const unread = Object.entries(missing) as [PartName, string][];
  return html`
<footer>
${unread.length > 0 && html`<p><b>Missing:</b> ${unread.map(([part, why], index) => html`${index > 0 && '; '}${part}: ${why}`)}.</p>`}
<p>In the walk that began on ${time(walk.started)} with topology <code>${walk.topology}</code>, on a local cloud that is not AWS, what the accounts hold was read through public AWS APIs. Versions of tools were asked of the programs and read from the installed packages, what is emulated is of the local cloud's own table, and the cost is an estimate from a file of list prices. <code>facts.json</code> beside this page holds the same for machines.</p>
</footer>`;
}

/** Without the comments, which are for whoever writes it. */
function stylesheet(): string {
  return readFileSync(path.join(__dirname, 'style.css'), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '').replace('WAVES', waves()).trim();
}
