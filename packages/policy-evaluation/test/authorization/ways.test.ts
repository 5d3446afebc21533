import { WAYS } from '../../src/authorization/ways';

test.each([
  ['path', '/team/name', 'team/name'],
  ['path', 'name', 'name'],
  ['folder', 'default', ''],
  ['folder', 'mine', 'mine/'],
  ['folder', 'arn:aws:events:eu-central-1:111111111111:event-bus/mine', 'mine/'],
  ['suffix', 'live', ':live'],
  ['key', '1-2-3', 'key/1-2-3'],
  ['key', 'alias/a', 'alias/a'],
  ['key', 'arn:aws:kms:eu-central-1:111111111111:key/1', 'arn:aws:kms:eu-central-1:111111111111:key/1'],
  ['project', 'mine:1-2-3', 'mine'],
  ['project', 'arn:aws:codebuild:eu-central-1:111111111111:build/mine:1-2-3', 'mine'],
  ['tagged', 'subnet-1', 'subnet/subnet-1'],
  ['tagged', 'new-1', '*/new-1'],
  ['branch', 'main', 'refs/heads/main'],
  ['branch', 'refs/heads/main', 'refs/heads/main'],
  ['host', 'https://token.example.com/x', 'token.example.com/x'],
  ['url', '/bucket/a%20b?versionId=1', 'bucket/a b'],
  ['url', 'bucket/100%', 'bucket/100%'],
  ['version', 'bucket/a?versionId=1', '?versionId=1'],
  ['version', 'bucket/a', ''],
])('%s of %s is %j', (way, value, expected) => expect(WAYS[way](value)).toBe(expected));
