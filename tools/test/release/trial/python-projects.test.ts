import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { mustCapture } from '../../../process/capture';
import { PythonProjects } from '../../../release/trial/python-projects';

jest.setTimeout(300_000);

const folder = mkdtempSync(path.join(tmpdir(), 'python-projects-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A wheel is a zip of its module and three files of metadata (https://packaging.python.org/en/latest/specifications/binary-distribution-format/). */
const WHEEL = `
import sys, zipfile
folder, name, text = sys.argv[1:]
info = f"{name}-1.0.0.dist-info"
with zipfile.ZipFile(f"{folder}/{name}-1.0.0-py3-none-any.whl", "w") as wheel:
    wheel.writestr(f"{name}/__init__.py", text)
    wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\\nName: {name}\\nVersion: 1.0.0\\nLicense: MIT\\n")
    wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    wheel.writestr(f"{info}/RECORD", "")
`;
const wheels = path.join(folder, 'wheels');
const made = (name: string, text: string) => mustCapture('python3', ['-c', WHEEL, wheels, name, text]);

test('a wheel is installed alone: what it imports and does not declare is found', async () => {
  mkdirSync(wheels, { recursive: true });
  await made('good', '__all__ = ["greet"]\ndef greet(name): return "hello " + name\n');
  await made('planted', 'import good\n__all__ = ["good"]\n');
  writeFileSync(path.join(wheels, 'note.txt'), 'no wheel');
  const projects = new PythonProjects({ parent: folder, wheels, tools: 'python3' });
  const good = await projects.create('good', '1.0.0', []);
  expect(await good.imports('good')).toEqual([]);
  expect(await good.fits()).toEqual([]);
  expect(await good.runsPrograms(['import good\nassert good.greet("you") == "hello you"'])).toEqual([]);
  expect(await good.runsPrograms(['import good\ngood.leave()'])).toEqual([expect.stringContaining('AttributeError')]);
  expect(await good.installed()).toEqual([{ name: 'good', version: '1.0.0', license: 'MIT', requires: [] }]);
  const planted = await projects.create('planted', '1.0.0', []);
  expect(await planted.imports('planted')).toEqual([expect.stringContaining("No module named 'good'")]);
});
