import { readFileSync } from 'node:fs';
import * as path from 'node:path';

/** The CDK's own: https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-customizing.html */
const OWN_QUALIFIER = 'hnb659fds';

/** A bootstrap that an assembly needs. */
export interface Bootstrap {
  /** 12 digits each. */
  readonly accounts: readonly string[];
  /** @default - the CDK's own */
  readonly qualifier?: string;
}

/** The 12-digit accounts that a cloud assembly deploys to, each once, in the order of its manifest. */
export function accountsOf(assembly: string): string[] {
  return [...new Set(artifactsOf(assembly).flatMap((artifact) => accountOf(artifact) ?? []))];
}

/** The bootstraps that a cloud assembly needs, by their qualifiers. One whose version stands elsewhere is taken for the CDK's own. */
export function bootstrapsOf(assembly: string): Bootstrap[] {
  const accounts = new Map<string, Set<string>>();
  for (const artifact of artifactsOf(assembly)) {
    const account = accountOf(artifact);
    const qualifier = /^\/cdk-bootstrap\/([a-z0-9]+)\/version$/.exec(artifact.properties?.bootstrapStackVersionSsmParameter ?? '')?.[1] ?? OWN_QUALIFIER;
    if (account && artifact.type === 'aws:cloudformation:stack') accounts.set(qualifier, (accounts.get(qualifier) ?? new Set()).add(account));
  }
  return [...accounts].map(([qualifier, own]) => ({ accounts: [...own], ...(qualifier === OWN_QUALIFIER ? {} : { qualifier }) }));
}

interface Artifact {
  readonly type?: string;
  readonly environment?: string;
  readonly properties?: { readonly bootstrapStackVersionSsmParameter?: string };
}

const artifactsOf = (assembly: string) => Object.values<Artifact>(JSON.parse(readFileSync(path.join(assembly, 'manifest.json'), 'utf8')).artifacts ?? {});

const accountOf = ({ environment }: Artifact) => /^aws:\/\/(\d{12})\//.exec(environment ?? '')?.[1];
