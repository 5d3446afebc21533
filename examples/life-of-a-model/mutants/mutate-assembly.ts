import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Mutant, Template } from './mutant';

/**
 * Copies an assembly and takes a mutant's thing away from every template in it, those of products included.
 * @throws Error when there was nothing to take away: a mutant that changes nothing proves nothing
 */
export function mutateAssembly(assembly: string, target: string, mutant: Mutant): number {
  cpSync(assembly, target, { recursive: true });
  const templates = readdirSync(target).filter((file) => file.endsWith('.template.json'));
  const changes = templates.reduce((sum, file) => sum + mutateTemplate(path.join(target, file), mutant), 0);
  if (changes === 0) throw new Error(`${mutant.name} takes away ${mutant.missing}: there is none in ${assembly}`);
  return changes;
}

function mutateTemplate(file: string, mutant: Mutant): number {
  const template: Template = JSON.parse(readFileSync(file, 'utf8'));
  const resources = Object.entries(template.Resources ?? {});
  const changes = resources.reduce((sum, [logicalId, resource]) => sum + mutant.apply(resource, template, logicalId), 0);
  if (changes > 0) writeFileSync(file, JSON.stringify(template));
  return changes;
}
