import * as path from 'node:path';
import type { LocalCloudOptions } from '../src';

const REPOSITORY = path.resolve(__dirname, '..', '..', '..');

export const REGION = 'eu-west-1';
/** An image with bash and Python and nothing else that a test needs: its environment is the one the emulator runs in. */
export const IMAGE = 'tests/python';
/** An image that serves with the model's own `serve.py`. */
export const SERVER_IMAGE = 'tests/server';

/** A cloud with its state in a folder of this one, and with the images that tests use. */
export function optionsOf(folder: string): LocalCloudOptions {
  const images = [{ pattern: `^${IMAGE}$`, environment: 'emulator' }, { pattern: `^${SERVER_IMAGE}$`, environment: 'emulator', serve: ['{python}', 'serve.py'] }];
  return { state: path.join(folder, 'state'), cache: path.join(REPOSITORY, '.local-cloud-cache'), region: REGION, images };
}
