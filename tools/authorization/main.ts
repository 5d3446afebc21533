import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { documentation, PAGE } from './documentation';
import { generate, type Generated } from './generate';
import { keepModels } from './models';
import { ROOT } from '../root';
import { SERVICES } from './services';
import { DATA, textOf } from './write';

/** `node tools/authorization.mjs`: writes the data; `node tools/authorization.mjs models <botocore's data folder>`: reads AWS's service models anew before. */
async function main([command, folder]: readonly string[]): Promise<void> {
  if (command === 'models' && folder) keepModels(path.resolve(folder));
  else if (command) throw new Error(`${command} is no command of this tool: give none, or models and the data folder of botocore`);
  rmSync(DATA, { recursive: true, force: true });
  mkdirSync(path.join(DATA, 'services'), { recursive: true });
  writeFileSync(path.join(DATA, 'services.json'), textOf(SERVICES.map(({ name }) => name)));
  copyFileSync(path.join(ROOT, 'node_modules', '@cloud-copilot', 'iam-data', 'LICENSE.txt'), path.join(DATA, 'LICENSE-iam-data.txt'));
  const all = new Map<string, Generated>();
  let bytes = 0;
  for (const service of SERVICES) {
    const generated = await generate(service);
    const { data, unknown, open } = generated;
    all.set(service.name, generated);
    const text = textOf(data);
    bytes += text.length;
    writeFileSync(path.join(DATA, 'services', `${service.name}.json`), text);
    console.log(`${service.name}: ${text.length} bytes, ${data.rows.length} rows; ${open.length} resources with an open part${unknown.length > 0 ? `; not known: ${unknown.join(', ')}` : ''}`);
  }
  writeFileSync(PAGE, documentation(all));
  console.log(`\n${bytes} bytes below ${path.relative(ROOT, DATA)}`);
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
