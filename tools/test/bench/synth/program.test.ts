import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { App, CfnCondition, CfnParameter, CfnResource, Fn, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnKey, Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { type BareStack, bareStacks } from '../../../bench/synth/bare';
import { compiled, type Paths, programOf } from '../../../bench/synth/program';

let folder: string;
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'program-')); });
afterEach(() => rmSync(folder, { recursive: true }));

function bareStack(fill: (stack: Stack) => void): BareStack {
  const app = new App({ outdir: folder, analyticsReporting: false });
  fill(new Stack(app, 'One'));
  return bareStacks(app.synth().directory)[0];
}

function made(given: BareStack, paths?: Paths): Stack {
  const { source, texts } = programOf(given, paths);
  const stack = new Stack(new App(), 'One');
  compiled(source)(stack, texts);
  return stack;
}

const resourcesOf = (stack: Stack) => Template.fromStack(stack).toJSON().Resources;

function bucketWithKey(stack: Stack): void {
  new Bucket(stack, 'Data', { encryptionKey: new Key(stack, 'Key', { alias: 'alias/data' }), enforceSSL: true });
}

test('a program makes the very resources of a stack, right beneath it', () => {
  const given = new Stack(new App(), 'One');
  bucketWithKey(given);
  const stack = made(bareStack(bucketWithKey));
  expect(resourcesOf(stack)).toEqual(resourcesOf(given));
  expect(stack.node.children.map(({ node }) => node.id)).toEqual(expect.arrayContaining(Object.keys(resourcesOf(given))));
});

test('its references are references', () => {
  const { source } = programOf(bareStack(bucketWithKey));
  expect(source).toMatch(/r\d+\.ref/);
  expect(source).toMatch(/r\d+\.getAtt\(t\[\d+\]\)\.toString\(\)/);
  expect(source).toContain('Aws.PARTITION');
});

test('given paths it makes them there', () => {
  const given = bareStack((stack) => new CfnResource(stack, 'Topic', { type: 'AWS::SNS::Topic' }));
  expect(made(given, new Map([['Topic', ['Outer', 'Inner', 'Resource']]])).node.findAll().map(({ node }) => node.path)).toContain('One/Outer/Inner/Resource');
});

test('stacks that differ in their texts only have one program', () => {
  const ofKey = (description: string) => programOf(bareStack((stack) => new Key(stack, 'Key', { description })));
  const [one, other] = [ofKey('one'), ofKey('other')];
  expect(one.source).toBe(other.source);
  expect(one.texts).not.toEqual(other.texts);
});

test.each<[string, (stack: Stack, key: CfnKey) => void, string]>([
  ['a condition', (stack, key) => { key.cfnOptions.condition = new CfnCondition(stack, 'Never'); }, 'Key has the condition Never'],
  ['a parameter', (stack, key) => { key.description = new CfnParameter(stack, 'Text').valueAsString; }, 'Text is no resource'],
  ['another function', (_, key) => { key.description = Fn.importValue('text'); }, '{"Fn::ImportValue":"text"} is nothing'],
])('%s is an error', (_, change, message) => {
  const given = bareStack((stack) => change(stack, new CfnKey(stack, 'Key', { keyPolicy: {} })));
  expect(() => programOf(given)).toThrow(message);
});
