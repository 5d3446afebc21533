import type { Cost, CostLine } from '../../facts/cost';
import type { Passport } from '../../passport';
import { code, known, number } from '../format';
import { html, type Content, type Html } from '../html';
import { bar } from '../bar';
import { drawn, scrolling, section } from '../section';

/** What the same would cost on AWS a month, by account and line by line. */
export function cost(passport: Passport): Html {
  return section(passport, { id: 'cost', title: 'Cost on AWS', parts: ['cost'] }, drawn(passport, 'cost', (found) => html`
<p class="sum"><b>${money(found, found.monthly)}</b> a month in ${found.region}${found.unpriced.length > 0 && ', without what is named below'}, at list prices of ${found.pricesOf}</p>
<p>What exists costs, used or not: the stacks that stand in the accounts, the endpoints with the instances they were given. On this machine it cost nothing.</p>
${found.unpriced.length > 0 && html`<p class="verdict lacking"><b>Not in the sum:</b> ${found.unpriced.map(({ type, count, reason }, index) => html`${index > 0 && '; '}${count} × ${code(type)}, ${reason}`)}.</p>`}
${byAccount(passport, found)}
<details><summary>Every line, with its price</summary>${scrolling('Every line of the cost', lines(found))}</details>
${found.assumptions.length > 0 && html`<details><summary>What was assumed</summary><ul>${found.assumptions.map((one) => html`<li>${one}</li>`)}</ul></details>`}
${details('resource types cost only as they are used, and are not in the sum', found.byUse.map(({ type, count, by }) => html`${code(type)} × ${count}: ${by.join(', ')}`))}
${details('resources have a count that only AWS knows, and are not in the sum', found.unresolved.map(({ stack, resource, why }) => html`${code(resource)} in ${stack}: ${why}`))}`));
}

function details(what: string, items: readonly Content[]): Content {
  return items.length > 0 && html`<details><summary>${items.length} ${what}</summary><ul>${items.map((item) => html`<li>${item}</li>`)}</ul></details>`;
}

function byAccount({ parts }: Passport, cost: Cost): Content {
  const purpose = (account: string) => parts.accounts?.filter(({ id }) => id === account).map((one) => one.purpose).join(', ') || account;
  const accounts = [...new Set(cost.lines.map(({ account }) => account))];
  const sums = accounts.map((account) => ({ account, lines: cost.lines.filter((line) => line.account === account) }))
    .map(({ account, lines: of }) => ({ account, monthly: of.reduce((sum, { monthly }) => sum + monthly, 0), largest: [...of].sort((one, other) => other.monthly - one.monthly)[0] }))
    .sort((one, other) => other.monthly - one.monthly);
  const most = Math.max(...sums.map(({ monthly }) => monthly), 1);
  return html`
<table>
<caption>By account</caption>
<thead><tr><th scope="col">Account</th><th scope="col" class="number">A month</th><th scope="col">Most of it</th></tr></thead>
<tbody>${sums.map(({ account, monthly, largest }) => html`<tr><th scope="row">${purpose(account)} <span class="small">${account}</span></th><td class="number">${bar(monthly / most)}${money(cost, monthly)}</td><td>${known(largest?.what)}</td></tr>`)}</tbody>
</table>`;
}

function lines(cost: Cost): Content {
  const sorted: CostLine[] = [...cost.lines].sort((one, other) => other.monthly - one.monthly);
  return html`
<table>
<caption>Every line</caption>
<thead><tr><th scope="col">What</th><th scope="col">Account</th><th scope="col">Stack</th><th scope="col" class="number">Quantity</th><th scope="col" class="number">Price</th><th scope="col" class="number">A month</th></tr></thead>
<tbody>${sorted.map(({ what, account, stack, quantity, unit, unitPrice, monthly, source }) => html`<tr><th scope="row">${what}<br><span class="small">${source}</span></th><td>${account}</td><td>${stack}</td><td class="number">${number(quantity, Number.isInteger(quantity) ? 0 : 1)} ${unit}</td><td class="number">${unitPrice}</td><td class="number">${money(cost, monthly)}</td></tr>`)}</tbody>
</table>`;
}

const money = ({ currency }: Cost, amount: number) => `${number(amount, 2)} ${currency}`;
