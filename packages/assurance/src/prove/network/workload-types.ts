/** Where a type says in which subnets it runs and with which security groups: paths of properties, `[]` for each of a list. */
interface Placement {
  readonly subnets: readonly string[];
  readonly groups: readonly string[];
}

const vpcConfig = (at: string, subnets = 'Subnets'): Placement => ({ subnets: [`${at}.${subnets}[]`], groups: [`${at}.SecurityGroupIds[]`] });

/** Types whose code runs in subnets (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html). */
export const WORKLOAD_TYPES: Readonly<Record<string, Placement>> = {
  'AWS::Batch::ComputeEnvironment': vpcConfig('ComputeResources'),
  'AWS::CodeBuild::Project': vpcConfig('VpcConfig'),
  'AWS::EC2::Instance': { subnets: ['SubnetId', 'NetworkInterfaces[].SubnetId'], groups: ['SecurityGroupIds[]', 'NetworkInterfaces[].GroupSet[]'] },
  'AWS::ECS::Service': { subnets: ['NetworkConfiguration.AwsvpcConfiguration.Subnets[]'], groups: ['NetworkConfiguration.AwsvpcConfiguration.SecurityGroups[]'] },
  'AWS::EMR::Cluster': { subnets: ['Instances.Ec2SubnetId', 'Instances.Ec2SubnetIds[]'], groups: ['Instances.EmrManagedMasterSecurityGroup', 'Instances.EmrManagedSlaveSecurityGroup'] },
  'AWS::EMRServerless::Application': vpcConfig('NetworkConfiguration', 'SubnetIds'),
  'AWS::Glue::Connection': { subnets: ['ConnectionInput.PhysicalConnectionRequirements.SubnetId'], groups: ['ConnectionInput.PhysicalConnectionRequirements.SecurityGroupIdList[]'] },
  'AWS::Lambda::Function': vpcConfig('VpcConfig', 'SubnetIds'),
  'AWS::SageMaker::Cluster': vpcConfig('VpcConfig'),
  'AWS::SageMaker::DataQualityJobDefinition': vpcConfig('NetworkConfig.VpcConfig'),
  'AWS::SageMaker::Domain': { subnets: ['SubnetIds[]'], groups: ['DefaultUserSettings.SecurityGroups[]', 'DefaultSpaceSettings.SecurityGroups[]'] },
  'AWS::SageMaker::Model': vpcConfig('VpcConfig'),
  'AWS::SageMaker::ModelBiasJobDefinition': vpcConfig('NetworkConfig.VpcConfig'),
  'AWS::SageMaker::ModelExplainabilityJobDefinition': vpcConfig('NetworkConfig.VpcConfig'),
  'AWS::SageMaker::ModelQualityJobDefinition': vpcConfig('NetworkConfig.VpcConfig'),
  'AWS::SageMaker::MonitoringSchedule': vpcConfig('MonitoringScheduleConfig.MonitoringJobDefinition.NetworkConfig.VpcConfig'),
  'AWS::SageMaker::NotebookInstance': { subnets: ['SubnetId'], groups: ['SecurityGroupIds[]'] },
};
