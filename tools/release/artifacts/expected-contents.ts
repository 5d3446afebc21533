import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Package } from '../../packages/packages';
import type { Contents } from './contents';

const exactly = (file: string) => new RegExp(`^${file.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
const below = (folder: string) => new RegExp(`^${folder}/`);
const LICENCE = exactly('LICENSE');

/** A tarball holds what package.json says, and no folder it says is empty. */
export function tarballContents({ folder, kind }: Package): Contents {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const published: string[] = manifest.files.filter((name: string) => !name.startsWith('!') && !name.includes('.'));
  const folders = published.filter((name) => name !== 'assets' || hasAssets(folder, manifest));
  return {
    needs: [
      LICENCE, exactly('README.md'), exactly('package.json'), exactly(manifest.main), exactly(manifest.types), ...Object.values<string>(manifest.bin ?? {}).map(exactly),
      ...(kind === 'constructs' ? [exactly('.jsii')] : []), ...folders.map(below),
    ],
    allows: [exactly('CHANGELOG.md')],
    testsIn: below('seed'),
  };
}

/** What esbuild bundles, or what is copied, lies in `assets`. */
const hasAssets = (folder: string, { copied }: { copied?: object }) => copied !== undefined || ['lambda', 'vendor'].some((name) => existsSync(path.join(folder, name)));

export function wheelContents({ name, kind }: Package): Contents {
  const module = name.replace(/-/g, '_');
  if (kind === 'python') return { needs: [/\.dist-info\/licenses\/LICENSE$/, /\.dist-info\/METADATA$/, below(module)], allows: [/\.dist-info\//] };
  const home = `mlops_foundation/${module}`;
  return {
    needs: [/\.dist-info\/(licenses\/)?LICENSE$/, /\.dist-info\/METADATA$/, exactly(`${home}/__init__.py`), exactly(`${home}/py.typed`), new RegExp(`^${home}/_jsii/.*\\.jsii\\.tgz$`)],
    allows: [/\.dist-info\//, below(home)],
  };
}

export function sdistContents({ kind }: Package): Contents {
  return { needs: [LICENCE, exactly('README.md'), exactly('PKG-INFO'), exactly('pyproject.toml'), ...(kind === 'constructs' ? [/_jsii\/.*\.jsii\.tgz$/] : [exactly('VERSION')])] };
}

/** A jar carries the JavaScript that its classes speak to. */
export function jarContents(): Contents {
  return { needs: [/\.jsii\.tgz$/, /\.class$/, exactly('META-INF/MANIFEST.MF')] };
}
