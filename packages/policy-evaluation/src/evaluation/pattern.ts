/** Stand for a `*` and a `?` that are meant as such; from Unicode's private use area, which no AWS name contains. */
const LITERAL_STAR = '\uE000';
const LITERAL_MARK = '\uE001';

/** Says whether a text is meant. */
export type Matcher = (text: string) => boolean;

/** Writes a text into a pattern so that it matches only itself. */
export function literally(text: string): string {
  return text.replaceAll('*', LITERAL_STAR).replaceAll('?', LITERAL_MARK);
}

/** Whether a text matches a pattern with `*` (any characters) and `?` (one character). */
export function matchesPattern(pattern: string, text: string, ignoreCase = false): boolean {
  return ignoreCase ? patternMatcher(pattern.toLowerCase())(text.toLowerCase()) : patternMatcher(pattern)(text);
}

/**
 * Whether an ARN matches a pattern: part by part, so that `*` in one part does not swallow the next, as IAM does for ArnLike
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN).
 */
export function matchesArn(pattern: string, arn: string): boolean {
  return arnMatcher(pattern)(arn);
}

/** Reads a pattern once, for many texts. */
export function patternMatcher(pattern: string): Matcher {
  if (pattern === '*') return () => true;
  const star = pattern.indexOf('*');
  const plain = star === -1 ? pattern : pattern.slice(0, -1);
  if (pattern.includes('?') || (star !== -1 && star !== pattern.length - 1)) return (text) => glob(pattern, text);
  const wanted = unescaped(plain);
  return star === -1 ? (text) => text === wanted : (text) => text.startsWith(wanted);
}

/** As `matchesArn`, read once. */
export function arnMatcher(pattern: string): Matcher {
  const wanted = arnParts(pattern).map(patternMatcher);
  return (arn) => {
    const given = arnParts(arn);
    return given.length === wanted.length && wanted.every((matches, index) => matches(given[index]));
  };
}

/**
 * Reads a Resource element. A `*` stays within its part of the ARN, unless it is the part's last character: then it reaches beyond colons
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html#reference_policies_elements_resource_wildcards).
 */
export function resourceMatcher(pattern: string): Matcher {
  if (pattern === '*') return () => true;
  const parts = arnParts(pattern);
  const last = parts.length - 1;
  const wanted = parts.map(patternMatcher);
  const isOpen = parts.map((part) => part.endsWith('*'));
  // without a wildcard in the first five parts there is nothing to try
  if (last === 5 && !parts.slice(0, 5).some(hasWildcard)) {
    const start = unescaped(`${parts.slice(0, 5).join(':')}:`);
    return (text) => text.startsWith(start) && wanted[5](text.slice(start.length));
  }
  const from = (part: number, text: string): boolean => {
    if (part === 5) return wanted[5](text);
    let colon = text.indexOf(':');
    if (!wanted[part](colon === -1 ? text : text.slice(0, colon))) return false;
    if (part === last) return isOpen[part] || colon === -1;
    for (; colon !== -1; colon = isOpen[part] ? text.indexOf(':', colon + 1) : -1) {
      if (from(part + 1, text.slice(colon + 1))) return true;
    }
    return false;
  };
  return (text) => from(0, text);
}

/** An ARN's six parts; what comes after the fifth colon is one. Fewer, where there are fewer colons. */
export function arnParts(arn: string): string[] {
  const all = arn.split(':');
  return all.length <= 6 ? all : [...all.slice(0, 5), all.slice(5).join(':')];
}

const hasWildcard = (text: string) => text.includes('*') || text.includes('?');
const unescaped = (text: string) => text.replaceAll(LITERAL_STAR, '*').replaceAll(LITERAL_MARK, '?');

/** Goes back to the last star only, so that no pattern takes longer than its length times the text's. */
function glob(pattern: string, text: string): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let index = 0; index < text.length;) {
    const wanted = pattern[at];
    if (wanted === '*') {
      star = at++;
      resume = index;
    } else if (at < pattern.length && (wanted === '?' || isSame(wanted, text[index]))) {
      at++;
      index++;
    } else if (star !== -1) {
      at = star + 1;
      index = ++resume;
    } else return false;
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}

const isSame = (wanted: string, given: string) => wanted === given || (wanted === LITERAL_STAR && given === '*') || (wanted === LITERAL_MARK && given === '?');
