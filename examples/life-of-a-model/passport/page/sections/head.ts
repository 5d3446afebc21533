import type { Passport } from '../../passport';
import { clock, code, duration, known, MISSING, number, short, time } from '../format';
import { type Content, html, type Html } from '../html';
import { facts } from '../section';

/** The passport's own page: which model this is, and where it has come. */
export function head(passport: Passport): Html {
  const { walk, parts } = passport;
  const [metric, value] = Object.entries(parts.version?.metrics ?? {}).find(([name]) => name === 'auc') ?? Object.entries(parts.version?.metrics ?? {})[0] ?? [];
  return html`
<header class="head">
<p class="eyebrow">Passport of a model</p>
<h1>${titleOf(passport)}</h1>
<p class="standing">${standing(passport)}</p>
${facts([
    ['Team', walk.team],
    ['Commit', short(parts.commit?.id, 8)],
    ['Build', code(parts.training?.buildId)],
    [metric ? metric.toUpperCase() : 'Quality', value === undefined ? MISSING : number(value, Number.isInteger(value) ? 0 : 3)],
    ['Model, SHA-256', short((parts.prod ?? parts.preProd)?.artifact.sha256, 16)],
    ['Approved by', known(approvers(passport))],
    ['Walked', html`${time(walk.started)}${walk.ended && html` to ${clock(walk.ended)}`}`],
    ['Region', walk.region],
  ])}
<p class="zone" aria-hidden="true">${zone(passport)}</p>
</header>
${interruption(passport)}`;
}

export function titleOf({ parts: { project, version }, walk }: Passport): string {
  const name = project?.name ?? `a model of team ${walk.team}`;
  return version?.number === undefined ? name : `${name}, version ${version.number}`;
}

/** In one sentence, where the model stands. */
function standing({ parts: { prod, preProd, version } }: Passport): Content {
  if (prod) return html`Serves in prod: endpoint ${code(prod.endpoint)} is <b>${prod.status}</b>.`;
  if (preProd) return html`Serves in pre-prod, not in prod: endpoint ${code(preProd.endpoint)} is <b>${preProd.status}</b>.`;
  if (version) return html`Registered, deployed nowhere.`;
  return html`Not registered yet.`;
}

/** A walk that is not complete is marked where nobody overlooks it. */
function interruption({ walk: { status, message, evidence = [], stops } }: Passport): Content {
  if (status === 'complete') return undefined;
  const last = stops.find(({ outcome }) => outcome !== 'done') ?? stops[stops.length - 1];
  const title = { failed: 'This walk failed', interrupted: 'This walk was interrupted' }[status as string] ?? 'This walk has not ended';
  return html`
<aside class="notice" aria-labelledby="notice-title">
<h2 id="notice-title">${title}</h2>
<p>${last ? html`Station: <b>${last.title}</b>${last.seconds !== undefined && html`, after ${duration(last.seconds)}`}.` : 'No station was reached.'} What follows is what was reached.</p>
${message && html`<p class="message">${message}</p>`}
${evidence.length > 0 && html`<pre tabindex="0" aria-label="Log lines that explain it">${evidence.join('\n')}</pre>`}
</aside>`;
}

function approvers({ parts: { versionDecision, preProdDecision, prodDecision } }: Passport): string | undefined {
  const decisions = [versionDecision, preProdDecision, prodDecision].filter((decision) => decision !== undefined);
  const approved = decisions.filter(({ answer }) => answer === 'Approved');
  const names = [...new Set(approved.map(({ by }) => by?.split('/').pop() ?? ''))];
  return decisions.length > 0 ? `${names.join(', ') || 'nobody'}: ${approved.length} of 3 decisions` : undefined;
}

/** Longer than a wide page: what does not fit is not shown. */
const ZONE_LENGTH = 150;

/** As the last lines of a passport, for the eye only: everything in it is said above. */
function zone({ parts: { project, version, prod, preProd } }: Passport): Html {
  const names = ['M', project?.name, project?.id, version?.number].map((part) => String(part ?? '').replace(/[^A-Za-z0-9]+/g, '<')).join('<<');
  const digest = (prod ?? preProd)?.artifact.sha256 ?? '';
  const line = (text: string) => html`<span>${text.toUpperCase().padEnd(ZONE_LENGTH, '<')}</span>`;
  return html`${line(names)}${line(digest)}`;
}
