import { AwsError } from '../service';
import type { Execution } from './pipeline';

/** Resolves `#{namespace.variable}` (https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-variables.html). @throws AwsError naming the variable that is not there */
export function resolveVariables(text: string, execution: Execution): string {
  return text.replace(/#\{([\w@-]+)\.([\w.@-]+)\}/g, (whole, namespace: string, name: string) => {
    if (namespace === 'codepipeline' && name === 'PipelineExecutionId') return execution.id;
    const value = execution.variables.get(namespace)?.[name];
    if (value === undefined) throw new AwsError('InvalidActionConfiguration', `${whole} has no value: no action before has the namespace ${namespace} with a variable ${name}`);
    return value;
  });
}
