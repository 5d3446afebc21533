import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmdirSync } from 'node:fs';
import * as path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Gives the command that follows it a folder as `/opt/ml`, in a mount namespace of its own. /opt may lack the folder and may not be ours to
 * write: then a temporary /opt is laid over it, with everything the real one holds.
 */
const SCRIPT = `set -e
folder=$1 stash=$2; shift 2
if [ ! -d /opt/ml ]; then
  mount --rbind /opt "$stash"
  mount -t tmpfs -o mode=755 tmpfs /opt
  for entry in "$stash"/* "$stash"/.[!.]*; do
    name=/opt/\${entry##*/}
    if [ -L "$entry" ]; then cp -P "$entry" "$name"
    elif [ -d "$entry" ]; then mkdir "$name"; mount --rbind "$entry" "$name"
    elif [ -e "$entry" ]; then touch "$name"; mount --bind "$entry" "$name"
    fi
  done
  mkdir /opt/ml
fi
mount --bind "$folder" /opt/ml
exec "$@"`;

/** The command that runs another one with a folder as its `/opt/ml`. @param stash an empty folder, outside of /opt */
export function withOptMl(command: readonly string[], folder: string, stash: string): string[] {
  return ['unshare', '-rm', 'sh', '-c', SCRIPT, 'sh', folder, stash, ...command];
}

/** Whether the kernel lets a process of this user have an `/opt/ml` of its own: some forbid user namespaces, and not every system is a Linux. */
export async function canMountOptMl(tmp: string): Promise<boolean> {
  const probe = mkdtempSync(path.join(tmp, 'opt-ml-'));
  for (const name of ['ml', 'ml/there', 'stash']) mkdirSync(path.join(probe, name));
  const [program, ...args] = withOptMl(['test', '-d', '/opt/ml/there'], path.join(probe, 'ml'), path.join(probe, 'stash'));
  try {
    await run(program, args, { env: { PATH: '/usr/local/bin:/usr/bin:/bin' } });
    return true;
  } catch {
    return false;
  } finally {
    // never recursively: in the probe's own namespace /opt was mounted here
    for (const name of ['stash', 'ml/there', 'ml', '']) rmdirSync(path.join(probe, name));
  }
}
