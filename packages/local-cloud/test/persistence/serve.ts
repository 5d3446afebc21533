import { LocalCloud } from '../../src';
import { optionsOf } from '../cloud-options';

/** A local cloud in a process of its own: says where it is, and ends when it is told to. */
async function main(folder: string): Promise<void> {
  const cloud = await LocalCloud.start(optionsOf(folder));
  process.once('SIGTERM', () => void cloud.stop().then(() => process.exit(0)));
  console.log(`ready ${cloud.endpoint}`);
}

void main(process.argv[2]);
