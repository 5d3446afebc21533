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
  /** Changes it in place. @default - what is changed is made anew, and the old one deleted afterwards */
  update?(ec2: EC2, physicalId: string, properties: any, oldProperties: any): Promise<ResourceResult | undefined>;
}

/** What went with something else has names of errors that end so. */
const GONE = /NotFound$/;

export function madeByApi(cloud: () => RunnerCloud, { tagged, differs, create, update, delete: remove }: MadeByApi): ResourceHandler {
  const ec2Of = ({ account, region }: ResourceContext) => new EC2(cloud().clientOptions(cloud().rootOf(account), region));
  const made: ResourceHandler['create'] = (properties, context) => create(ec2Of(context), properties, tagged && tagSpecifications(tagged, properties.Tags));
  return {
    differs,
    create: made,
    update: async (physicalId, properties, oldProperties, context) => (await update?.(ec2Of(context), physicalId, properties, oldProperties)) ?? made(properties, context),
    delete: async (physicalId, properties, context) => {
      await remove(ec2Of(context), physicalId, properties).catch((error: Error) => {
        if (!GONE.test(error.name)) throw error;
      });
    },
  };
}

const tagSpecifications = (ResourceType: ResourceType, Tags?: Tag[]): TagSpecification[] | undefined => (Tags ? [{ ResourceType, Tags }] : undefined);

export const numberOf = (value: unknown): number | undefined => (value === undefined ? undefined : Number(value));
export const booleanOf = (value: unknown): boolean | undefined => (value === undefined ? undefined : String(value) === 'true');
