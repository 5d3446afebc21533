import { parse } from 'yaml';
import { AwsError } from '../service';

export const PHASES = ['install', 'pre_build', 'build', 'post_build'] as const;
export type PhaseName = (typeof PHASES)[number];

export interface Phase {
  readonly 'commands'?: readonly string[];
  readonly 'finally'?: readonly string[];
  readonly 'on-failure'?: 'ABORT' | 'CONTINUE';
}

export interface Artifacts {
  readonly 'files': readonly string[];
  readonly 'base-directory'?: string;
  readonly 'discard-paths'?: boolean | 'yes' | 'no';
}

/** A build specification, version 0.2 (https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html). */
export interface BuildSpec {
  readonly env?: { readonly 'variables'?: Readonly<Record<string, string>>; readonly 'parameter-store'?: Readonly<Record<string, string>>; readonly 'exported-variables'?: readonly string[] };
  readonly phases: Readonly<Partial<Record<PhaseName, Phase>>>;
  readonly artifacts?: Artifacts & { readonly 'secondary-artifacts'?: Readonly<Record<string, Artifacts>> };
}

/** Keys that are read. Others are refused, so that no build passes for something it did not do. */
const KNOWN = ['version', 'env', 'phases', 'artifacts', 'reports', 'cache'];
const KNOWN_ENV = ['variables', 'parameter-store', 'exported-variables', 'shell', 'git-credential-helper'];

/** @throws AwsError YAML_FILE_ERROR, as CodeBuild's DOWNLOAD_SOURCE phase says it */
export function readBuildSpec(text: string): BuildSpec {
  const spec = parsed(text);
  const problems = [
    ...(String(spec?.version) === '0.2' ? [] : [`version is ${JSON.stringify(spec?.version)}: it must be 0.2`]),
    ...(spec?.phases && typeof spec.phases === 'object' ? [] : ['phases is missing']),
    ...Object.keys(spec ?? {}).filter((key) => !KNOWN.includes(key)).map((key) => `${key} is not in the table of what runs`),
    ...Object.keys(spec?.env ?? {}).filter((key) => !KNOWN_ENV.includes(key)).map((key) => `env.${key} is not in the table of what runs`),
    ...Object.keys(spec?.phases ?? {}).filter((phase) => !PHASES.includes(phase as PhaseName)).map((phase) => `phases.${phase}: phases are ${PHASES.join(', ')}`),
  ];
  if (problems.length > 0) throw new AwsError('YAML_FILE_ERROR', problems.join('; '));
  return spec;
}

function parsed(text: string): any {
  try {
    return parse(text);
  } catch (error) {
    throw new AwsError('YAML_FILE_ERROR', `the build specification is no YAML: ${(error as Error).message}`);
  }
}
