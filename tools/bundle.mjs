// Bundles Lambda handlers (packages/*/lambda/<handler>/index.ts) and vendored libraries (packages/*/vendor/<name>.ts) into packages/*/assets,
// so that a consumer needs neither Docker nor esbuild. A vendored bundle carries the licences of what it contains. Folders that a package.json
// names under `copied` go there as they are.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const folders = (path) => (existsSync(path) ? readdirSync(path, { withFileTypes: true }) : []);

function licencesOf(inputs) {
  const packages = new Set(
    Object.keys(inputs)
      .map((file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1])
      .filter(Boolean),
  );
  return [...packages].sort().map((folder) => {
    const manifest = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'));
    const licence = readdirSync(join(ROOT, folder)).find((file) => /^licen[cs]e/i.test(file));
    if (!licence) throw new Error(`${manifest.name}@${manifest.version} is bundled and has no licence file`);
    return `${manifest.name}@${manifest.version} (${manifest.license})\n\n${readFileSync(join(ROOT, folder, licence), 'utf8').trim()}\n`;
  });
}

async function bundle(entry, outfile, options = {}) {
  const { metafile } = await build({
    absWorkingDir: ROOT, entryPoints: [entry], outfile, bundle: true, platform: 'node', target: 'node20', format: 'cjs',
    metafile: true, logLevel: 'error', legalComments: 'none', ...options,
  });
  return metafile;
}

async function bundlePackage(name) {
  const folder = join(ROOT, 'packages', name);
  for (const handler of folders(join(folder, 'lambda')).filter((entry) => entry.isDirectory())) {
    const entry = join(folder, 'lambda', handler.name, 'index.ts');
    if (existsSync(entry)) await bundle(entry, join(folder, 'assets', handler.name, 'index.js'), { external: ['@aws-sdk/*', '@smithy/*'] });
  }
  for (const vendor of folders(join(folder, 'vendor')).filter((entry) => entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts'))) {
    const target = join(folder, 'assets', 'vendor');
    mkdirSync(target, { recursive: true });
    const base = vendor.name.replace(/\.ts$/, '');
    const { inputs } = await bundle(join(folder, 'vendor', vendor.name), join(target, `${base}.js`), { minifySyntax: true });
    writeFileSync(join(target, `${base}.LICENSES.txt`), licencesOf(inputs).join('\n---\n\n'));
  }
}

function copyFolders(name) {
  const folder = join(ROOT, 'packages', name);
  const { copied = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  for (const [target, source] of Object.entries(copied)) {
    rmSync(join(folder, 'assets', target), { recursive: true, force: true });
    cpSync(join(ROOT, source), join(folder, 'assets', target), { recursive: true, filter: (file) => !/^__pycache__$|\.egg-info$/.test(basename(file)) });
  }
}

/** Bundles every package. Takes well under a second. */
export async function bundleAll() {
  const names = folders(join(ROOT, 'packages')).filter((entry) => existsSync(join(ROOT, 'packages', entry.name, 'package.json'))).map(({ name }) => name);
  names.forEach(copyFolders);
  await Promise.all(names.map(bundlePackage));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundleAll();
