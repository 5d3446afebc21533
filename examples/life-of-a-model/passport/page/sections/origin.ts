import type { StoredObject } from '../../facts/origin';
import type { Passport } from '../../passport';
import { account as accountId, code, known, size, time, who } from '../format';
import { html, type Content, type Html } from '../html';
import { drawn, facts, section } from '../section';

/** The change that was built, and who brought it. */
export function commit(passport: Passport): Html {
  return section(passport, { id: 'commit', title: 'Commit', parts: ['commit', 'build'] },
    drawn(passport, 'commit', ({ id, message, author, date, before, after, pullRequest, repository, account }) => html`
<blockquote class="message">${message}</blockquote>
${facts([
    ['Commit', code(id)],
    ['Changed', before && after ? html`<del>${before}</del> to <ins>${after}</ins>` : 'the whole repository'],
    ['Author', html`${known(author)}, ${time(date)}`],
    ['Pull request', pullRequest ? html`${pullRequest.id}, “${pullRequest.title}”` : known(undefined)],
    ['Opened by', who(pullRequest?.author)],
    ['Merged by', who(pullRequest?.mergedBy)],
    ['Repository', html`${code(repository)} in ${accountId(account)}`],
  ])}`),
    drawn(passport, 'build', ({ pipeline, execution, status, actions }) => html`
<h3>Build pipeline</h3>
<p>${code(pipeline)} ended as <b>${status}</b>: ${actions.map(({ stage, status: outcome }, index) => html`${index > 0 && ' → '}${stage}${outcome !== 'Succeeded' && html` (${outcome})`}`)}.</p>
<p class="small">Execution ${code(execution)}</p>`));
}

/** What the model was trained on: the dataset in the lake, and the copy that the build keeps of it. */
export function data(passport: Passport): Html {
  const { dataset, snapshot } = passport.parts;
  return section(passport, { id: 'data', title: 'Data', parts: ['dataset', 'snapshot'] },
    dataset && snapshot && html`<p class="verdict">${dataset.sha256 === snapshot.sha256
      ? html`<b>The same bytes</b>: the build keeps what the lake published.` : html`<b>Other bytes</b>: what the build keeps is not what the lake published.`}</p>`,
    html`<h3>In the data lake</h3>`, drawn(passport, 'dataset', object),
    html`<h3>Snapshot of the build</h3>`, drawn(passport, 'snapshot', object));
}

function object({ account, uri, bytes, sha256, eTag, versionId, encryption, modified }: StoredObject): Content {
  return facts([
    ['Object', code(uri)],
    ['SHA-256', code(sha256)],
    ['ETag', code(eTag)],
    ['Version', code(versionId)],
    ['Size', size(bytes)],
    ['Written', time(modified)],
    ['Encryption', known(encryption)],
    ['Account', accountId(account)],
  ]);
}
