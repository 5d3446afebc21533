import type { ResourcePerimeterOptions } from './resource-perimeter-options';

/** What a perimeter denies at a KMS key, besides strangers. */
export interface KeyPerimeterOptions extends ResourcePerimeterOptions {
  /**
   * Whether people and roles may make grants of the key by themselves (https://docs.aws.amazon.com/kms/latest/developerguide/grants.html): for what AWS documents so, such as an encrypted image
   * that an Auto Scaling group of another account starts. AWS services always may, for what they hold under the key for somebody. Control Tower's CT.KMS.PR.3 wants that others may not.
   * @default false
   */
  readonly allowGrants?: boolean;
}
