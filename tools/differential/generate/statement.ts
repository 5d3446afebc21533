import type { Random } from '../random';
import { condition } from './condition';
import { type Asked, HERE, OIDC, SAML, THERE } from './vocabulary';

/** How likely a part of a statement speaks of what is asked. */
const FITS = 0.75;

export interface Shape {
  readonly deny: number;
  /** Whether the policy names principals, and how. @default - it names none */
  readonly principals?: 'some' | 'everyone';
  /** Whether the policy has no resource, as trust policies. @default false */
  readonly isTrust?: boolean;
  /** Whether its actions must name a service. @default false */
  readonly namesService?: boolean;
}

export function statement(random: Random, asked: Asked, { deny, principals, isTrust, namesService }: Shape): Record<string, unknown> {
  const isDeny = random.chance(deny);
  return {
    ...(random.chance(0.5) ? { Sid: `S${Math.floor(random.next() * 1000)}` } : {}),
    Effect: isDeny ? 'Deny' : 'Allow',
    ...(principals === 'everyone' ? { Principal: '*' } : principals === 'some' ? principal(random, asked, isDeny && !isTrust) : {}),
    ...action(random, asked, namesService || isTrust === true),
    ...(isTrust ? {} : resource(random, asked)),
    ...(random.chance(isDeny ? 0.6 : 0.3) ? { Condition: condition(random) } : {}),
  };
}

function action(random: Random, { request: { action: name } }: Asked, namesService: boolean): Record<string, unknown> {
  const [service, verb] = name.split(':');
  const fitting = [name, `${service}:*`, `${service}:${verb.slice(0, 3)}*`, name.toUpperCase(), `${service}:${verb.slice(0, -1)}?`, ...(namesService ? [] : ['*'])];
  const other = [`${service}:Other`, `${service}:List*`, 'ec2:DescribeInstances', 'glue:*'];
  const of = (fits: number) => random.oneOrMore(() => (random.chance(fits) ? random.pick(fitting) : random.pick(other)));
  return random.chance(0.12) && !namesService ? { NotAction: of(1 - FITS) } : { Action: of(FITS) };
}

function resource(random: Random, { request: { resource: arn } }: Asked): Record<string, unknown> {
  const fitting = [arn, '*', `${arn.slice(0, -3)}*`, `${arn.slice(0, -1)}?`, arn.replace('credit', '*'), arn.replace('credit', '${aws:PrincipalTag/team}'), arn.replace('credit', '${aws:PrincipalTag/none, \'credit\'}'), `${arn.split(':').slice(0, 3).join(':')}:*`, arn.replace('eu-west-1', '*')];
  const other = [`${arn}-other`, arn.replace('credit', 'fraud'), 'arn:aws:s3:::other/*'];
  const of = (fits: number, others: readonly string[]) => random.oneOrMore(() => (random.chance(fits) ? random.pick(fitting) : random.pick(others)));
  return random.chance(0.12) ? { NotResource: of(1 - FITS, other) } : { Resource: of(FITS, [...other, arn.replace('credit', '${aws:SourceVpc}')]) };
}

function principal(random: Random, { request: { principal: { arn, account, roleArn, userArn, service, federated } } }: Asked, mayExcept: boolean): Record<string, unknown> {
  const accountNames = account ? [account, `arn:aws:iam::${account}:root`] : [];
  const own = [arn, roleArn, userArn].filter((name) => name !== undefined && account !== '' && !name.endsWith(':root')) as string[];
  const others = [THERE, `arn:aws:iam::${HERE}:role/other`, `arn:aws:iam::${THERE}:root`, `arn:aws:sts::${HERE}:assumed-role/other/ada`];
  if (mayExcept && random.chance(0.25)) return { NotPrincipal: service ? { Service: random.oneOrMore(() => random.pick([service, 's3.amazonaws.com'])) } : { AWS: random.list(1, 3, () => random.pick([...own, ...accountNames, ...others])) } };
  if (!random.chance(FITS)) return { Principal: random.pick<unknown>([{ AWS: random.pick(others) }, { Service: 's3.amazonaws.com' }, { Federated: federated === SAML ? OIDC : SAML }]) };
  if (service) return { Principal: random.pick<unknown>([{ Service: service }, { Service: [service, 's3.amazonaws.com'] }, '*']) };
  if (federated) return { Principal: random.pick<unknown>([{ Federated: federated }, { Federated: [SAML, OIDC] }]) };
  const names = [...own, ...own, ...accountNames];
  return { Principal: random.chance(0.15) || names.length === 0 ? random.pick<unknown>(['*', { AWS: '*' }]) : { AWS: random.chance(0.7) ? random.pick(names) : [random.pick(names), random.pick(others)] } };
}
