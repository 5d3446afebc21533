import { Token } from 'aws-cdk-lib';
import type { DatasetPublicationProps } from '../publication/dataset-publication';
import type { DatasetReader } from '../publication/dataset-reader';
import type { Problem } from './validation-error';

/** What is wrong with a publication's props, all of it. Unresolved tokens are not looked at. */
export function publicationProblems({ prefix, readers }: DatasetPublicationProps): Problem[] {
  return [...prefixProblems(prefix), ...readers.flatMap((reader, index) => readerProblems(reader, `readers[${index}]`))];
}

function prefixProblems(prefix: string): Problem[] {
  if (Token.isUnresolved(prefix)) return [];
  const remedy = 'Write it like curated/credit-default/';
  return [
    ...(/^[^/].*\/$/.test(prefix) ? [] : [{ prop: 'prefix', value: prefix, rule: 'it starts without and ends with a slash, so that no neighbour whose name begins alike is published too', remedy }]),
    ...(/[*?$]/.test(prefix) ? [{ prop: 'prefix', value: prefix, rule: 'policies read *, ? and $ as patterns, which would publish other datasets', remedy }] : []),
  ];
}

function readerProblems({ account, roleNames }: DatasetReader, prop: string): Problem[] {
  const problems: Problem[] = [];
  if (!Token.isUnresolved(account) && !/^\d{12}$/.test(account)) problems.push({ prop: `${prop}.account`, value: account, rule: 'an account has 12 digits', remedy: 'Quote the whole id' });
  if (Token.isUnresolved(roleNames)) return problems;
  if (roleNames.length === 0) problems.push({ prop: `${prop}.roleNames`, value: roleNames, rule: 'a reader is a role, not an account', remedy: 'Name the roles that read' });
  const wrong = roleNames.filter((name) => !Token.isUnresolved(name) && !(/^[\w+=,.@*/-]+$/.test(name) && /\w/.test(name)));
  if (wrong.length > 0) {
    problems.push({ prop: `${prop}.roleNames`, value: wrong, rule: 'a role\'s name has letters and digits, and * may stand for a part of it but not for all: that would be the account', remedy: 'Name the roles that read' });
  }
  return problems;
}
