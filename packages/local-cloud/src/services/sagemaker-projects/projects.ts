import { randomInt } from 'node:crypto';
import * as path from 'node:path';
import type { Cloud } from '../../cloud';
import { AwsError, type CallContext } from '../service';
import { Records } from '../records';
import type { Project, UserContext } from './model';

type Place = Pick<CallContext, 'account' | 'region'>;

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** The projects of all accounts. */
export class Projects {
  private readonly projects: Records<Project>;

  constructor(cloud: Cloud) {
    this.projects = new Records(path.join(cloud.folders.runner, 'sagemaker', 'project'));
  }

  in({ account, region }: Place): Project[] {
    return this.projects.entries().filter(([key]) => key.startsWith(`${account}/${region}/`)).map(([, project]) => project);
  }

  /** Every project, and where it is. */
  all(): { readonly place: Place; readonly project: Project }[] {
    return this.projects.values().map((project) => ({ project, place: placeOf(project) }));
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

  add(project: Project): void {
    this.projects.set(keyOf(project), project);
  }

  remove(project: Project): void {
    this.projects.delete(keyOf(project));
  }

  /** Remembers a project that was changed. */
  save(project: Project): void {
    this.projects.save(keyOf(project));
  }
}

function placeOf({ ProjectArn }: Project): Place {
  const [, , , region, account] = ProjectArn.split(':');
  return { account, region };
}

function keyOf(project: Project): string {
  const { account, region } = placeOf(project);
  return `${account}/${region}/${project.ProjectId}`;
}

/** `p-` and twelve letters and digits, as SageMaker's. */
export const newProjectId = (): string => `p-${Array.from({ length: 12 }, () => LETTERS[randomInt(LETTERS.length)]).join('')}`;

export const projectArn = (name: string, { account, region, partition }: Place & { partition: string }) => `arn:${partition}:sagemaker:${region}:${account}:project/${name}`;

export const userContext = ({ principal }: Pick<CallContext, 'principal'>): UserContext => ({ IamIdentity: { Arn: principal.arn, PrincipalId: principal.sessionName ?? principal.account } });
