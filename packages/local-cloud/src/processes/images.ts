import { AwsError } from '../services/service';

/** What stands for a container image on this machine. */
export interface ImageRow {
  /** A regular expression on the image's URI. */
  readonly pattern: string;
  /** The Python environment: `steps`, `build`. */
  readonly environment: string;
  /** The command that serves a model, for images that serve. `{python}` and `{environments}` are replaced. */
  readonly serve?: readonly string[];
}

/**
 * The image table. AWS's images hold other versions than our environments: docs/local-cloud.md names the difference.
 * Sources: https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-available.html,
 * https://docs.aws.amazon.com/sagemaker/latest/dg-ecr-paths/sagemaker-algo-docker-registry-paths.html
 */
export const IMAGES: readonly ImageRow[] = [
  { pattern: '^aws/codebuild/(amazonlinux-x86_64-standard|standard):\\d+\\.\\d+$', environment: 'build' },
  { pattern: '\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?/sagemaker-scikit-learn:', environment: 'steps', serve: ['{python}', '{environments}/serve_functions.py'] },
];

/** @throws AwsError that says which images there are */
export function imageRow(uri: string, rows: readonly ImageRow[]): ImageRow {
  const row = rows.find(({ pattern }) => new RegExp(pattern).test(uri));
  if (row) return row;
  throw new AwsError('ValidationException', `local-cloud: no environment stands for image ${uri}. Known are ${rows.map(({ pattern }) => pattern).join(', ')}; give another with the images option`);
}
