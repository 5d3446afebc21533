import { readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { ServiceModels } from '../../packages/local-cloud/src/model/service-model';
import { SERVICES, type ServiceSource } from './services';

/** An operation of an AWS API as far as its authorization can be read from it. */
export interface OperationInput {
  /** Its parameters of the first level. */
  readonly parameters: readonly string[];
  /** `POST`, where actions are methods. */
  readonly method?: string;
  /** `/restapis/{restApiId}`, where resources are paths. */
  readonly path?: string;
}

const fileOf = (service: string) => path.join(__dirname, 'models', `${service}.json`);

/** What is kept of a service's model: by operation, `PUT /path parameter parameter …`, without method and path where they do not matter. */
export function readOperations(service: string): Map<string, OperationInput> {
  const kept: Record<string, string> = JSON.parse(readFileSync(fileOf(service), 'utf8'));
  return new Map(Object.entries(kept).map(([operation, text]) => {
    const words = text.split(' ').filter(Boolean);
    return [operation, words[1]?.startsWith('/') ? { method: words[0], path: words[1], parameters: words.slice(2) } : { parameters: words }];
  }));
}

const ROLES = path.join(__dirname, 'models', 'roles.json');

/** Where roles stand in the parameters of operations, by service: `pipeline.roleArn: CreatePipeline UpdatePipeline`. */
export const readRoles = (): Record<string, Record<string, string>> => JSON.parse(readFileSync(ROLES, 'utf8'));

/** Writes what is kept of the models of all services. @param folder botocore's data folder */
export function keepModels(folder: string): void {
  const models = new ServiceModels(folder);
  for (const service of SERVICES) {
    const lines = Object.entries(kept(models, service)).map(([operation, text]) => `  ${JSON.stringify(operation)}: ${JSON.stringify(text)}`);
    writeFileSync(fileOf(service.name), `{\n${lines.join(',\n')}\n}\n`);
  }
  writeFileSync(ROLES, `${JSON.stringify(Object.fromEntries(SERVICES.map((service) => [service.name, roles(models, service)])), null, 1)}\n`);
}

function kept(models: ServiceModels, { name, only, rest }: ServiceSource): Record<string, string> {
  const { operations, shapes } = models.of(name);
  return Object.fromEntries(Object.values(operations).filter((operation) => !only || only.test(operation.name)).map((operation) => {
    const members = Object.entries((operation.input && shapes[operation.input.shape].members) ?? {});
    const inPath = new Map(members.flatMap(([member, { location, locationName }]) => (location === 'uri' ? [[locationName, member]] : [])));
    const at = operation.http.requestUri.replace(/\{([^}]+?)\+?\}/g, (_, placeholder: string) => `{${inPath.get(placeholder)}}`);
    return [operation.name, [...(rest ? [operation.http.method, at] : []), ...members.map(([member]) => member)].join(' ')];
  }));
}

const IS_ROLE = /role|InstanceProfile/i;

function roles(models: ServiceModels, { name, only }: ServiceSource): Record<string, string> {
  const { operations, shapes } = models.of(name);
  const found = new Map<string, string[]>();
  const walk = (operation: string, shape: string, at: string, above: readonly string[]): void => {
    if (above.includes(shape)) return;
    const inside = [...above, shape];
    const { type, members = {}, member, value } = shapes[shape];
    if (type === 'list' && member) walk(operation, member.shape, `${at}[]`, inside);
    if (type === 'map' && value) walk(operation, value.shape, `${at}{}`, inside);
    for (const [own, reference] of Object.entries(members)) {
      const place = at ? `${at}.${own}` : own;
      if (IS_ROLE.test(own) && /^(string|list)$/.test(shapes[reference.shape].type)) found.set(place, [...(found.get(place) ?? []), operation]);
      walk(operation, reference.shape, place, inside);
    }
  };
  for (const { name: operation, input } of Object.values(operations)) if (input && (!only || only.test(operation))) walk(operation, input.shape, '', []);
  return Object.fromEntries([...found].map(([place, own]) => [place, own.join(' ')]));
}
