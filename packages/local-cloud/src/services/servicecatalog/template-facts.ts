import { readTemplate } from '../../lowering/template-text';
import { AwsError } from '../service';

/** What Service Catalog shows of a template before anybody launches it. */
export interface TemplateFacts {
  readonly parameters: readonly unknown[];
  readonly outputs: readonly { Key: string; Description?: string }[];
}

/** @throws AwsError InvalidParametersException when the text is no template */
export function templateFacts(text: string): TemplateFacts {
  const template = parse(text);
  return {
    parameters: Object.entries(template.Parameters ?? {}).map(([ParameterKey, parameter]) => parameterOf(ParameterKey, parameter as Record<string, any>)),
    outputs: Object.entries(template.Outputs ?? {}).map(([Key, output]) => ({ Key, Description: (output as { Description?: string }).Description })),
  };
}

/**
 * What CloudFormation asks of parameters: those that the template has, and all of them that have no default. The emulator lets others pass.
 * @throws AwsError ValidationError in CloudFormation's words
 */
export function demandParameters(text: string, given: Readonly<Record<string, string>>): void {
  const known: Record<string, { Default?: unknown }> = parse(text).Parameters ?? {};
  const unknown = Object.keys(given).filter((name) => !(name in known));
  if (unknown.length > 0) throw new AwsError('ValidationError', `Parameters: [${unknown.join(', ')}] do not exist in the template`);
  const missing = Object.entries(known).filter(([name, { Default }]) => Default === undefined && !(name in given)).map(([name]) => name);
  if (missing.length > 0) throw new AwsError('ValidationError', `Parameters: [${missing.join(', ')}] must have values`);
}

function parse(text: string): Record<string, any> {
  let template: unknown;
  try {
    template = readTemplate(text);
  } catch (error) {
    throw new AwsError('InvalidParametersException', `The template is neither JSON nor YAML: ${(error as Error).message}`);
  }
  const resources = (template as { Resources?: unknown } | null)?.Resources;
  if (typeof resources !== 'object' || resources === null) throw new AwsError('InvalidParametersException', 'The template has no Resources: at least one resource is required');
  return template as Record<string, any>;
}

function parameterOf(ParameterKey: string, parameter: Record<string, any>) {
  const text = (value: unknown) => (value === undefined ? undefined : String(value));
  return {
    ParameterKey, DefaultValue: text(parameter.Default), ParameterType: parameter.Type, IsNoEcho: String(parameter.NoEcho ?? false) === 'true', Description: parameter.Description,
    ParameterConstraints: {
      AllowedValues: parameter.AllowedValues?.map(String) ?? [], AllowedPattern: parameter.AllowedPattern, ConstraintDescription: parameter.ConstraintDescription,
      MaxLength: text(parameter.MaxLength), MinLength: text(parameter.MinLength), MaxValue: text(parameter.MaxValue), MinValue: text(parameter.MinValue),
    },
  };
}
