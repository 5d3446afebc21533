import { packages } from '../packages/packages';
import { buildWheels } from './wheels';

for (const wheel of buildWheels(process.argv.slice(2), packages())) console.log(wheel);
