import type { TemplateElsewhere } from '../assembly/read-template';
import { FORMATS } from '../report/write';
import { readOptions, UsageError } from './options';

export interface ProveArguments {
  readonly command: 'prove personas' | 'prove accounts' | 'prove network' | 'mutate';
  /** The assembly; none with a snapshot. */
  readonly folder?: string;
  readonly matrix?: string;
  /** What networks may do, for `mutate`. */
  readonly network?: string;
  readonly snapshot?: string;
  /** Templates that something else deploys, beside the assembly. */
  readonly templates: readonly TemplateElsewhere[];
  readonly format: string;
  /** Where stacks go that may go anywhere. */
  readonly account?: string;
  readonly region?: string;
}

/** @throws UsageError */
export function readProveArguments(command: ProveArguments['command'], args: readonly string[]): ProveArguments {
  const { folders, json, values, lists } = readOptions(args, ['--matrix', ...(command === 'mutate' ? ['--network'] : []), ...(command === 'prove network' ? [] : ['--snapshot']), '--format', '--account', '--region'], ['--template']);
  const templates = (lists['--template'] ?? []).map(templateOf);
  const snapshot = values['--snapshot'];
  if (folders.length + (snapshot === undefined ? 0 : 1) !== 1) throw new UsageError(`${folders.length} folders are given${snapshot === undefined ? '' : ' beside a snapshot'}, one is needed`);
  if (snapshot !== undefined && templates.length > 0) throw new UsageError('--template stands beside a FOLDER: a snapshot has all that is deployed');
  if (snapshot !== undefined && command === 'mutate') throw new UsageError('mutate takes no --snapshot: what is deployed is not changed');
  if (command === 'mutate' && values['--matrix'] === undefined && values['--network'] === undefined) throw new UsageError('mutate needs --matrix FILE, --network FILE or both: what is protected is people\'s decision');
  if (command === 'prove personas' && values['--matrix'] === undefined) throw new UsageError(`${command} needs --matrix FILE: who may do what is people's decision`);
  const format = values['--format'] ?? (json ? 'json' : 'text');
  if (!FORMATS[format]) throw new UsageError(`--format ${format} is none: there are ${Object.keys(FORMATS).join(', ')}`);
  return { command, folder: folders[0], matrix: values['--matrix'], network: values['--network'], snapshot, templates, format, account: values['--account'], region: values['--region'] };
}

/** @param text `landing-zone.template.yaml@111111111111,222222222222/eu-west-1` */
function templateOf(text: string): TemplateElsewhere {
  const [, file, accounts, region] = /^(.+)@(\d{12}(?:,\d{12})*)\/([a-z]{2}(?:-[a-z]+)+-\d)$/.exec(text) ?? [];
  if (!file) throw new UsageError(`--template ${text} is not understood: it is FILE@ACCOUNT/REGION, with several accounts joined by commas`);
  return { file, accounts: accounts.split(','), region };
}
