import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { DiagramError } from './diagram-error';

/**
 * Writes a picture as `network.svg`; makes the folder where there is none.
 * @returns the file
 * @throws DiagramError
 */
export function writePicture(folder: string, svg: string): string {
  const file = path.join(folder, 'network.svg');
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, svg);
  } catch (error) {
    throw new DiagramError(file, `it cannot be written (${(error as NodeJS.ErrnoException).code})`, 'Give a folder that may be written to');
  }
  return file;
}
