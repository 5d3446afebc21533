import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { App, CfnMapping, CfnOutput, CfnParameter, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';

const folders: string[] = [];

/** A folder that goes when the tests of the file have ended. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'assurance-'));
  folders.push(folder);
  return folder;
}

afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A really synthesized app: two accounts, a stage, nested stacks in two levels, a stack that may go anywhere. */
export function synthesized(): string {
  const outdir = temporaryFolder();
  const app = new App({ outdir, analyticsReporting: false });
  const tooling = new Stack(app, 'Tooling', { stackName: 'Mlops-tooling', env: { account: '111111111111', region: 'eu-west-1' } });
  new Bucket(tooling, 'Data');
  new Bucket(tooling, 'Models');
  new CfnParameter(tooling, 'Size', { default: '1' });
  new CfnOutput(tooling, 'Where', { value: 'here' });
  new CfnMapping(tooling, 'Map', { mapping: { a: { b: 'c' } } });
  const outer = new NestedStack(tooling, 'Outer');
  new Topic(outer, 'Topic');
  new Topic(new NestedStack(outer, 'Inner'), 'Topic');
  const stage = new Stage(app, 'Prod', { env: { account: '666666666666', region: 'eu-west-1' } });
  new Bucket(new Stack(stage, 'Serving'), 'Data');
  new Bucket(new Stack(app, 'Anywhere'), 'Data');
  app.synth();
  return outdir;
}
