import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import * as path from 'node:path';
import type { Cloud } from '../../cloud';
import { AwsError, type CallContext } from '../service';
import { git } from './git';

/** A repository, and where its bare git repository lies. */
export interface Repository {
  readonly name: string;
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly arn: string;
  readonly folder: string;
  readonly created: Date;
  description?: string;
  defaultBranch?: string;
}

type Place = Pick<CallContext, 'account' | 'region' | 'partition'>;

/** The repositories of all accounts. */
export class Repositories {
  private readonly repositories = new Map<string, Repository>();

  constructor(private readonly cloud: Cloud) {}

  async create(place: Place, name: string, description?: string): Promise<Repository> {
    if (this.repositories.has(key(place, name))) throw new AwsError('RepositoryNameExistsException', `Repository named ${name} already exists`);
    const folder = path.join(this.cloud.folders.git, place.account, place.region, `${name}.git`);
    mkdirSync(folder, { recursive: true });
    await git(['init', '--quiet', '--bare', '--initial-branch=main', '.'], { cwd: folder });
    await git(['config', 'http.receivepack', 'true'], { cwd: folder });
    const repository: Repository = {
      name, id: randomUUID(), account: place.account, region: place.region, arn: arnOf(place, name), folder, created: new Date(), description,
    };
    this.repositories.set(key(place, name), repository);
    return repository;
  }

  /** @throws AwsError RepositoryDoesNotExistException */
  get(place: Place, name: string): Repository {
    const repository = this.repositories.get(key(place, name));
    if (!repository) throw new AwsError('RepositoryDoesNotExistException', `${name} does not exist`);
    return repository;
  }

  find(place: Pick<Place, 'account' | 'region'>, name: string): Repository | undefined {
    return this.repositories.get(key(place, name));
  }

  list({ account, region }: Place): Repository[] {
    return [...this.repositories.values()].filter((repository) => repository.account === account && repository.region === region);
  }

  delete(place: Place, name: string): Repository | undefined {
    const repository = this.repositories.get(key(place, name));
    this.repositories.delete(key(place, name));
    if (repository && existsSync(repository.folder)) rmSync(repository.folder, { recursive: true });
    return repository;
  }

  cloneUrl(repository: Repository): string {
    return `${this.cloud.endpoint}/v1/repos/${repository.name}`;
  }
}

export function arnOf({ partition, region, account }: Place, name: string): string {
  return `arn:${partition}:codecommit:${region}:${account}:${name}`;
}

const key = ({ account, region }: Pick<Place, 'account' | 'region'>, name: string) => `${account}/${region}/${name}`;
