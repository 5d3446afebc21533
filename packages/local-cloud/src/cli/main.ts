#!/usr/bin/env node
import { COMMANDS } from './commands';
import { readOptions, usage } from './options';

async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (['help', '--help', '-h'].includes(name ?? '')) {
    console.log(usage());
    return 0;
  }
  const command = COMMANDS[name ?? ''];
  if (!command) {
    console.error(`${name ? `there is no command ${name}\n` : ''}${usage()}`);
    return 2;
  }
  return command(readOptions(rest));
}

main(process.argv.slice(2)).then(
  (code) => { process.exitCode = code; },
  (error: Error) => {
    console.error(`local-cloud: ${error.message}`);
    process.exitCode = 1;
  },
);
