import type { Cloud, SessionCredentials } from '../../cloud';
import type { Principal } from '../../gateway/principal';
import { AwsError, type AccessRequest, type CallContext } from '../service';
import { type Pause, Stacks } from '../servicecatalog/stacks';
import { TemplateStore } from '../servicecatalog/template-store';
import type { Project, StackProvisioning } from './model';
import { withProject, withProjectTags } from './product-projects';
import type { Projects } from './projects';

/** Projects from a template in S3, by a role that CloudFormation assumes (https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CfnCreateTemplateProvider.html). */
export class StackProjects {
  private readonly templates: TemplateStore;
  private readonly running = new Map<string, Promise<void>>();

  constructor(private readonly cloud: Cloud, private readonly projects: Projects, private readonly pause: Pause) {
    this.templates = new TemplateStore(cloud);
  }

  /** The role is passed to CloudFormation, which makes the stack with it. */
  access(roleArn: string | undefined): AccessRequest[] {
    return roleArn ? [{ action: 'iam:PassRole', resource: roleArn, context: { 'iam:PassedToService': 'cloudformation.amazonaws.com' } }] : [];
  }

  /** @throws AwsError ValidationException when no template is there */
  async create(project: Pick<Project, 'ProjectName' | 'ProjectId'>, provider: any, context: CallContext): Promise<StackProvisioning> {
    const { TemplateName, TemplateURL, RoleARN, Parameters = [] } = provider;
    await this.template(TemplateURL, context);
    return { TemplateName, TemplateURL, RoleARN, Parameters, name: `SP-${project.ProjectName}-${project.ProjectId}`, state: 'Pending', message: 'Pending' };
  }

  /** Carries out the project's phase; its outcome is in the project. */
  start(project: Project, stack: StackProvisioning, context: CallContext): void {
    stack.begun = false;
    stack.state = 'InProgress';
    stack.message = `${project.phase} in progress`;
    this.projects.save(project);
    this.ensure(project, stack, context);
  }

  /** Takes up again what a restart interrupted. */
  ensure(project: Project, stack: StackProvisioning, context: CallContext): void {
    if (stack.state !== 'InProgress' || this.running.has(project.ProjectId)) return;
    this.running.set(project.ProjectId, this.run(project, stack, context).finally(() => this.running.delete(project.ProjectId)));
  }

  /** Takes up all of it. */
  resume(): void {
    const { partition } = this.cloud;
    for (const { place, project } of this.projects.all()) {
      const principal: Principal = { arn: `arn:${partition}:iam::${place.account}:root`, account: place.account, type: 'root' };
      if (project.stack) this.ensure(project, project.stack, { ...place, partition, principal, requestId: project.ProjectId, conditions: {} });
    }
  }

  async settled(): Promise<void> {
    await Promise.all(this.running.values());
  }

  private async run(project: Project, stack: StackProvisioning, context: CallContext): Promise<void> {
    try {
      const stacks = new Stacks(this.cloud, await this.credentials(project, stack), context, this.templates, this.pause);
      if (!stack.begun) await this.begin(project, stack, stacks, context);
      stack.begun = true;
      this.projects.save(project);
      const { succeeded, status, reason } = await stacks.outcome(stack.id ?? stack.name);
      this.conclude(project, stack, succeeded, reason ?? status);
    } catch (error) {
      if ((error as Error).name !== 'AbortError') this.conclude(project, stack, false, (error as Error).message);
    }
  }

  private conclude(project: Project, stack: StackProvisioning, succeeded: boolean, message: string): void {
    stack.state = succeeded ? 'Completed' : 'Failed';
    stack.message = message;
    this.projects.save(project);
  }

  private async begin(project: Project, stack: StackProvisioning, stacks: Stacks, context: CallContext): Promise<void> {
    if (project.phase === 'Delete') return stacks.delete(stack.id ?? stack.name);
    const parameters = Object.fromEntries(withProject(stack.Parameters, project).map(({ Key, Value = '' }) => [Key, Value]));
    const request = { template: await this.template(stack.TemplateURL, context), parameters, tags: withProjectTags(project) };
    if (project.phase === 'Update' && stack.id) await stacks.update(stack.id, request);
    else stack.id = await stacks.create(stack.name, request);
  }

  private async template(url: string, context: CallContext): Promise<string> {
    return this.templates.read(url, context).catch((error: Error) => {
      throw new AwsError('ValidationException', error.message);
    });
  }

  private credentials({ CreatedBy: { IamIdentity: { Arn } } }: Project, { RoleARN, name }: StackProvisioning): Promise<SessionCredentials> | SessionCredentials {
    if (RoleARN) return this.cloud.assumeServiceRole(RoleARN, 'cloudformation.amazonaws.com', name.slice(0, 64));
    if (Arn.endsWith(':root')) return this.cloud.rootOf(Arn.split(':')[4]);
    throw new AwsError('ValidationException', 'local-cloud: a project without RoleARN, made with the caller\'s own credentials, is not in the table of what runs: give the template provider a RoleARN');
  }
}
