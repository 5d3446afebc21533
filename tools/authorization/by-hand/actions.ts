import { DATA_ROWS } from './data-services';
import { EC2_ROWS } from './ec2';
import { IAM_ROWS } from './iam';
import { PLATFORM_ROWS } from './platform';
import { ORGANIZATIONS_ROWS } from './organizations';
import { INSTANCE_PROFILE_ROWS, PASS_ROLE_ROWS } from './pass-role';
import type { HandRow } from './row';
import { S3_ROWS } from './s3';
import { TAGGING_ROWS } from './tagging';

/** What AWS's reference does not tell of operations, each row with the page that does. */
export const ACTION_ROWS: readonly HandRow[] = [...S3_ROWS, ...IAM_ROWS, ...EC2_ROWS, ...DATA_ROWS, ...ORGANIZATIONS_ROWS, ...PLATFORM_ROWS, ...TAGGING_ROWS, ...INSTANCE_PROFILE_ROWS, ...PASS_ROLE_ROWS];
