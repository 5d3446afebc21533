import type { Call } from '../../people/calls';
import type { Passport, PartName, Parts } from '../passport';
import { type Content, html, type Html } from './html';

/** A part of the page under a heading of its own. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** One sentence below the heading. */
  readonly lead?: Content;
  /** What is drawn in it, of the walk's facts. */
  readonly parts: readonly PartName[];
  /** Takes the whole width of a wide page. */
  readonly wide?: boolean;
}

export function section(passport: Passport, { id, title, lead, parts, wide }: Section, ...body: readonly Content[]): Html {
  return html`
<section id="${id}" aria-labelledby="${id}-title"${wide ? html` class="wide"` : ''}>
<h2 id="${id}-title">${title}</h2>
${lead && html`<p class="lead">${lead}</p>`}
${body}
${source(parts.flatMap((part) => passport.calls[part] ?? []))}
</section>`;
}

/** Draws a part, or says why there is none. */
export function drawn<K extends PartName>(passport: Passport, part: K, draw: (facts: Parts[K]) => Content): Html {
  const facts = passport.parts[part];
  return facts === undefined ? absent(passport, part) : html`${draw(facts as Parts[K])}`;
}

export function absent({ missing }: Passport, part: PartName): Html {
  const why = missing[part];
  return why === undefined
    ? html`<p class="absent"><b>Not reached:</b> the walk ended before.</p>`
    : html`<p class="absent"><b>Could not be read:</b> ${why}</p>`;
}

/** Names and values. */
export function facts(entries: readonly (readonly [Content, Content])[]): Html {
  return html`<dl class="facts">${entries.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** Something that may be wider than the page: it scrolls by itself, with the keyboard too. */
export function scrolling(label: string, content: Content): Html {
  return html`<div class="scrolling" role="region" aria-label="${label}" tabindex="0">${content}</div>`;
}

/** With which calls the facts were read, and by whom; whoever read the same in several accounts is named once. */
function source(calls: readonly Call[]): Content {
  if (calls.length === 0) return undefined;
  const readings = new Map<string, { readonly who: string; readonly account: string; readonly apis: Set<string> }>();
  for (const { api, name, role, account } of calls) {
    const who = `${name}, ${role} in`;
    const reading = readings.get(`${who} ${account}`) ?? { who, account, apis: new Set() };
    readings.set(`${who} ${account}`, reading);
    reading.apis.add(api);
  }
  const accounts = new Map<string, string[]>();
  for (const { who, account, apis } of readings.values()) {
    const same = `${[...apis].join(', ')} as ${who}`;
    accounts.set(same, [...accounts.get(same) ?? [], account]);
  }
  return html`<p class="source">Read with ${[...accounts].map(([same, where], index) => html`${index > 0 && '; '}${same} ${where.join(', ')}`)}.</p>`;
}
