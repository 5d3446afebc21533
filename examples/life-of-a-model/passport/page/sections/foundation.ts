import type { Passport } from '../../passport';
import { account, code, number } from '../format';
import { html, type Html } from '../html';
import { drawn, section } from '../section';

/** The accounts and what stands in them. */
export function accounts(passport: Passport): Html {
  return section(passport, { id: 'accounts', title: 'Accounts', parts: ['accounts'] }, drawn(passport, 'accounts', (all) => html`
<table>
<caption>${all.length} accounts, ${number(all.flatMap(({ stacks }) => stacks).length)} stacks</caption>
<thead><tr><th scope="col">Account</th><th scope="col">Stacks</th><th scope="col" class="number">Resources</th></tr></thead>
<tbody>${all.map(({ purpose, id, stacks }) => html`<tr><th scope="row">${purpose} ${account(id)}</th><td>${stacks.length === 0 ? 'none' : html`<ul class="stacks">${stacks.map(({ name, status }) => html`<li>${name} <span class="small">${status}</span></li>`)}</ul>`}</td><td class="number">${number(stacks.reduce((sum, { resources }) => sum + resources, 0))}</td></tr>`)}</tbody>
</table>`));
}

/** With what this ran. */
export function tools(passport: Passport): Html {
  return section(passport, { id: 'tools', title: 'Tools', parts: ['tools'] }, drawn(passport, 'tools', (all) => html`
<table>
<caption>Versions of what ran</caption>
<thead><tr><th scope="col">Tool</th><th scope="col">Version</th></tr></thead>
<tbody>${all.map(({ name, version }) => html`<tr><th scope="row">${name}</th><td>${code(version)}</td></tr>`)}</tbody>
</table>`));
}
