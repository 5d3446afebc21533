/** What differs from AWS and is about no operation or type alone. */
export const GENERAL_DIFFERENCES: Readonly<Record<string, string>> = {
  'Images': 'An image stands for a Python environment on this machine (`packages/local-cloud/environments`), whose package versions are not those of the image. '
    + 'An image that no row of the table knows is an error; `--images FILE`, or the `images` option, adds rows.',
  'Instances': 'Types and counts are kept and have no effect: one process each, on this machine\'s CPU. No GPU.',
  'Networks': 'VPCs, subnets, route tables, security groups, network ACLs, endpoints and transit gateways are described as they were made. No traffic passes through them.',
  'Copies': 'An object that is copied between accounts leaves its tags behind.',
  'Encryption': 'Keys have policies that decide who may use what is encrypted under them; the bytes on disk are plain.',
  'Containers': 'Jobs and models have an `/opt/ml` of their own where the kernel lets a process mount one, as most Linux systems do; elsewhere what they are told is rewritten to a folder.',
  'Time': 'Endpoints come and go at once. Events arrive once and in order; on AWS they may arrive twice and late.',
  'Events': 'An event crosses to another bus by the target\'s role and that bus\'s policy, as on AWS. Functions, queues and topics are not asked whether their policies let EventBridge in, '
    + 'and PutEvents itself reaches buses of its own account and region only: use a rule.',
  'CloudFormation': 'It asks whether its caller or role may work with stacks, not whether it may create each resource, nor whether its role may read the template and the seeds: '
    + 'such a right that a deployment or launch role lacks shows on AWS only.',
  'Managed policies': 'Of AWS\'s own some forty are there. A role may have any other; it allows nothing here.',
  'Browsers': 'A page of another site or port is refused, whatever the CORS rules of a bucket say: the key of an account is its number, so any page could use it. Programs call it at 127.0.0.1 or localhost.',
  'Pages': 'Lists of CodeBuild, CodeCommit, CodePipeline and Service Catalog come whole, in one page.',
  'Organizations': 'Of a request that the emulator answers, service and resource control policies are asked about what can be read from it: actions, resources, the condition keys that it sets and the '
    + 'tags that it gives. A statement that denies by more than that (tags of the resource, the caller\'s address, all resources but some where the request does not tell the whole resource) denies nothing '
    + 'there, and an Allow is not held to it. Of services that docs/authorization.md does not list, and of requests in CBOR, the action alone is known. What CloudFormation and state machines do inside of the emulator, and requests that nobody '
    + 'signed, are not asked about. The emulator knows no organization: a bucket policy that asks its own account\'s principals for `aws:PrincipalOrgID` finds none.',
  'What an operation asks for': 'The gateway\'s own services ask for what docs/authorization.md says of a request, but that versions are listed on their group, CodePipeline\'s pipelines on '
    + '`arn:…:*`, that inference components are not asked about, and that SageMaker does not ask for `sagemaker:AddTags` of who gives tags at creation: such a right shows on AWS only.',
  'Roles that are passed': 'Whoever passes a role in a request needs `iam:PassRole`; so does a stack for the types that the gateway makes, not for those of the emulator (functions, rules, schedules). '
    + 'Roles of a pipeline\'s actions are asked for in a request and not in a template.',
  'Logs': 'Of a log group the 500 streams are kept that were written to last, and those of the last ten minutes. A function has a stream for each invocation, not for each of its environments. '
    + 'For how many days a group keeps its events has no effect.',
  'History': 'Of the builds of a project and the executions of a pipeline the 500 are kept that began last, and those that go on; AWS keeps them for a year.',
  'Limits': 'No quotas, throttling or prices.',
};
