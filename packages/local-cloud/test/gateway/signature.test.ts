import { isSignedWith, resigned, scopeOf, signatureOf } from '../../src/gateway/signature';

// The example of AWS's documentation, "Examples of the complete Signature Version 4 signing process": ListUsers of IAM.
const request = {
  method: 'GET',
  url: '/?Action=ListUsers&Version=2010-05-08',
  headers: {
    'authorization': 'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7',
    'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    'host': 'iam.amazonaws.com',
    'x-amz-date': '20150830T123600Z',
  },
  body: Buffer.alloc(0),
};
const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';

test('the signature of AWS\'s own example is reproduced', () => {
  expect(signatureOf(request, secret)).toBe('5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7');
  expect(isSignedWith(request, secret)).toBe(true);
});

test('another secret, another body or another path is noticed', () => {
  expect(isSignedWith(request, 'another')).toBe(false);
  expect(isSignedWith({ ...request, body: Buffer.from('x') }, secret)).toBe(false);
  expect(isSignedWith({ ...request, url: '/?Action=ListRoles&Version=2010-05-08' }, secret)).toBe(false);
});

test('a replaced body is signed anew by the same principal', () => {
  const body = Buffer.from('Action=CreateStack');
  expect(isSignedWith({ ...request, headers: resigned(request, body, secret), body }, secret)).toBe(true);
});

test('the scope is read from the header and from a presigned URL', () => {
  expect(scopeOf(request.headers, request.url)).toEqual({ accessKeyId: 'AKIDEXAMPLE', date: '20150830', region: 'us-east-1', service: 'iam' });
  expect(scopeOf({}, '/b/k?X-Amz-Credential=AKID%2F20150830%2Feu-west-1%2Fs3%2Faws4_request')).toMatchObject({ accessKeyId: 'AKID', service: 's3' });
  expect(scopeOf({}, '/')).toBeUndefined();
});
