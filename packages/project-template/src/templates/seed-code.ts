import * as path from 'node:path';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';

const PACKAGE = path.join(__dirname, '..', '..');
const SEEDS = path.join(PACKAGE, 'seed');

/** Props of seed code. */
export interface SeedCodeProps {
  /**
   * A folder with the build repository that projects start from.
   * @default - the package's own: tabular data, scikit-learn, one training pipeline
   */
  readonly buildRepository?: string;
  /**
   * A folder with the deployment repository that projects start from.
   * @default - the package's own: a real-time endpoint with its tests
   */
  readonly deployRepository?: string;
  /**
   * A folder with a checker of repositories: it is zipped, and Python runs the zip.
   * @default - the checker of the repository contract that the seeds keep
   */
  readonly contract?: string;
}

/**
 * The repositories that a project starts from, and the checker of their structure, as zips in the account's asset bucket.
 * @example
 * new SeedCode(this, 'Seeds');
 */
export class SeedCode extends Construct {
  /** The build repository. */
  readonly buildCode: Asset;
  /** The deployment repository. */
  readonly deployCode: Asset;
  /** The checker. */
  readonly contractCode: Asset;

  constructor(scope: Construct, id: string, props: SeedCodeProps = {}) {
    super(scope, id);
    const exclude = ['**/__pycache__', '**/__pycache__/**', '**/.pytest_cache', '**/.pytest_cache/**', '**/*.pyc', '**/*.egg-info', '**/*.egg-info/**'];
    this.buildCode = new Asset(this, 'Build', { path: props.buildRepository ?? path.join(SEEDS, 'build'), exclude });
    this.deployCode = new Asset(this, 'Deploy', { path: props.deployRepository ?? path.join(SEEDS, 'deploy'), exclude });
    this.contractCode = new Asset(this, 'Contract', { path: props.contract ?? path.join(PACKAGE, 'assets', 'contract'), exclude });
  }
}
