import { mkdtempSync, readdirSync } from 'node:fs';
import * as path from 'node:path';
import { capture } from '../../process/capture';
import { entriesOf } from './entries';
import type { Distribution } from './python-distributions';

/** Builds a wheel from an sdist, as pip does where there is no wheel for a machine. @returns in what it differs from the wheel that is published */
export async function differsFromWheel({ wheel, sdist }: Distribution, parent: string, python: string): Promise<string[]> {
  const folder = mkdtempSync(path.join(parent, 'from-sdist-'));
  const { succeeded, output } = await capture(python, ['-m', 'pip', 'wheel', '--quiet', '--no-deps', '--wheel-dir', folder, sdist], { env: { PIP_DISABLE_PIP_VERSION_CHECK: '1' } });
  if (!succeeded) return [output.trim()];
  const [built] = readdirSync(folder);
  const [published, rebuilt] = [await entriesOf(wheel), await entriesOf(path.join(folder, built))];
  return [
    ...published.filter((file) => !rebuilt.includes(file)).map((file) => `${file} does not come of the sdist`),
    ...rebuilt.filter((file) => !published.includes(file)).map((file) => `${file} comes of the sdist and is not in the wheel`),
  ];
}
