import type { Serving } from '../../facts/serving';
import type { Passport } from '../../passport';
import { account as accountId, code, known, MISSING, number, time } from '../format';
import { html, type Content, type Html } from '../html';
import { absent, section } from '../section';

/** Whether pre-prod and prod serve the same model from the same template. */
export function digest(passport: Passport): Html {
  const { preProd, prod } = passport.parts;
  const serving = [preProd, prod].filter((one) => one !== undefined);
  return section(passport, {
    id: 'digest', title: 'Digest', parts: ['preProd', 'prod'], wide: true,
    lead: 'What was tested is what serves: the version that each endpoint names was read from the registry and hashed, once while pre-prod served it and again when prod did.',
  },
    preProd && prod && verdict(preProd, prod),
    preProd === undefined && html`<h3>pre-prod</h3>${absent(passport, 'preProd')}`,
    prod === undefined && html`<h3>prod</h3>${absent(passport, 'prod')}`,
    serving.length > 0 && table(serving));
}

function verdict(preProd: Serving, prod: Serving): Content {
  const same = preProd.artifact.sha256 === prod.artifact.sha256;
  const template = preProd.templateSha256 !== undefined && preProd.templateSha256 === prod.templateSha256;
  return html`
<p class="verdict"><b>${same ? 'The same model' : 'Different models'}</b> in pre-prod and prod, from <b>${template ? 'the same template' : 'templates that differ or are not known'}</b>.</p>
${same && html`<p class="digest"><code>${grouped(prod.artifact.sha256)}</code></p>`}`;
}

/** In groups of eight for the eye; what is copied has no spaces. */
const grouped = (sha256: string) => (sha256.match(/.{1,8}/g) ?? []).map((group) => html`<span>${group}</span>`);

function table(serving: readonly Serving[]): Content {
  const rows: [string, (one: Serving) => Content][] = [
    ['Account', ({ account }) => accountId(account)],
    ['Endpoint', ({ endpoint, status }) => html`${code(endpoint)} <b>${status}</b>`],
    ['Since', ({ since }) => time(since)],
    ['Instances', ({ instances, instance }) => html`${instances === undefined ? MISSING : number(instances)} × ${known(instance)}`],
    ['Network', ({ subnets }) => (subnets.length > 0 ? `${subnets.length} subnets` : MISSING)],
    ['Version', ({ version }) => code(version)],
    ['Model', ({ artifact }) => code(artifact.uri)],
    ['Size', ({ artifact }) => (artifact.bytes === undefined ? MISSING : `${number(artifact.bytes)} bytes`)],
    ['Written', ({ artifact }) => time(artifact.modified)],
    ['Read', ({ artifactRead }) => time(artifactRead)],
    ['Object version', ({ artifact }) => code(artifact.versionId)],
    ['SHA-256 of the model', ({ artifact }) => code(artifact.sha256)],
    ['SHA-256 of the template', ({ templateSha256 }) => code(templateSha256)],
  ];
  return html`
<table class="compared">
<caption>Pre-prod and prod, side by side</caption>
<thead><tr><td></td>${serving.map(({ purpose }) => html`<th scope="col">${purpose}</th>`)}</tr></thead>
<tbody>${rows.map(([name, value]) => html`<tr><th scope="row">${name}</th>${serving.map((one) => html`<td>${value(one)}</td>`)}</tr>`)}</tbody>
</table>`;
}
