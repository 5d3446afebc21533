/** Whether a path matches a pattern of a build specification: `*` within a folder, `**` across folders. */
export function matchesGlob(pattern: string, name: string): boolean {
  const source = pattern.replace(/^\.\//, '').replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/?/g, '\u0000').replace(/\*/g, '[^/]*').replace(/\?/g, '[^/]').replace(/\u0000/g, '(?:.*/)?');
  return new RegExp(`^${source.replace(/\(\?:\.\*\/\)\?$/, '.*')}$`).test(name);
}
