import type { Refusal } from '../../facts/refusal';
import type { Passport, PartName } from '../../passport';
import { who } from '../format';
import { html, type Content, type Html } from '../html';
import { absent, facts, section } from '../section';

const REFUSALS: readonly (readonly [PartName & ('selfApproval' | 'selfRegistration' | 'failingTest' | 'brokenSchema'), string])[] = [
  ['selfApproval', 'The author approves'],
  ['selfRegistration', 'The author registers as approved'],
  ['failingTest', 'A unit test fails'],
  ['brokenSchema', 'The answer has another schema'],
];

/** What was tried and came to nothing, with the statement or the test that stopped it. */
export function refusals(passport: Passport): Html {
  const held = REFUSALS.filter(([part]) => passport.parts[part]).length;
  return section(passport, {
    id: 'refused', title: 'Refused', parts: REFUSALS.map(([part]) => part), wide: true,
    lead: `What must not happen was tried: ${held} of ${REFUSALS.length} attempts were made and refused.`,
  }, html`<div class="refusals">${REFUSALS.map(([part, title]) => {
    const found = passport.parts[part];
    return html`<article class="refusal"><h3>${title}</h3>${found ? refusal(found) : absent(passport, part)}</article>`;
  })}</div>`);
}

function refusal({ attempt, by, refusedBy, message, layer, statement, evidence, unchanged }: Refusal): Content {
  return html`
${facts([['Attempt', attempt], ['By', who(by)], ['Refused by', refusedBy], ...(layer ? [['Decided by', layer] as [string, Content]] : [])])}
<blockquote class="message">${message}</blockquote>
${statement && html`
<p class="small">The statement <b>${statement.sid}</b> of ${statement.policy}:</p>
<pre><code>${statement.text}</code></pre>`}
${statement === undefined && evidence.length === 0 && html`<p class="small">It names no statement: none allows it.</p>`}
${evidence.length > 0 && html`<p class="small">Its log says:</p><pre><code>${evidence.join('\n')}</code></pre>`}
<p class="small">Unchanged: ${unchanged}.</p>`;
}
