import type { Cloud } from '../../cloud';
import type { Gateway } from '../../gateway/gateway';
import type { Service } from '../service';
import { codeCommitOperations } from './operations';
import { PullRequests } from './pull-requests';
import { Repositories } from './repositories';
import { repositoryResource } from './repository-resource';
import { SmartHttp } from './smart-http';

export interface CodeCommit extends Service {
  readonly repositories: Repositories;
}

/** CodeCommit: repositories that git itself serves. */
export function createCodeCommit(cloud: Cloud, gateway: Pick<Gateway, 'route'>): CodeCommit {
  const repositories = new Repositories(cloud);
  gateway.route('/v1/repos/', new SmartHttp(cloud, repositories).answer);
  return {
    name: 'codecommit',
    repositories,
    operations: codeCommitOperations(cloud, repositories, new PullRequests(cloud, repositories)),
    resourceTypes: { 'AWS::CodeCommit::Repository': repositoryResource(cloud, repositories) },
  };
}
