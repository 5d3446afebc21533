import type { Passport } from '../../passport';
import { html, type Content, type Html } from '../html';
import { number, sessionOf, size } from '../format';
import { section } from '../section';
import { thread } from './thread';

/** A stop of the model on its way: in which account, what came of it, and where more is said of it. */
interface Stage {
  readonly lane: string;
  readonly title: string;
  readonly link: string;
  /** Undefined when the walk did not come so far. */
  readonly value?: string;
  readonly note?: string;
}

/** Accounts as lanes, the way of the model through them as an ordered list; on a narrow page one below the other. */
export function way(passport: Passport): Html {
  const lanes = passport.parts.accounts ?? [];
  const stages = stagesOf(passport);
  const row = (lane: string) => Math.max(1, lanes.findIndex(({ purpose }) => purpose === lane) + 1);
  const reached = stages.filter(({ value }) => value !== undefined).length;
  return section(passport, {
    id: 'way', title: 'The way', parts: [], wide: true,
    lead: `From a commit to predictions: ${reached} of ${stages.length} stages, through ${lanes.length || 'no'} accounts.`,
  }, html`
<div class="way" style="--lanes: ${lanes.length || 1}; --stages: ${stages.length}">
${lanes.map(({ purpose, id }, index) => html`<div class="lane" style="grid-row: ${index + 1}" aria-hidden="true"><b>${purpose}</b><span>${id}</span></div>`)}
${thread(stages.map(({ lane, value }) => ({ row: row(lane), reached: value !== undefined })), lanes.length || 1)}
<ol>${stages.map((stage, index) => drawStage(stage, index + 1, row(stage.lane)))}</ol>
</div>`);
}

function drawStage({ lane, title, link, value, note }: Stage, column: number, row: number): Content {
  return html`
<li class="stage${value === undefined ? ' ahead' : ''}" style="grid-column: ${column}; grid-row: ${row}">
<span class="where">${lane}</span>
<a href="#${link}">${title}</a>
${value === undefined ? html`<span class="note">not reached</span>` : html`<span class="value">${value}</span>`}
${value !== undefined && note && html`<span class="note">${note}</span>`}
</li>`;
}

function stagesOf({ parts }: Passport): Stage[] {
  const { commit, dataset, snapshot, training, version, versionDecision, preProdDecision, prodDecision, preProd, prod, predictions } = parts;
  const decided = (by: string | undefined) => sessionOf(by)?.name ?? by;
  const [metric, value] = Object.entries(version?.metrics ?? {}).find(([name]) => name === 'auc') ?? Object.entries(version?.metrics ?? {})[0] ?? [];
  return [
    { lane: 'tooling', title: 'Commit', link: 'commit', value: commit?.id.slice(0, 8), note: commit?.after },
    { lane: 'data-lake', title: 'Data', link: 'data', value: dataset?.sha256.slice(0, 8), note: dataset && text(size(dataset.bytes)) },
    { lane: 'dev', title: 'Snapshot', link: 'data', value: snapshot?.sha256.slice(0, 8), note: snapshot && dataset && (snapshot.sha256 === dataset.sha256 ? 'the same bytes' : 'other bytes') },
    { lane: 'dev', title: 'Image', link: 'training', value: training && (training.job.image?.split('/').pop()?.split(':').pop() ?? 'unnamed'), note: training?.job.instance },
    { lane: 'tooling', title: 'Metrics', link: 'metrics', value: value === undefined ? undefined : number(value, 3), note: metric },
    { lane: 'tooling', title: 'Decision 1', link: 'decisions', value: versionDecision?.answer, note: decided(versionDecision?.by) },
    { lane: 'tooling', title: 'Decision 2', link: 'decisions', value: preProdDecision?.answer, note: decided(preProdDecision?.by) },
    { lane: 'pre-prod', title: 'Digest', link: 'digest', value: preProd?.artifact.sha256.slice(0, 8), note: preProd?.status },
    { lane: 'tooling', title: 'Decision 3', link: 'decisions', value: prodDecision?.answer, note: decided(prodDecision?.by) },
    { lane: 'prod', title: 'Digest', link: 'digest', value: prod?.artifact.sha256.slice(0, 8), note: prod && preProd && (prod.artifact.sha256 === preProd.artifact.sha256 ? 'the same bytes' : 'other bytes') },
    { lane: 'prod', title: 'Predictions', link: 'predictions', value: predictions && `${predictions.rows.length} rows`, note: predictions && `${right(predictions.rows)} as it was` },
  ];
}

const right = (rows: readonly { readonly decision: string; readonly truth: string }[]) => rows.filter(({ decision, truth }) => decision === truth).length;
const text = (content: Html | string) => String(content);
