import { controlTowerFindings } from '../guard/control-tower';
import { cfnLintFindings } from './cfn-lint';
import { cloudFormationFindings } from './cloudformation';
import type { TemplateFinding } from './finding';

/** What everything that reads templates holds against some: errors and warnings. */
export function templateFindings(templates: readonly string[]): TemplateFinding[] {
  const controls = controlTowerFindings(templates).filter(({ resource }) => resource).map((finding) => ({ gate: 'Control Tower' as const, ...finding }));
  return [...controls, ...cfnLintFindings(templates), ...cloudFormationFindings(templates)];
}
