import { failureOf, stopBuild } from '../../codebuild/build';
import type { CodeBuild } from '../../codebuild';
import { AwsError } from '../../service';
import type { Execution } from '../pipeline';
import type { ActionProvider } from './action-context';

/** https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CodeBuild.html */
export function codeBuildAction(codeBuild: () => CodeBuild): ActionProvider {
  return async ({ cloud, execution, action, record, configuration, credentials, artifacts, signal, keep }) => {
    // an action's own role may be another account's: its project is there
    const principal = await cloud.principalOf(credentials.accessKeyId);
    const project = codeBuild().project(principal.account, action.region ?? execution.pipeline.region, configuration.ProjectName);
    await cloud.authorize(principal, 'codebuild:StartBuild', project.arn);
    const inputs = action.inputArtifacts ?? [];
    const primary = configuration.PrimarySource ?? inputs[0]?.name;
    const build = codeBuild().builder.start(project, {
      variables: configuration.EnvironmentVariables ? JSON.parse(configuration.EnvironmentVariables) : [],
      initiator: `codepipeline/${execution.structure.name}`,
      pipeline: {
        initiator: `codepipeline/${execution.structure.name}`,
        primary: primary ? artifacts.locate(primary) : undefined,
        revision: primary ? revisionOf(execution, primary) : undefined,
        secondary: Object.fromEntries(inputs.filter(({ name }) => name !== primary).map(({ name }) => [name, artifacts.locate(name)])),
        outputs: (action.outputArtifacts ?? []).map(({ name }) => ({ name, location: artifacts.reserve(name) })),
      },
    });
    record.externalId = build.id;
    keep();
    const stop = () => void stopBuild(build);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    await build.done;
    signal.removeEventListener('abort', stop);
    if (build.status !== 'SUCCEEDED') throw new AwsError('JobFailed', `Build terminated with state: ${build.status}. ${failureOf(build) ?? ''}`.trim());
    return build.exported;
  };
}

/** The revision behind an artifact that a source action made. */
function revisionOf({ structure, revisions }: Execution, artifact: string): string | undefined {
  const source = structure.stages.flatMap(({ actions }) => actions).find(({ outputArtifacts = [] }) => outputArtifacts.some(({ name }) => name === artifact));
  return revisions.find(({ actionName }) => actionName === source?.name)?.revisionId;
}
