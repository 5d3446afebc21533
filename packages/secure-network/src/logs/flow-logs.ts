import { FlowLogDestination, FlowLogTrafficType, LogFormat, type Vpc } from 'aws-cdk-lib/aws-ec2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { LogGroupDestination } from '../private/logs/log-group-destination';
import { fieldsOf } from '../private/logs/rejected-flows';

/** Options of flow logs in a log group. */
export interface LogGroupFlowLogsProps {
  /**
   * How long they are kept.
   * @default RetentionDays.ONE_YEAR
   */
  readonly retention?: RetentionDays;
  /**
   * The key of the log group. Its policy must let CloudWatch Logs use it.
   * @default - the network's
   */
  readonly encryptionKey?: IKey;
  /**
   * What a record holds (https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html).
   * @default - AWS's default fields, version 2
   */
  readonly format?: LogFormat[];
}

/** Options of flow logs in a bucket. */
export interface BucketFlowLogsProps {
  /**
   * What the keys begin with.
   * @default - AWS's own: AWSLogs/<account>/vpcflowlogs/
   */
  readonly keyPrefix?: string;
  /**
   * What a record holds (https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html).
   * @default - AWS's default fields, version 2
   */
  readonly format?: LogFormat[];
}

/** Where the records are, and what each says. @internal */
export interface FlowRecords {
  /** undefined where they go to a bucket. */
  readonly logGroup?: LogGroup;
  /** The fields, in their order. */
  readonly fields: readonly string[];
}

interface Destination {
  readonly destination: FlowLogDestination;
  readonly logGroup?: LogGroup;
}

/**
 * Where the records of all traffic go, what was rejected and what was not.
 * @example
 * import { RetentionDays } from 'aws-cdk-lib/aws-logs';
 *
 * new SecureNetwork(this, 'Network', { availabilityZones: ['eu-west-1a', 'eu-west-1b'], flowLogs: FlowLogs.toLogGroup({ retention: RetentionDays.TEN_YEARS }) });
 */
export class FlowLogs {
  /** To a log group of the network's own, which outlives its stack. */
  static toLogGroup(props: LogGroupFlowLogsProps = {}): FlowLogs {
    return new FlowLogs((scope, networkKey) => {
      const logGroup = new LogGroup(scope, 'FlowLogs', { retention: props.retention ?? RetentionDays.ONE_YEAR, encryptionKey: props.encryptionKey ?? networkKey });
      return { logGroup, destination: new LogGroupDestination(logGroup) };
    }, props.format);
  }

  /**
   * To a bucket that there is, such as the organisation's log archive; its policy must let `delivery.logs.amazonaws.com` write
   * (https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html).
   */
  static toBucket(bucket: IBucket, props: BucketFlowLogsProps = {}): FlowLogs {
    return new FlowLogs(() => ({ destination: FlowLogDestination.toS3(bucket, props.keyPrefix) }), props.format);
  }

  private constructor(private readonly destination: (scope: Construct, networkKey?: IKey) => Destination, private readonly format?: LogFormat[]) {}

  /** @internal */
  _of(scope: Construct, vpc: Vpc, networkKey?: IKey): FlowRecords {
    const { destination, logGroup } = this.destination(scope, networkKey);
    vpc.addFlowLog('FlowLog', { destination, trafficType: FlowLogTrafficType.ALL, logFormat: this.format });
    return { logGroup, fields: fieldsOf(this.format) };
  }
}
