// Copied from internal/src/contract.ts by projen: change it there.
/** Tags by which teams, purposes and people are told apart. They are part of the public contract: policies test them. */
export const TAGS = {
  team: 'mlops:team',
  purpose: 'mlops:purpose',
  useCase: 'mlops:use-case',
  persona: 'mlops:persona',
  costCentre: 'cost-centre',
} as const;

/** Every physical name of a team starts so. */
export function teamPrefix(team: string): string {
  return `mlops-${team}`;
}

/** The SSM parameter that tells what is not CDK about a part of a team's account: `/mlops/<team>/network/vpc-id`. */
export function parameterName(team: string, ...path: string[]): string {
  return `/mlops/${[team, ...path].join('/')}`;
}
