import type { Feed } from './policy-graph';
import { listed, placeOf, type Reading } from './principals';

/** An action of a pipeline, as far as it is read here. */
interface PipelineAction {
  readonly Name?: unknown;
  readonly RunOrder?: unknown;
  readonly ActionTypeId?: { readonly Category?: string; readonly Provider?: string };
  readonly Configuration?: Readonly<Record<string, unknown>>;
}

interface PipelineStage {
  readonly Name?: unknown;
  readonly Actions?: readonly PipelineAction[];
}

/**
 * Actions in the order in which they run, each with the manual approvals before it: those of earlier stages, and of its own stage those of a lower run order
 * (https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals.html).
 * @param gateOf the ARN of `stage/action`
 */
function inOrder(stages: readonly PipelineStage[], gateOf: (gate: string) => string): (PipelineAction & { readonly gates: readonly string[] })[] {
  const passed: string[] = [];
  return stages.flatMap(({ Name, Actions }) => {
    const actions = listed<PipelineAction>(Actions);
    const order = ({ RunOrder }: PipelineAction) => Number(RunOrder ?? 1);
    const approvals = actions.filter(({ ActionTypeId }) => ActionTypeId?.Category === 'Approval' && ActionTypeId.Provider === 'Manual');
    const gate = (approval: PipelineAction) => gateOf(`${known(Name)}/${known(approval.Name)}`);
    const found = actions.map((action) => ({ ...action, gates: [...passed, ...approvals.filter((approval) => order(approval) < order(action)).map(gate)] }));
    passed.push(...approvals.map(gate));
    return found;
  });
}

/** A name as it stands in a gate's ARN; `*` for one that only the deployment knows: whoever may answer some gate may be the one who answers this. */
const known = (name: unknown): string => (typeof name === 'string' || typeof name === 'number' ? String(name) : '*');

/** What a pipeline's action of a provider takes its content from. */
const SOURCES: Readonly<Record<string, (configuration: Readonly<Record<string, unknown>>, arn: (service: string, rest: string) => string) => Pick<Feed, 'source' | 'branch'>>> = {
  CodeCommit: ({ RepositoryName, BranchName }, arn) => ({ source: arn('codecommit', String(RepositoryName)), branch: typeof BranchName === 'string' ? BranchName : undefined }),
  ECR: ({ RepositoryName }, arn) => ({ source: arn('ecr', `repository/${String(RepositoryName)}`) }),
  S3: ({ S3Bucket, S3ObjectKey }, arn) => ({ source: `${arn('s3', '').replace(/:s3:.*/, ':s3:::')}${String(S3Bucket)}/${String(S3ObjectKey)}` }),
};

/**
 * What people write and what then acts on it: sources of pipelines, source of build projects, images of functions, models and builds, scripts of jobs.
 * @param roleOf the role of a build project by its name
 */
export function feedsOf(reading: Reading, roleOf: (projectName: string) => string | undefined): Feed[] {
  const { deployed: { stack, evaluation, nameOf }, id, resource } = reading;
  const place = placeOf(reading);
  const of = (name: string) => evaluation.property(resource, name);
  const pseudo = (name: string) => String(evaluation.value({ Ref: name }));
  const arn = (service: string, rest: string) => `arn:${pseudo('AWS::Partition')}:${service}:${stack.region}:${stack.account}:${rest}`;
  const own = `${resource.Type.split('::').slice(1).join(' ')} ${String(nameOf(id)?.name ?? id)}`;
  if (resource.Type === 'AWS::CodePipeline::Pipeline') {
    const actions = inOrder(listed<PipelineStage>(of('Stages')), (gate) => arn('codepipeline', `${known(nameOf(id)?.name)}/${gate}`));
    const sources = actions.flatMap(({ ActionTypeId, Configuration }) => SOURCES[String(ActionTypeId?.Provider)]?.(Configuration ?? {}, arn) ?? []);
    const workers = actions.flatMap(({ ActionTypeId, Configuration, gates }) => {
      if (ActionTypeId?.Provider === 'CodeBuild') return { gates, role: roleOf(String(Configuration?.ProjectName)), how: `${own} builds it with ${String(Configuration?.ProjectName)}` };
      return ActionTypeId?.Provider === 'CloudFormation' && typeof Configuration?.RoleArn === 'string' ? { gates, role: Configuration.RoleArn, how: `${own} deploys a stack from it` } : [];
    });
    return sources.flatMap((source) => workers.flatMap(({ role, how, gates }) => (typeof role === 'string' ? { ...source, role, how, gates, place } : [])));
  }
  const role = [of('ServiceRole'), of('Role'), of('ExecutionRoleArn')].find((each): each is string => typeof each === 'string' && each !== '');
  if (role === undefined) return [];
  return [...buildSource(of('Source'), arn), ...images(of), ...scripts(of, arn)].map((source) => ({ source, role: role.startsWith('arn:') ? role : `arn:${pseudo('AWS::Partition')}:iam::${stack.account}:role/${role}`, how: `${own} runs it`, place }));
}

function buildSource(source: unknown, arn: (service: string, rest: string) => string): string[] {
  const { Type, Location } = (source ?? {}) as { Type?: unknown; Location?: unknown };
  const repository = Type === 'CODECOMMIT' && typeof Location === 'string' ? /\/repos\/([^/]+)$/.exec(Location)?.[1] : undefined;
  return repository ? [arn('codecommit', repository)] : [];
}

/** Images of Amazon ECR, whose address names account, region and repository. */
function images(of: (name: string) => unknown): string[] {
  const used = [of('Code'), of('PrimaryContainer'), of('Environment'), ...listed(of('Containers'))].flatMap((each) => {
    const { ImageUri, Image } = (each ?? {}) as { ImageUri?: unknown; Image?: unknown };
    return [ImageUri, Image].filter((image): image is string => typeof image === 'string');
  });
  return used.flatMap((image) => {
    const [, account, region, china, repository] = /^(\d{12})\.dkr\.ecr\.([^.]+)\.amazonaws\.com(\.cn)?\/([^:@]+)/.exec(image) ?? [];
    return repository ? [`arn:${china ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'}:ecr:${region}:${account}:repository/${repository}`] : [];
  });
}

function scripts(of: (name: string) => unknown, arn: (service: string, rest: string) => string): string[] {
  const { ScriptLocation } = (of('Command') ?? {}) as { ScriptLocation?: unknown };
  const [, object] = typeof ScriptLocation === 'string' ? /^s3:\/\/(.+)$/.exec(ScriptLocation) ?? [] : [];
  return object ? [`${arn('s3', '').replace(/:s3:.*/, ':s3:::')}${object}`] : [];
}
