#!/usr/bin/env node
import { COMMANDS } from './commands';
import { readOptions, usage, UsageError } from './options';

async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === 'help' || args.some((arg) => ['--help', '-h'].includes(arg))) {
    console.log(usage());
    return 0;
  }
  const command = COMMANDS[name ?? ''];
  if (!command) throw new UsageError(name ? `there is no command ${name}` : 'no command');
  return command(readOptions(rest));
}

main(process.argv.slice(2)).then(
  (code) => { process.exitCode = code; },
  (error: Error) => {
    const isUsage = error instanceof UsageError;
    console.error(`local-cloud: ${error.message}${isUsage ? `\n\n${usage()}` : ''}`);
    process.exitCode = isUsage ? 2 : 1;
  },
);
