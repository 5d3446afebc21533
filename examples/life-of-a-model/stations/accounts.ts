import { execFile } from 'node:child_process';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { LocalCloud } from '@mlops-foundation/local-cloud';
import type { Life } from '../life';
import type { Station } from '../station';

const run = promisify(execFile);

/** The cloud starts; the foundation is synthesized and deployed to its accounts by the stock CDK CLI. */
export const accounts: Station = {
  title: 'Six accounts are bootstrapped and deployed',
  async visit(life: Life) {
    const { repository, topology, view } = life;
    const assembly = life.assembly ?? synthesized(repository, topology.file);
    view.doing('the deploy app\'s wheel is built from this tree');
    const wheels = run(process.execPath, ['tools/wheels.mjs', 'model-deploy-pipeline'], { cwd: repository });
    await Promise.all([life.assembly ? undefined : synthesize(repository, topology.file, assembly), wheels]);
    life.cloud = await LocalCloud.start({
      region: topology.region,
      wheels: path.join(repository, 'dist', 'python'),
      prepare: ['build', 'steps'],
      onProgress: (line) => view.doing(line),
    });
    view.say(`the local cloud listens at ${life.cloud.endpoint}`);
    await life.cloud.bootstrap(Object.values(topology.accounts));
    view.say(`${Object.keys(topology.accounts).length} accounts bootstrapped`);
    await life.cloud.deploy(assembly);
    for (const [purpose, account] of Object.entries(topology.accounts)) view.say(`${purpose.padEnd(16)} ${account} deployed`);
  },
};

function synthesized(repository: string, topology: string): string {
  return path.join(repository, 'examples', 'foundation', 'cdk.out', path.basename(topology, path.extname(topology)));
}

async function synthesize(repository: string, topology: string, assembly: string): Promise<void> {
  const environment = { PATH: process.env.PATH, HOME: process.env.HOME, CDK_OUTDIR: assembly };
  await run(process.execPath, ['--import', 'tsx', 'examples/foundation/app.ts', topology], { cwd: repository, env: environment });
}
