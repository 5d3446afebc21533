import { isDeepStrictEqual } from 'node:util';
import { EC2, type ResourceType, type Tag, type TagSpecification } from '@aws-sdk/client-ec2';
import type { RunnerCloud } from '../../runner-cloud';
import type { ResourceContext, ResourceHandler, ResourceResult } from '../service';

/** A type whose resources the emulator's CloudFormation does not make, and its EC2 does. Properties are as a custom resource has them: numbers and booleans are texts. */
export interface MadeByApi {
  /** What its tags are of, where it has any. */
  readonly tagged?: ResourceType;
  /** What it does otherwise than on AWS. */
  readonly differs?: string;
  create(ec2: EC2, properties: any, tags: TagSpecification[] | undefined): Promise<ResourceResult>;
  delete(ec2: EC2, physicalId: string, properties: any): Promise<unknown>;
  /** What is told of one that is there, so that other tags are no reason for another one. @default - it has no tags */
  found?(ec2: EC2, physicalId: string): Promise<FoundResource>;
  /** Changes it in place. @default - what is changed is made anew, and the old one deleted afterwards */
  update?(ec2: EC2, physicalId: string, properties: any, oldProperties: any): Promise<ResourceResult | undefined>;
}

/** What CloudFormation tells of a resource, and the id that its tags are of, where that is not its physical one. */
export interface FoundResource {
  readonly attributes: Record<string, string>;
  readonly tagId?: string;
}

/** What went with something else has names of errors that end so. */
const GONE = /NotFound$/;

export function madeByApi(cloud: () => RunnerCloud, { tagged, differs, create, update, delete: remove, found }: MadeByApi): ResourceHandler {
  const ec2Of = ({ account, region }: ResourceContext) => new EC2(cloud().clientOptions(cloud().rootOf(account), region));
  const made: ResourceHandler['create'] = (properties, context) => create(ec2Of(context), properties, tagged && tagSpecifications(tagged, properties.Tags));
  return {
    differs,
    create: made,
    update: async (physicalId, properties, oldProperties, context) => {
      const ec2 = ec2Of(context);
      const isAlike = found !== undefined && isDeepStrictEqual({ ...properties, Tags: undefined }, { ...oldProperties, Tags: undefined });
      const updated = isAlike ? { physicalId } : await update?.(ec2, physicalId, properties, oldProperties);
      if (!updated || !found) return updated ?? made(properties, context);
      const { attributes, tagId = physicalId } = await found(ec2, physicalId);
      await retag(ec2, tagId, properties.Tags ?? [], oldProperties.Tags ?? []);
      return { physicalId, attributes };
    },
    delete: async (physicalId, properties, context) => {
      await remove(ec2Of(context), physicalId, properties).catch((error: Error) => {
        if (!GONE.test(error.name)) throw error;
      });
    },
  };
}

/** @throws what EC2 says */
async function retag(ec2: EC2, id: string, tags: readonly Tag[], old: readonly Tag[]): Promise<void> {
  const gone = old.filter(({ Key }) => !tags.some((tag) => tag.Key === Key)).map(({ Key }) => ({ Key }));
  if (gone.length > 0) await ec2.deleteTags({ Resources: [id], Tags: gone });
  if (tags.length > 0) await ec2.createTags({ Resources: [id], Tags: [...tags] });
}

const tagSpecifications = (ResourceType: ResourceType, Tags?: Tag[]): TagSpecification[] | undefined => (Tags ? [{ ResourceType, Tags }] : undefined);

export const numberOf = (value: unknown): number | undefined => (value === undefined ? undefined : Number(value));
export const booleanOf = (value: unknown): boolean | undefined => (value === undefined ? undefined : String(value) === 'true');
