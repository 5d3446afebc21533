/**
 * Where a type names the roles that whatever runs there acts as: paths of properties, `[]` for each of a list
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html).
 */
export const ROLE_PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  'AWS::AppRunner::Service': ['InstanceConfiguration.InstanceRoleArn'],
  'AWS::Batch::JobDefinition': ['ContainerProperties.JobRoleArn', 'ContainerProperties.ExecutionRoleArn'],
  'AWS::BedrockAgentCore::BrowserCustom': ['ExecutionRoleArn'],
  'AWS::BedrockAgentCore::CodeInterpreterCustom': ['ExecutionRoleArn'],
  'AWS::BedrockAgentCore::Runtime': ['RoleArn'],
  'AWS::CloudFormation::StackSet': ['AdministrationRoleARN'],
  'AWS::CodeBuild::Project': ['ServiceRole'],
  'AWS::CodePipeline::Pipeline': ['RoleArn', 'Stages[].Actions[].RoleArn'],
  'AWS::EC2::Instance': ['IamInstanceProfile'],
  'AWS::EC2::LaunchTemplate': ['LaunchTemplateData.IamInstanceProfile.Arn', 'LaunchTemplateData.IamInstanceProfile.Name'],
  'AWS::ECS::TaskDefinition': ['TaskRoleArn', 'ExecutionRoleArn'],
  'AWS::Events::Rule': ['Targets[].RoleArn'],
  'AWS::Glue::DevEndpoint': ['RoleArn'],
  'AWS::Glue::Job': ['Role'],
  'AWS::Lambda::Function': ['Role'],
  'AWS::SageMaker::Domain': ['DefaultUserSettings.ExecutionRole', 'DefaultSpaceSettings.ExecutionRole'],
  'AWS::SageMaker::Model': ['ExecutionRoleArn'],
  'AWS::SageMaker::NotebookInstance': ['RoleArn'],
  'AWS::SageMaker::Pipeline': ['RoleArn'],
  'AWS::SageMaker::UserProfile': ['UserSettings.ExecutionRole'],
  'AWS::Scheduler::Schedule': ['Target.RoleArn'],
  'AWS::StepFunctions::StateMachine': ['RoleArn'],
};

/** All values behind a path. */
export function valuesAt(path: string, read: (property: string) => unknown): unknown[] {
  const [first, ...rest] = path.split('.');
  const start = read(first.replace('[]', ''));
  return rest.reduce((values, part) => values.flatMap((value) => inside(value, part)), first.endsWith('[]') ? [start ?? []].flat() : [start]).filter((value) => value !== undefined);
}

function inside(value: unknown, part: string): unknown[] {
  const found = (value as Record<string, unknown> | undefined)?.[part.replace('[]', '')];
  return part.endsWith('[]') ? [found ?? []].flat() : [found];
}
