// The walk through the life of a model. Says at once what will happen, and installs meanwhile: so it has no dependencies itself.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isInstalled, ROOT } from './ensure-installed.mjs';
import { accountsOf, mapOf } from './start/map.mjs';
import { missingPrerequisites } from './start/prerequisites.mjs';

const args = process.argv.slice(2);
let child;

// which Node this repository supports stands in its package.json; the AWS SDK's opinion of its own next year is no news of the walk
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

// A terminal signals the whole group, the child included: forwarding there would make it two signals.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => { if (signal === 'SIGTERM' || !process.stdin.isTTY) child?.kill(signal); });

/** Runs a command. `quiet`: its output is shown only when it fails. @returns its exit code */
function run(command, commandArgs, { quiet = false } = {}) {
  return new Promise((done) => {
    child = spawn(command, commandArgs, { cwd: ROOT, stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit' });
    const output = [];
    child.stdout?.on('data', (chunk) => output.push(chunk));
    child.stderr?.on('data', (chunk) => output.push(chunk));
    child.on('error', (error) => { console.error(`${command}: ${error.message}`); done(1); });
    child.on('close', (code, signal) => {
      if (quiet && code !== 0) process.stderr.write(Buffer.concat(output));
      done(signal ? 130 : code);
    });
  });
}

async function install() {
  if (isInstalled()) return 0;
  const started = Date.now();
  console.log('Installing what package-lock.json says: a minute or so, once');
  const code = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { quiet: true });
  if (code === 0) console.log(`Installed in ${Math.round((Date.now() - started) / 1000)} s`);
  return code;
}

function topologyFile() {
  const given = args.indexOf('--topology');
  return resolve(ROOT, given >= 0 && args[given + 1] ? args[given + 1] : 'examples/foundation/topologies/reliable.yaml');
}

async function main() {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(readFileSync(resolve(ROOT, 'examples/life-of-a-model/usage.txt'), 'utf8').trim());
    return 0;
  }
  const topology = topologyFile();
  if (!existsSync(topology)) {
    console.error(`${topology} is no file: --topology takes one like those in examples/foundation/topologies`);
    return 2;
  }
  console.log(mapOf(accountsOf(readFileSync(topology, 'utf8'))));
  const missing = missingPrerequisites();
  if (missing.length > 0) {
    console.error(missing.join('\n'));
    return 1;
  }
  return (await install()) || (await run(process.execPath, ['tools/bundle.mjs'])) || run(process.execPath, ['--import', 'tsx', 'examples/life-of-a-model/main.ts', ...args]);
}

process.exitCode = await main();
