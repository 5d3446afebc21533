import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Monorepo } from '..';
import { WorkspaceInstall } from '../workspace-install';

/**
 * The files that a monorepo of the given members writes, by path; nothing is installed.
 * @param before files that stand there already
 */
export function synthSnapshot(members: (monorepo: Monorepo) => unknown, before: Readonly<Record<string, string>> = {}): Record<string, string> {
  const outdir = mkdtempSync(path.join(tmpdir(), 'projenrc-'));
  const install = jest.spyOn(WorkspaceInstall.prototype, 'postSynthesize').mockImplementation(() => undefined);
  const environment = { ...process.env };
  try {
    cpSync(path.join(__dirname, '..', '..', 'internal', 'src'), path.join(outdir, 'internal', 'src'), { recursive: true });
    for (const [file, text] of Object.entries(before)) {
      mkdirSync(path.dirname(path.join(outdir, file)), { recursive: true });
      writeFileSync(path.join(outdir, file), text);
    }
    Object.assign(process.env, { PROJEN_DISABLE_POST: 'true' });
    const monorepo = new Monorepo(outdir);
    members(monorepo);
    monorepo.synth();
    return read(outdir);
  } finally {
    process.env = environment;
    install.mockRestore();
    rmSync(outdir, { recursive: true, force: true });
  }
}

function read(outdir: string): Record<string, string> {
  const files = readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter((file) => statSync(path.join(outdir, file)).isFile());
  return Object.fromEntries(files.map((file) => [file, readFileSync(path.join(outdir, file), 'utf8')]));
}
