import type { Passport } from '../../passport';
import { account as accountId, code, duration, known, number, time, who } from '../format';
import { html, type Html } from '../html';
import { bar } from '../bar';
import { drawn, facts, section } from '../section';

/** With what the model was trained: the image, the parameters, the steps. */
export function training(passport: Passport): Html {
  return section(passport, { id: 'training', title: 'Image and training', parts: ['training'] },
    drawn(passport, 'training', ({ account, execution, status, buildId, steps, job }) => html`
${facts([
    ['Image', code(job.image)],
    ['Instance', known(job.instance)],
    ['Network', job.subnets.length > 0 ? html`${job.subnets.length} subnets${job.isolated ? ', isolated' : ''}` : known(undefined)],
    ['Role', code(job.role)],
    ['Build', code(buildId)],
    ['Account', accountId(account)],
  ])}
<table>
<caption>Steps of the pipeline, ${status}</caption>
<thead><tr><th scope="col">Step</th><th scope="col">Status</th><th scope="col" class="number">Time</th></tr></thead>
<tbody>${steps.map((step) => html`<tr><th scope="row">${step.name} <span class="small">${step.type}</span></th><td>${step.status}</td><td class="number">${duration(step.seconds)}</td></tr>`)}</tbody>
</table>
<table>
<caption>Hyper-parameters</caption>
<thead><tr><th scope="col">Name</th><th scope="col" class="number">Value</th></tr></thead>
<tbody>${Object.entries(job.hyperParameters).map(([name, value]) => html`<tr><th scope="row" class="long">${name}</th><td class="value">${value}</td></tr>`)}</tbody>
</table>
<p class="small">Execution ${code(execution)}</p>`));
}

/** What the registry holds of the version. */
export function metrics(passport: Passport): Html {
  return section(passport, { id: 'metrics', title: 'Metrics', parts: ['version'] },
    drawn(passport, 'version', ({ arn, created, createdBy, metrics: values, metricsUri, model, metadata }) => html`
<table class="metrics">
<caption>On data that the training did not see</caption>
<thead><tr><th scope="col">Metric</th><th scope="col" class="number">Value</th></tr></thead>
<tbody>${Object.entries(values).map(([name, value]) => html`<tr><th scope="row">${name.replace(/_/g, ' ')}</th><td class="number">${value >= 0 && value <= 1 && bar(value)}${number(value, Number.isInteger(value) ? 0 : 3)}</td></tr>`)}</tbody>
</table>
${facts([
    ['Version', code(arn)],
    ['Registered', html`${time(created)} by ${who(createdBy)}`],
    ['Report', code(metricsUri)],
    ['Model', code(model)],
    ...Object.entries(metadata).map(([name, value]) => [name, code(value)] as const),
  ])}`));
}
