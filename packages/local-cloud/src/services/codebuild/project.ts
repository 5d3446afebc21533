/** A build project, in the shape of CodeBuild's API (https://docs.aws.amazon.com/codebuild/latest/APIReference/API_Project.html). */
export interface Project {
  readonly name: string;
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  readonly description?: string;
  readonly source: { readonly type: string; readonly location?: string; readonly buildspec?: string };
  readonly artifacts: { readonly type: string; readonly location?: string; readonly path?: string; readonly name?: string; readonly namespaceType?: string; readonly packaging?: string };
  readonly environment: {
    readonly type: string;
    readonly image: string;
    readonly computeType: string;
    readonly environmentVariables?: readonly EnvironmentVariable[];
    readonly privilegedMode?: boolean;
  };
  readonly serviceRole: string;
  readonly timeoutInMinutes?: number;
  readonly encryptionKey?: string;
  readonly created: Date;
  readonly lastModified: Date;
  readonly [member: string]: unknown;
}

export interface EnvironmentVariable {
  readonly name: string;
  readonly value: string;
  readonly type?: 'PLAINTEXT' | 'PARAMETER_STORE' | 'SECRETS_MANAGER';
}

/** An object in S3. */
export interface Location {
  readonly bucket: string;
  readonly key: string;
  /** The key that it is written under. */
  readonly kmsKeyId?: string;
}

/** What CodePipeline gives to a build, and wants of it. */
export interface PipelineArtifacts {
  readonly primary?: Location;
  /** The revision that the pipeline took the primary source from. */
  readonly revision?: string;
  readonly secondary: Readonly<Record<string, Location>>;
  readonly outputs: readonly { readonly name: string; readonly location: Location }[];
  /** `codepipeline/<pipeline>` */
  readonly initiator: string;
}
