import { rmSync } from 'node:fs';
import { request } from 'node:http';
import { CreateBucketCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import type { Emulator } from '../../src/emulator/emulator';
import { startedEmulator } from './started-emulator';

const ACCOUNT = '111111111111';
const MORE_THAN_ANY_DISK = 2 ** 52;

let folder: string;
let emulator: Emulator;
beforeAll(async () => {
  ({ emulator, folder } = await startedEmulator());
}, 60_000);
afterAll(async () => {
  await emulator.stop();
  rmSync(folder, { recursive: true });
}, 60_000);

/** Begins to put an object of a size, and reads what is answered to that. */
function put(size: number): Promise<[number | undefined, string]> {
  const authorization = `AWS4-HMAC-SHA256 Credential=${ACCOUNT}/20260101/eu-west-1/s3/aws4_request, SignedHeaders=host, Signature=0`;
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: emulator.port, method: 'PUT', path: '/bucket/key', headers: { authorization, 'content-length': size } }, (answer) => {
      answer.setEncoding('utf8').once('data', (text: string) => {
        resolve([answer.statusCode, text]);
        asked.destroy();
      });
    });
    asked.once('error', reject);
    asked.write('x');
  });
}

test('an object that cannot fit is refused before anything of it is kept', async () => {
  const s3 = new S3Client({ endpoint: `http://127.0.0.1:${emulator.port}`, region: 'eu-west-1', forcePathStyle: true, credentials: { accessKeyId: ACCOUNT, secretAccessKey: 'root' } });
  await s3.send(new CreateBucketCommand({ Bucket: 'bucket', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }));
  expect(await put(MORE_THAN_ANY_DISK)).toEqual([507, expect.stringMatching(/no space left on the disk for .*\/s3 \(.*4503599627370496 bytes do not fit into \d+\): free some and try again/)]);
  expect((await s3.send(new ListObjectsV2Command({ Bucket: 'bucket' }))).KeyCount).toBe(0);
});
