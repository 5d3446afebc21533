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
    const wheel = run(process.execPath, ['tools/wheels.mjs', 'model-deploy-pipeline'], { cwd: repository, signal: life.signal });
    const synthesis = life.assembly ? undefined : synthesize(life, assembly);
    // whoever waits for them comes later
    for (const work of [wheel, synthesis]) work?.catch(() => undefined);
    life.cloud = await LocalCloud.start({
      region: topology.region, wheels: path.join(repository, 'dist', 'python'), prepare: ['steps'], onProgress: (line) => view.doing(line),
    });
    view.say(`the local cloud listens at ${life.cloud.endpoint}`);
    await life.cloud.bootstrap(Object.values(topology.accounts));
    await Promise.all([wheel, synthesis]);
    // the environment of builds holds the wheel
    life.cloud.prepare('build');
    view.say(`${Object.keys(topology.accounts).length} accounts bootstrapped`);
    await life.cloud.deploy(assembly);
    for (const [purpose, account] of Object.entries(topology.accounts)) view.say(`${purpose.padEnd(16)} ${account} deployed`);
  },
};

function synthesized(repository: string, topology: string): string {
  return path.join(repository, 'examples', 'foundation', 'cdk.out', path.basename(topology, path.extname(topology)));
}

async function synthesize({ repository, topology, signal }: Life, assembly: string): Promise<void> {
  const environment = { PATH: process.env.PATH, HOME: process.env.HOME, CDK_OUTDIR: assembly };
  await run(process.execPath, ['--import', 'tsx', 'examples/foundation/app.ts', topology.file], { cwd: repository, env: environment, signal });
}
