import * as path from 'node:path';
import { rolesPassedBy } from '../../gateway/passed-roles';
import { coerce } from '../../model/coerce';
import type { RunnerCloud } from '../../runner-cloud';
import { Records } from '../records';
import { type AccessRequest, AwsError, type CallContext, type Operation, type ResourceHandler, type Service } from '../service';
import { type Build, describeBuild, stopBuild } from './build';
import { Builder } from './builder';
import type { Project } from './project';

export interface CodeBuild extends Service {
  readonly builder: Builder;
  /** @throws AwsError ResourceNotFoundException */
  project(account: string, region: string, name: string): Project;
}

type Place = Pick<CallContext, 'account' | 'region' | 'partition'>;

/** CodeBuild: projects, and builds that run as local processes. */
export function createCodeBuild(cloud: RunnerCloud): CodeBuild {
  const projects = new Records<Project>(path.join(cloud.folders.runner, 'codebuild', 'projects'));
  const builder = new Builder(cloud);
  const key = ({ account, region }: Pick<Place, 'account' | 'region'>, name: string) => `${account}/${region}/${name}`;
  const project = (account: string, region: string, name: string): Project => {
    const found = projects.get(key({ account, region }, name));
    if (!found) throw new AwsError('ResourceNotFoundException', `Project cannot be found: ${name}`);
    return found;
  };
  const put = (place: Place, input: any, created = new Date()): Project => {
    const { region, account } = place;
    const saved: Project = { ...input, arn: arnOf(place, input.name), account, region, created, lastModified: new Date() };
    return projects.set(key(place, input.name), saved);
  };
  const build = (id: string): Build => {
    const found = builder.builds.get(id);
    if (!found) throw new AwsError('ResourceNotFoundException', `Build ${id} cannot be found`);
    return found;
  };
  const on = (action: string, name: (input: any) => string | string[]) => (input: any, context: CallContext): AccessRequest[] =>
    [name(input)].flat().map((one) => ({ action: `codebuild:${action}`, resource: arnOf(context, one) }));
  const making = (action: string) => (input: any, context: CallContext): AccessRequest[] => [...on(action, ({ name }) => name)(input, context), ...rolesPassedBy(`codebuild:${action}`, input, context)];
  const ofBuilds = (input: any) => input.ids.map((id: string) => id.split(':')[0]);
  const operations: Record<string, Operation> = {
    CreateProject: {
      differs: 'runs sources of CODEPIPELINE, S3 and NO_SOURCE; cache, VPC, log and batch settings are kept without effect, as are reports and cache of a buildspec; a buildspec key that it does not know, or a variable from Secrets Manager, fails the build.',
      access: making('CreateProject'),
      run: async (input, context) => {
        if (projects.has(key(context, input.name))) throw new AwsError('ResourceAlreadyExistsException', `Project already exists: ${arnOf(context, input.name)}`);
        return { project: put(context, input) };
      },
    },
    UpdateProject: {
      access: making('UpdateProject'),
      run: async (input, context) => ({ project: put(context, { ...project(context.account, context.region, input.name), ...input }) }),
    },
    DeleteProject: { access: on('DeleteProject', ({ name }) => name), run: async ({ name }, context) => void projects.delete(key(context, name)) },
    BatchGetProjects: {
      access: on('BatchGetProjects', ({ names }) => names),
      run: async ({ names }, context) => ({
        projects: names.flatMap((name: string) => projects.get(key(context, name)) ?? []), projectsNotFound: names.filter((name: string) => !projects.has(key(context, name))),
      }),
    },
    ListProjects: {
      access: () => [{ action: 'codebuild:ListProjects', resource: '*' }],
      run: async (_, { account, region }) => ({ projects: projects.values().filter((one) => one.account === account && one.region === region).map(({ name }) => name) }),
    },
    StartBuild: {
      differs: 'takes overrides of the buildspec, the variables, the image and the time-out; any other is an error.',
      access: (input, context) => [...on('StartBuild', ({ projectName }) => projectName)(input, context), ...rolesPassedBy('codebuild:StartBuild', input, context)],
      run: async (input, { account, region, principal }) => {
        const started = builder.start(overridden(project(account, region, input.projectName), input), {
          variables: input.environmentVariablesOverride, buildspec: input.buildspecOverride, initiator: principal.sessionName ?? principal.arn,
        });
        return { build: describeBuild(started) };
      },
    },
    StopBuild: {
      access: on('StopBuild', ({ id }) => id.split(':')[0]),
      run: async ({ id }) => {
        await stopBuild(build(id));
        return { build: describeBuild(build(id)) };
      },
    },
    BatchGetBuilds: {
      access: on('BatchGetBuilds', ofBuilds),
      run: async ({ ids }) => ({ builds: ids.flatMap((id: string) => builder.builds.get(id) ?? []).map(describeBuild), buildsNotFound: ids.filter((id: string) => !builder.builds.has(id)) }),
    },
    ListBuildsForProject: {
      access: on('ListBuildsForProject', ({ projectName }) => projectName),
      run: async ({ projectName }, { account }) => ({
        ids: builder.builds.values().filter((one) => one.project.name === projectName && one.project.account === account).map(({ id }) => id).reverse(),
      }),
    },
  };
  const input = (properties: any, context: Place & { logicalId: string }) => {
    const model = cloud.serviceModels.of('codebuild');
    return coerce(model, { shape: 'CreateProjectInput' }, { ...properties, Name: properties.Name ?? `${context.logicalId}-${context.account.slice(-4)}` });
  };
  const result = (saved: Project) => ({ physicalId: saved.name, attributes: { Arn: saved.arn } });
  const resource: ResourceHandler = {
    create: async (properties, context) => {
      const wanted = input(properties, context);
      if (projects.has(key(context, wanted.name))) throw new AwsError('ResourceAlreadyExistsException', `Project already exists: ${arnOf(context, wanted.name)}`);
      return result(put(context, wanted));
    },
    update: async (_, properties, __, context) => result(put(context, input(properties, context))),
    delete: async (name, _, context) => void projects.delete(key(context, name)),
  };
  return {
    name: 'codebuild', builder, project, operations, resourceTypes: { 'AWS::CodeBuild::Project': resource },
    resume: () => builder.resume(),
    close: async () => {
      builder.builds.freeze();
      await Promise.all(builder.builds.values().map(stopBuild));
    },
  };
}

const TAKEN = ['projectName', 'idempotencyToken', 'environmentVariablesOverride', 'buildspecOverride', 'imageOverride', 'timeoutInMinutesOverride'];

/** A project as one start wants it. @throws AwsError naming what would be without effect */
function overridden(project: Project, input: any): Project {
  const ignored = Object.keys(input).filter((name) => !TAKEN.includes(name));
  if (ignored.length > 0) throw new AwsError('InvalidInputException', `local-cloud: StartBuild with ${ignored.join(', ')} is not in the table of what runs`);
  const { imageOverride: image = project.environment.image, timeoutInMinutesOverride: timeoutInMinutes = project.timeoutInMinutes } = input;
  return { ...project, environment: { ...project.environment, image }, timeoutInMinutes };
}

const arnOf = ({ partition, region, account }: Place, name: string) => `arn:${partition}:codebuild:${region}:${account}:project/${name}`;
