import type { Passport, PartName } from '../../passport';
import { account as accountId, code, sessionOf, time, who } from '../format';
import { html, type Content, type Html } from '../html';
import { absent, section } from '../section';

const DECISIONS: readonly (readonly [PartName & `${string}Decision`, string])[] = [
  ['versionDecision', 'The status in the registry'],
  ['preProdDecision', 'The first gate of the deploy pipeline'],
  ['prodDecision', 'The gate before prod'],
];

/** Three decisions, in order: who, in which role, when, and what was said. */
export function decisions(passport: Passport): Html {
  return section(passport, {
    id: 'decisions', title: 'Decisions', parts: DECISIONS.map(([part]) => part), wide: true,
    lead: leadOf(passport),
  }, html`<ol class="stamps">${DECISIONS.map(([part, title], index) => html`<li class="stamped"><h3>${index + 1}. ${title}</h3>${decision(passport, part)}</li>`)}</ol>`);
}

/** Whether they were as many people as decisions is read, not claimed. */
function leadOf({ parts }: Passport): string {
  const sessions = DECISIONS.flatMap(([part]) => parts[part]?.by ?? []);
  const people = new Set(sessions.map((by) => sessionOf(by)?.name ?? by)).size;
  const said = 'A version goes to prod after three decisions of named people, never of its author.';
  if (sessions.length < DECISIONS.length) return said;
  return people === sessions.length ? `${said} Three people decided here, once each.` : `${said} Here somebody decided more than once.`;
}

function decision(passport: Passport, part: PartName & `${string}Decision`): Content {
  const found = passport.parts[part];
  if (!found) return absent(passport, part);
  const { answer, by, at, said, where } = found;
  const account = sessionOf(by)?.account;
  return html`
<p class="stamp${answer === 'Approved' ? '' : ' otherwise'}">${answer}</p>
<p>${who(by)}${account && html` <span class="small">in ${accountId(account)}</span>`}<br>${time(at)}</p>
${said ? html`<blockquote>${said}</blockquote>` : html`<p class="missing">Nothing was said.</p>`}
<p class="small">Asked at ${code(where)}</p>`;
}
