import type { Template } from '../../../src';
import { readGraph } from '../../../src/assembly/graph/read-graph';
import type { PolicyGraph } from '../../../src/assembly/graph/policy-graph';
import { provePersonas } from '../../../src/prove/personas/prove-personas';
import { parseMatrix } from '../../../src/prove/personas/read-matrix';
import type { Finding } from '../../../src/report/report';
import { assemblyOf, stackOf } from '../../estimate/assembly-of';

type Json = Readonly<Record<string, unknown>>;

export const ACCOUNT = '111111111111';
const SECRET = `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:payroll-AbCdEf`;

export const statement = (Action: string | readonly string[], Resource: string | readonly string[] = '*', rest: Json = {}) => ({ Effect: 'Allow', Action, Resource, ...rest });
export const policy = (...Statement: readonly object[]) => ({ Version: '2012-10-17', Statement });
const inline = (...statements: readonly object[]) => [{ PolicyName: 'inline', PolicyDocument: policy(...statements) }];
const trusting = (Principal: object) => policy({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' });

/** A role that reads the payroll; nobody is told to take it. */
export function payrollRole(trusted: object, more: Json = {}): Json {
  return { Type: 'AWS::IAM::Role', Properties: { RoleName: 'payroll', AssumeRolePolicyDocument: trusting(trusted), Policies: inline(statement('secretsmanager:GetSecretValue', SECRET)), ...more } };
}

/** Somebody who must not read the payroll. */
export function clerk(actions: readonly string[], kind: 'Role' | 'User' = 'Role', more: Json = {}): Json {
  const who = kind === 'Role' ? { RoleName: 'clerk', AssumeRolePolicyDocument: trusting({ AWS: `arn:aws:iam::${ACCOUNT}:root` }) } : { UserName: 'clerk' };
  return { Type: `AWS::IAM::${kind}`, Properties: { ...who, Tags: [{ Key: 'mlops:persona', Value: 'clerk' }], ...(actions.length > 0 ? { Policies: inline(statement(actions)) } : {}), ...more } };
}

/** @param executionRole the role that deploys the stack. @default - none */
export const graphOf = (Resources: Json, executionRole?: string): PolicyGraph => readGraph(assemblyOf(stackOf({ Resources } as Template, { executionRole })));

const MATRIX = parseMatrix('matrix', JSON.stringify({
  purposes: { office: [ACCOUNT] },
  cells: [{ persona: 'clerk', purpose: 'office', action: 'secretsmanager:GetSecretValue', resource: SECRET, expect: 'deny' }],
}));

/** What the proof finds in a template whose clerk must not read the payroll. */
export const findingsIn = (resources: Json, executionRole?: string): readonly Finding[] => provePersonas(graphOf(resources, executionRole), MATRIX, 'planted').findings;

/** The rules of the steps that the proof finds. */
export const rulesIn = (...planted: Parameters<typeof findingsIn>): string[] => findingsIn(...planted).flatMap(({ steps = [] }) => steps).flatMap((step) => /\[([\w-]+)\]/.exec(step)?.[1] ?? []);
