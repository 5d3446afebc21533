import type { Treatment } from '@mlops-foundation/local-cloud';
import type { Passport } from '../../passport';
import { number } from '../format';
import { html, type Content, type Html } from '../html';
import { drawn, section } from '../section';

const MEANINGS: Readonly<Record<string, readonly [string, string]>> = {
  runs: ['Done by the local cloud', 'git over HTTP, build commands, jobs, stages, approvals, endpoints: processes of this machine, with the credentials of their roles; rules and flow logs of networks are told of as they were made, and no packet passes'],
  native: ['Emulated', 'created by the emulator, which answers AWS\'s API from memory'],
  custom: ['Custom resources', 'created by functions that their stacks bring, which really run'],
  stored: ['Stored only', 'kept and answered for, without any effect'],
  refused: ['Refused', 'not created'],
} satisfies Record<Treatment, readonly [string, string]>;

/** What of all this was real, and what only looks like AWS. */
export function real(passport: Passport): Html {
  return section(passport, {
    id: 'real', title: 'Real and emulated', parts: ['treatments'],
    lead: 'This ran on a local cloud. It is not AWS: no instances, no traffic in VPCs, no encryption at rest, packages of this machine in place of images.',
  }, drawn(passport, 'treatments', ({ resources, kinds }) => html`
<table>
<caption>${number(resources)} resources in the deployed templates</caption>
<thead><tr><th scope="col">On this cloud</th><th scope="col" class="number">Resources</th><th scope="col">What that means</th></tr></thead>
<tbody>${kinds.map(({ treatment, resources: count }) => html`<tr><th scope="row">${MEANINGS[treatment]?.[0] ?? treatment}</th><td class="number">${number(count)}</td><td>${MEANINGS[treatment]?.[1]}</td></tr>`)}</tbody>
</table>
${kinds.map(({ treatment, types }) => details(`${MEANINGS[treatment]?.[0] ?? treatment}: ${types.length} ${types.length === 1 ? 'type' : 'types'}`, types))}
<p>Real as on AWS: the IAM policies that were deployed decided the calls that <code>docs/local-cloud.md</code> lists, the model was trained from the data, and the endpoint computed every answer.</p>`));
}

function details(title: string, types: readonly string[]): Content {
  return html`<details><summary>${title}</summary><ul class="types">${types.map((type) => html`<li><code>${type}</code></li>`)}</ul></details>`;
}
