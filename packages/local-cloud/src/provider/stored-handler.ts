import type { ResourceHandler, ResourceResult } from '../services/service';
import { storedId } from './stored-ids';

/** Keeps a resource's identity without any effect: for types that docs/local-cloud.md lists as stored. */
export function storedHandler(type: string): ResourceHandler {
  const [, service, kind] = type.split('::');
  const result = (physicalId: string, account: string, region: string, partition: string): ResourceResult => ({
    physicalId,
    attributes: { Id: physicalId, Name: physicalId, Arn: `arn:${partition}:${service.toLowerCase()}:${region}:${account}:${kind.toLowerCase()}/${physicalId}` },
  });
  return {
    create: async (properties, { account, region, partition }) => result(properties[`${kind}Name`] ?? storedId(type), account, region, partition),
    update: async (physicalId, _, __, { account, region, partition }) => result(physicalId, account, region, partition),
    delete: async () => undefined,
  };
}
