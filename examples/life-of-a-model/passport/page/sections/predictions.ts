import type { Passport } from '../../passport';
import { account as accountId, code, number } from '../format';
import { html, type Html } from '../html';
import { bar } from '../bar';
import { drawn, section } from '../section';

/** What prod says of ten clients, and the truth. */
export function predictions(passport: Passport): Html {
  return section(passport, { id: 'predictions', title: 'Predictions', parts: ['predictions'] },
    drawn(passport, 'predictions', ({ endpoint, account, rows }) => html`
<p>Endpoint ${code(endpoint)} in ${accountId(account)} was asked about clients of the dataset whose truth is known: that it answers is shown here, how well the metrics tell.</p>
<table>
<caption>${rows.filter(({ decision, truth }) => decision === truth).length} of ${rows.length} decided as it was</caption>
<thead><tr><th scope="col">Client</th><th scope="col" class="number">Probability</th><th scope="col" class="number">Decision</th><th scope="col" class="number">Truth</th><th scope="col">As it was</th></tr></thead>
<tbody>${rows.map(({ id, probability, decision, truth }) => html`<tr><th scope="row" class="long">${id}</th><td class="number">${bar(probability)}${number(probability, 3)}</td><td class="value">${decision}</td><td class="value">${truth}</td><td>${decision === truth ? html`<span class="yes">✓ yes</span>` : html`<span class="no">✗ no</span>`}</td></tr>`)}</tbody>
</table>`));
}
