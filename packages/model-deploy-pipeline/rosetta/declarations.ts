declare const models: ModelGroupSource;
declare const arn: string;
declare const group: ec2.ISecurityGroup;
