import * as path from 'node:path';
import { LocalCloud } from '@mlops-foundation/local-cloud';
import { run } from '../child';
import type { Life } from '../life';
import { recordDeployed } from '../passport/gather/deployed';
import { toolFacts } from '../passport/gather/tools';
import { Deviation, type Station } from '../station';

/** The cloud starts; the foundation is synthesized and deployed to its accounts by the stock CDK CLI. */
export const accounts: Station = {
  title: 'Six accounts are bootstrapped and deployed',
  async visit(life: Life) {
    const { repository, topology, view } = life;
    const assembly = life.assembly ?? path.join(life.folder, 'cdk.out');
    // the state folder is claimed before anything of the checkout is touched: another walk may be running in it
    const cloud = start(life);
    view.doing('the deploy app\'s wheel is built from this tree');
    const wheel = life.timings.during('wheel', 'model-deploy-pipeline', run(process.execPath, ['tools/wheels.mjs', 'model-deploy-pipeline'], { cwd: repository, signal: life.signal }));
    const synthesis = life.assembly ? undefined : life.timings.during('synthesis', 'foundation', synthesize(life, assembly));
    // whoever waits for them comes later
    for (const work of [wheel, synthesis, cloud]) work?.catch(() => undefined);
    life.cloud = await cloud;
    view.say(`the local cloud listens at ${life.cloud.endpoint}`);
    await Promise.all([synthesis, life.cloud.bootstrap(Object.values(topology.accounts))]);
    await wheel;
    // the environment of builds holds the wheel
    life.cloud.prepare('build');
    view.say(`${Object.keys(topology.accounts).length} accounts bootstrapped`);
    await life.cloud.deploy(assembly);
    for (const [purpose, account] of Object.entries(topology.accounts)) view.say(`${purpose.padEnd(16)} ${account} deployed`);
    recordDeployed(life);
    life.passport.record('tools', () => toolFacts(life));
  },
};

async function start({ repository, timings, topology, view }: Life): Promise<LocalCloud> {
  try {
    return await LocalCloud.start({
      fresh: true, region: topology.region, wheels: path.join(repository, 'dist', 'python'), prepare: ['steps'], onProgress: (line) => view.doing(line), onSpan: timings.add,
    });
  } catch (error) {
    throw new Deviation('the local cloud does not start; where another walk is running, end it with Ctrl-C first', [(error as Error).message]);
  }
}

/** @throws Deviation with what the app said, without its traces */
async function synthesize({ repository, topology, signal }: Life, assembly: string): Promise<void> {
  const environment = { PATH: process.env.PATH, HOME: process.env.HOME, CDK_OUTDIR: assembly };
  try {
    await run(process.execPath, ['--import', 'tsx', 'examples/foundation/app.ts', topology.file], { cwd: repository, env: environment, signal });
  } catch (error) {
    if (signal.aborted) throw error;
    const said = String((error as { stderr?: string }).stderr).split('\n');
    const first = said.findIndex((line) => /^\w*Error\b.*: /.test(line));
    const end = said.findIndex((line, index) => index > first && (line === '' || /^ {4}at /.test(line)));
    throw new Deviation(`the foundation does not synthesize from ${topology.file}`, first === -1 ? said : said.slice(first, end === -1 ? undefined : end));
  }
}
