import { randomInt } from 'node:crypto';
import * as path from 'node:path';
import type { Cloud } from '../../cloud';
import { AwsError, type CallContext } from '../service';
import { StateFile } from '../state-file';
import type { Project, UserContext } from './model';

type Place = Pick<CallContext, 'account' | 'region'>;

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** The projects of all accounts. */
export class Projects {
  private readonly file: StateFile<Record<string, Record<string, Project>>>;

  constructor(cloud: Cloud) {
    this.file = new StateFile(path.join(cloud.folders.runner, 'sagemaker-projects.json'), {});
  }

  in({ account, region }: Place): Project[] {
    return Object.values(this.byId(account, region));
  }

  /** The project of a name that is not deleted; of those that are, the newest. */
  find(name: string, place: Place): Project | undefined {
    const named = this.in(place).filter(({ ProjectName }) => ProjectName === name);
    return named.find(({ phase }) => phase !== 'Delete') ?? named.at(-1);
  }

  /** @throws AwsError ValidationException */
  get(name: string, place: Place): Project {
    const project = this.find(name, place);
    if (!project) throw new AwsError('ValidationException', `Project ${name} does not exist in ${place.account} ${place.region}`);
    return project;
  }

  add(project: Project, { account, region }: Place): void {
    this.byId(account, region)[project.ProjectId] = project;
    this.save();
  }

  remove({ ProjectId }: Project, { account, region }: Place): void {
    delete this.byId(account, region)[ProjectId];
    this.save();
  }

  save(): void {
    this.file.save();
  }

  private byId(account: string, region: string): Record<string, Project> {
    return (this.file.value[`${account}/${region}`] ??= {});
  }
}

/** `p-` and twelve letters and digits, as SageMaker's. */
export const newProjectId = (): string => `p-${Array.from({ length: 12 }, () => LETTERS[randomInt(LETTERS.length)]).join('')}`;

export const projectArn = (name: string, { account, region, partition }: Place & { partition: string }) => `arn:${partition}:sagemaker:${region}:${account}:project/${name}`;

export const userContext = ({ principal }: Pick<CallContext, 'principal'>): UserContext => ({ IamIdentity: { Arn: principal.arn, PrincipalId: principal.sessionName ?? principal.account } });
