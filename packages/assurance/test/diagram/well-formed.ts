/** What is wrong with a text that is to be XML without a document type: tags that do not match, attributes and references that are none. */
export function wellFormed(text: string): string[] {
  const problems: string[] = [];
  const open: string[] = [];
  const rest = text.replace(/<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g, (_, end: string, name: string, attributes: string, empty: string) => {
    const names = [...attributes.matchAll(/([\w:-]+)="/g)].map(([, attribute]) => attribute);
    if (new Set(names).size < names.length) problems.push(`${name} has an attribute twice: ${names.join(', ')}`);
    if (end !== '' && open.pop() !== name) problems.push(`</${name}> closes what is not open`);
    if (end === '' && empty === '') open.push(name);
    return attributes.replace(/"/g, '');
  });
  if (open.length > 0) problems.push(`not closed: ${open.join(', ')}`);
  if (/[<>]/.test(rest.replaceAll('&gt;', ''))) problems.push(`markup that is none: ${/.{0,40}[<>].{0,40}/.exec(rest)?.[0]}`);
  if (/&(?!(amp|lt|gt|quot|apos|#\d+);)/.test(rest)) problems.push('an ampersand that begins no reference');
  if (/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(text)) problems.push('a letter that XML has no place for');
  return problems;
}
