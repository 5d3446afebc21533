import { submoduleImports } from '../../../linting/rules/submodule-imports';
import { checkRule } from './rule-tester';

checkRule('submodule-imports', submoduleImports, {
  valid: [
    "import { Duration, Stack } from 'aws-cdk-lib';",
    "import { Bucket } from 'aws-cdk-lib/aws-s3';",
    "import * as s3 from 'aws-cdk-lib/aws-s3';",
  ],
  invalid: {
    "import * as cdk from 'aws-cdk-lib';": ['whole'],
    "import cdk from 'aws-cdk-lib';": ['whole'],
    "import { aws_s3, Stack, aws_ec2 as ec2 } from 'aws-cdk-lib';": ['whole', 'whole'],
  },
});
