import { packages } from '../packages/packages';
import { tryWheels } from './try-wheels';
import { buildWheels } from './wheels';

const args = process.argv.slice(2);
const names = args.filter((argument) => argument !== '--try');
const all = packages();
const wheels = buildWheels(names, all);
for (const wheel of wheels) console.log(wheel);

if (args.includes('--try')) {
  const constructs = all.filter(({ kind, name }) => kind === 'constructs' && wheels.some((wheel) => wheel.includes(`/mlops_foundation_${name.replace(/-/g, '_')}-`)));
  const failed = tryWheels(wheels, constructs);
  for (const module of failed) console.error(`${module} cannot be imported`);
  console.log(`\n${constructs.length - failed.length} passed, ${failed.length} failed`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}
