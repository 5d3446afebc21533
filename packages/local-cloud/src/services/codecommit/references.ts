import type { Cloud } from '../../cloud';
import { AwsError } from '../service';
import { git } from './git';
import type { Repository } from './repositories';

const NONE = '0'.repeat(40);

/** Full reference names and the commits they stand at. */
export async function referencesOf(repository: Repository): Promise<Map<string, string>> {
  const text = await git(['for-each-ref', '--format=%(refname) %(objectname)'], { cwd: repository.folder });
  return new Map(text.split('\n').filter(Boolean).map((line) => line.split(' ') as [string, string]));
}

/** The commit of a branch, tag or commit id. @throws AwsError when there is none */
export async function commitOf(repository: Repository, specifier: string): Promise<string> {
  try {
    return (await git(['rev-parse', '--verify', '--quiet', `${specifier}^{commit}`], { cwd: repository.folder })).trim();
  } catch {
    throw new AwsError('CommitDoesNotExistException', `${specifier} is no commit, branch or tag of ${repository.name}`);
  }
}

/** The commit of a branch. @throws AwsError BranchDoesNotExistException */
export async function branchHead(repository: Repository, branch: string): Promise<string> {
  const head = (await referencesOf(repository)).get(`refs/heads/${branch}`);
  if (!head) throw new AwsError('BranchDoesNotExistException', `Branch named ${branch} does not exist in ${repository.name}`);
  return head;
}

/** The first branch that comes is the default (https://docs.aws.amazon.com/codecommit/latest/userguide/how-to-change-branch.html). */
export async function chooseDefault(repository: Repository): Promise<void> {
  if (repository.defaultBranch) return;
  const first = [...(await referencesOf(repository)).keys()].find((name) => name.startsWith('refs/heads/'));
  if (first) await makeDefault(repository, first.slice('refs/heads/'.length));
}

/** The branch that a clone checks out. */
export async function makeDefault(repository: Repository, branch: string): Promise<void> {
  await git(['symbolic-ref', 'HEAD', `refs/heads/${branch}`], { cwd: repository.folder });
  repository.defaultBranch = branch;
  repository.keep();
}

/** Moves a reference, and tells EventBridge. */
export async function moveReference(cloud: Cloud, repository: Repository, name: string, commit: string, caller: string): Promise<void> {
  const before = await referencesOf(repository);
  await git(['update-ref', name, commit], { cwd: repository.folder });
  await chooseDefault(repository);
  await tellChanges(cloud, repository, before, caller);
}

/**
 * Emits an event for each reference that changed, in the shape of
 * https://docs.aws.amazon.com/codecommit/latest/userguide/monitoring-events.html
 */
export async function tellChanges(cloud: Cloud, repository: Repository, before: ReadonlyMap<string, string>, callerUserArn: string): Promise<void> {
  const after = await referencesOf(repository);
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const [oldCommitId, commitId] = [before.get(name), after.get(name)];
    if (oldCommitId === commitId) continue;
    const event = oldCommitId === undefined ? 'referenceCreated' : commitId === undefined ? 'referenceDeleted' : 'referenceUpdated';
    await cloud.events.emit({
      'account': repository.account, 'region': repository.region, 'source': 'aws.codecommit', 'detail-type': 'CodeCommit Repository State Change', 'resources': [repository.arn],
      'detail': {
        callerUserArn, event, commitId: commitId ?? NONE, ...(oldCommitId ? { oldCommitId } : {}),
        referenceFullName: name, referenceName: name.replace(/^refs\/(heads|tags)\//, ''), referenceType: name.startsWith('refs/tags/') ? 'tag' : 'branch',
        repositoryId: repository.id, repositoryName: repository.name,
      },
    });
  }
}
