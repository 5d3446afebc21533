import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import * as path from 'node:path';
import type { Cloud } from '../../cloud';
import { Records } from '../records';
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
  /** Remembers what was changed. */
  readonly keep: () => void;
  readonly created: Date;
  description?: string;
  defaultBranch?: string;
}

type Place = Pick<CallContext, 'account' | 'region' | 'partition'>;

/** The repositories of all accounts. */
export class Repositories {
  private readonly repositories: Records<Repository>;

  constructor(private readonly cloud: Cloud) {
    this.repositories = new Records<Repository>(path.join(cloud.folders.runner, 'codecommit', 'repositories'), {
      folder: (saved) => this.folderOf(saved, saved.name), keep: (_, at) => () => this.repositories.save(at),
    });
  }

  async create(place: Place, name: string, description?: string): Promise<Repository> {
    if (this.repositories.has(key(place, name))) throw new AwsError('RepositoryNameExistsException', `Repository named ${name} already exists`);
    const folder = this.folderOf(place, name);
    // one that a crash left without its record
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    await git(['init', '--quiet', '--bare', '--initial-branch=main', '.'], { cwd: folder });
    await git(['config', 'http.receivepack', 'true'], { cwd: folder });
    return this.repositories.set(key(place, name), {
      name, id: randomUUID(), account: place.account, region: place.region, arn: arnOf(place, name), folder, keep: () => this.repositories.save(key(place, name)), created: new Date(), description,
    });
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
    return this.repositories.values().filter((repository) => repository.account === account && repository.region === region);
  }

  /** The one of an id that never changes hands, unlike a name. */
  byId(id: string): Repository | undefined {
    return this.repositories.values().find((repository) => repository.id === id);
  }

  delete(place: Place, name: string): Repository | undefined {
    const repository = this.repositories.get(key(place, name));
    this.repositories.delete(key(place, name));
    if (repository && existsSync(repository.folder)) rmSync(repository.folder, { recursive: true });
    return repository;
  }

  private folderOf({ account, region }: Pick<Place, 'account' | 'region'>, name: string): string {
    return path.join(this.cloud.folders.git, account, region, `${name}.git`);
  }

  cloneUrl(repository: Repository): string {
    return `${this.cloud.endpoint}/v1/repos/${repository.name}`;
  }
}

export function arnOf({ partition, region, account }: Place, name: string): string {
  return `arn:${partition}:codecommit:${region}:${account}:${name}`;
}

const key = ({ account, region }: Pick<Place, 'account' | 'region'>, name: string) => `${account}/${region}/${name}`;
