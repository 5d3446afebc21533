import type { KeyGrant } from '../../../packages/policy-evaluation/src';
import type { Case, Document, Documents } from '../case';
import { Random } from '../random';
import { context } from './condition';
import { type Shape, statement } from './statement';
import { type Asked, FEDERATED, HERE, PRINCIPALS, SCENES, THERE } from './vocabulary';

const EVERYTHING: Document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

/** The cases of a seed, one after the other; each is made from its number alone. */
export function* generate(seed: number, count: number): Generator<Case> {
  for (let index = 0; index < count; index++) yield one(new Random(seed * 1_000_003 + index));
}

function one(random: Random): Case {
  const scene = random.pick(SCENES);
  const principal = { ...PRINCIPALS, ...FEDERATED }[random.pick(scene.principals)];
  const account = principal.account === '' || principal.arn.endsWith(':root') || random.chance(0.65) ? HERE : THERE;
  const asked: Asked = { scene, request: { principal, action: random.pick(scene.actions), resource: scene.resource(account), resourceAccount: account, context: { ...context(random), ...(scene.required === 'key' && random.chance(0.5) ? { 'kms:EncryptionContext:team': 'credit' } : {}) } } };
  return { request: asked.request, documents: documents(random, asked) };
}

function documents(random: Random, asked: Asked): Documents {
  const { scene: { required, hasPolicy }, request: { principal } } = asked;
  const of = (shape: Shape) => document(random, asked, shape);
  const isIdentity = principal.account !== '';
  const level = () => (random.chance(0.7) ? [EVERYTHING, ...random.list(0, 1, () => of({ deny: 0.9 }))] : [of({ deny: 0.3 })]);
  return {
    // nobody can attach policies to a service; who gives some must not be misled
    identity: isIdentity || random.chance(0.1) ? random.list(0, 2, () => old(random, of({ deny: 0.15 }))) : [],
    ...(isIdentity && !principal.arn.endsWith(':root') && random.chance(0.25) ? { boundary: of({ deny: 0.15 }) } : {}),
    ...(isIdentity && (principal.roleArn || principal.userArn) && random.chance(principal.userArn ? 0.7 : 0.25) ? { session: of({ deny: 0.15 }) } : {}),
    ...(hasPolicy && (required || random.chance(0.6)) ? { resource: of({ deny: 0.2, principals: 'some', isTrust: required === 'trust' }) } : {}),
    ...(required ? { resourcePolicyIsRequired: required } : {}),
    ...(random.chance(0.25) ? { serviceControl: random.list(1, 3, level) } : {}),
    ...(random.chance(0.25) ? { resourceControl: random.list(1, 2, () => random.list(0, 2, () => of({ deny: 1, principals: 'everyone', namesService: true }))) } : {}),
    ...(random.chance(0.05) ? { managementAccount: HERE } : {}),
    ...(random.chance(0.12) ? { endpoint: of({ deny: 0.1, principals: 'everyone' }) } : {}),
    ...(required === 'key' && random.chance(0.3) ? { keyGrants: random.list(1, 2, () => grant(random, asked)) } : {}),
  };
}

function document(random: Random, asked: Asked, shape: Shape): Document {
  return { Version: '2012-10-17', Statement: random.list(1, 3, () => statement(random, asked, shape)) };
}

/** Now and then a document of the older version, in which a variable is text. */
function old(random: Random, document: Document): Document {
  return random.chance(0.1) ? { ...document, Version: '2008-10-17' } : document;
}

function grant(random: Random, { request: { principal: { arn, account, roleArn, service }, action } }: Asked): KeyGrant {
  const names = service ? [service] : [arn, roleArn ?? arn, `arn:aws:iam::${account}:root`, `arn:aws:iam::${THERE}:role/other`];
  return {
    name: `grant-${Math.floor(random.next() * 1000)}`, granteePrincipal: random.pick(names), operations: random.chance(0.8) ? [action.split(':')[1], 'DescribeKey'] : ['Encrypt'],
    ...(random.chance(0.4) ? { encryptionContextSubset: { team: 'credit' } } : {}),
  };
}

