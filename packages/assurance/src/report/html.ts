import { failed, type Finding, type Report } from './report';

/** One page by itself: no script, nothing loaded from elsewhere. */
export function reportAsHtml(report: Report): string {
  const { proof, subject, counts, findings, open } = report;
  const rows = (list: readonly (readonly string[])[]) => list.map((cells) => `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`).join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(`${proof} ${subject}`)}</title>
<style>
body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: #1b1f24; background: #fff }
article { border-left: 4px solid #c62828; padding: .1rem 1rem; margin: 1.2rem 0; overflow-wrap: anywhere }
article.warning { border-color: #f9a825 }
article.note { border-color: #78909c }
table { border-collapse: collapse } td { border-bottom: 1px solid #ddd; padding: .25rem .8rem .25rem 0; vertical-align: top; overflow-wrap: anywhere }
pre { background: #f3f5f7; padding: .6rem; white-space: pre-wrap; overflow-wrap: anywhere } h3 { margin: .3rem 0 }
</style>
</head>
<body>
<main>
<h1>${escaped(proof)}: ${failed(report) ? `${findings.filter(({ level }) => level === 'error').length} found` : 'nothing found'}</h1>
<p>${escaped(subject)}</p>
<table>${rows(Object.entries(counts).map(([what, count]) => [String(count), what]))}</table>
<h2>Findings (${findings.length})</h2>
${findings.map(article).join('\n')}
<h2>Not decided by what was read (${open.length})</h2>
<table>${rows(open.map(({ place, what, why }) => [`${place.stack} ${place.id}`, what, why]))}</table>
</main>
</body>
</html>
`;
}

function article({ rule, level, message, statement, steps = [], remedy, policyStatement, place }: Finding): string {
  return `<article class="${level}">
<h3>${escaped(rule)} <small>${escaped(`${place.stack} ${place.id}`)}</small></h3>
<p>${escaped(message)}</p>
${steps.length > 0 ? `<ol>${steps.map((step) => `<li>${escaped(step)}</li>`).join('')}</ol>` : ''}
${statement ? `<p>Decided by: ${escaped(statement)}</p>` : ''}
${remedy ? `<p>Remedy: ${escaped(remedy)}</p>` : ''}
${policyStatement ? `<pre>${escaped(JSON.stringify(policyStatement, undefined, 2))}</pre>` : ''}
</article>`;
}

/** Names of roles and policies are other people's texts. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
