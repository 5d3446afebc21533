import { mustCapture } from '../../process/capture';

/** The newest release of a package before this commit: at this commit its next one may be tagged already. */
export async function lastReleaseOf(packageName: string, repository: string): Promise<string | undefined> {
  const tags = await mustCapture('git', ['tag', '--merged', 'HEAD', '--no-contains', 'HEAD', '--list', `${packageName}@*`, '--sort=-creatordate'], { cwd: repository });
  return tags.split('\n')[0] || undefined;
}

/** The messages of the commits since a tag that changed a folder. */
export async function messagesSince(tag: string, folder: string, repository: string): Promise<string[]> {
  const log = await mustCapture('git', ['log', '--format=%B%x00', `${tag}..HEAD`, '--', folder], { cwd: repository });
  return log.split('\0').map((message) => message.trim()).filter(Boolean);
}

/** https://www.conventionalcommits.org/en/v1.0.0/#specification, 11 to 13 */
export function isBreaking(message: string): boolean {
  const [header] = message.split('\n');
  return /^\w+(\([^)]*\))?!: /.test(header) || /^BREAKING[ -]CHANGE: /m.test(message);
}
