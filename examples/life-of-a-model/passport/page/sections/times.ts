import type { Passport, Stop } from '../../passport';
import { duration } from '../format';
import { html, type Content, type Html } from '../html';
import { bar } from '../bar';
import { section } from '../section';

/** How long each station took, and how it ended. */
export function times(passport: Passport): Html {
  const { stops } = passport.walk;
  const total = stops.reduce((sum, { seconds = 0 }) => sum + seconds, 0);
  const longest = Math.max(...stops.map(({ seconds = 0 }) => seconds), 0.1);
  return section(passport, { id: 'times', title: 'Times', parts: [] }, html`
<table class="times">
<caption>${stops.length} stations in ${duration(total)}</caption>
<thead><tr><th scope="col">Station</th><th scope="col">Ended</th><th scope="col" class="number">Time</th></tr></thead>
<tbody>${stops.map((stop) => row(stop, longest))}</tbody>
</table>`);
}

function row({ title, outcome, seconds }: Stop, longest: number): Content {
  const ended = { done: html`<span class="yes">✓ done</span>`, failed: html`<span class="no">✗ failed</span>` };
  return html`<tr><th scope="row">${title}</th><td>${outcome ? ended[outcome] : 'has not ended'}</td><td class="number">${bar((seconds ?? 0) / longest)}<span class="measure">${duration(seconds)}</span></td></tr>`;
}
