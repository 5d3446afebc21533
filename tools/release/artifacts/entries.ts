import * as path from 'node:path';
import { mustCapture } from '../../process/capture';

const ZIP = 'import sys, zipfile; print("\\n".join(zipfile.ZipFile(sys.argv[1]).namelist()))';

/** The files in an archive. In those of npm and Python's sources all lies in one folder, which is left out. */
export async function entriesOf(archive: string): Promise<string[]> {
  const isTar = archive.endsWith('gz');
  const listed = isTar ? await mustCapture('tar', ['-tzf', archive]) : await mustCapture('python3', ['-c', ZIP, archive]);
  const files = listed.split('\n').filter((file) => file && !file.endsWith('/'));
  return (isTar ? files.map((file) => file.split('/').slice(1).join(path.posix.sep)) : files).sort();
}
