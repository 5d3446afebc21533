import { s3LocationOf } from '../../src/services/s3-location';

test.each([
  ['https://bucket.s3.eu-west-1.amazonaws.com/a/b.json', { Bucket: 'bucket', Key: 'a/b.json' }],
  ['https://my.bucket.s3-eu-west-1.amazonaws.com/a', { Bucket: 'my.bucket', Key: 'a' }],
  ['https://s3.eu-west-1.amazonaws.com/bucket/a%20b', { Bucket: 'bucket', Key: 'a b' }],
  ['http://127.0.0.1:4566/bucket/a', { Bucket: 'bucket', Key: 'a' }],
  ['s3://bucket/a/b', { Bucket: 'bucket', Key: 'a/b' }],
  ['https://s3.eu-west-1.amazonaws.com/bucket/', undefined], ['https://s3.eu-west-1.amazonaws.com/', undefined], ['https://bucket.s3.eu-west-1.amazonaws.com/', undefined], ['s3://bucket', undefined], ['bucket/a', undefined],
])('%s', (url, expected) => {
  expect(s3LocationOf(url)).toEqual(expected);
});
