import { Token } from 'aws-cdk-lib';
import type { Problem } from '../validation-error';

const LABEL = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
const NAME = new RegExp(`^${LABEL}(\\.${LABEL})+$`, 'i');

/**
 * What is wrong with a list of domains.
 * @param below how all names below a domain are written: `.` before it for a firewall, `*.` for the resolver
 */
export function domainProblems(prop: string, domains: readonly string[], below: '.' | '*.', empty: 'may be empty' | 'must not be empty' = 'must not be empty'): Problem[] {
  if (Token.isUnresolved(domains)) return [];
  if (domains.length === 0) return empty === 'may be empty' ? [] : [{ prop, value: domains, rule: 'one domain at least may be reached, or there is no use in a way out', remedy: 'Name one such as pypi.org, or take NetworkEgress.none()' }];
  return domains.flatMap((domain, index) => {
    const rule = ruleFor(domain, below);
    return rule ? [{ prop: `${prop}[${index}]`, value: domain, ...rule }] : [];
  });
}

function ruleFor(domain: string, below: '.' | '*.'): Pick<Problem, 'rule' | 'remedy'> | undefined {
  if (Token.isUnresolved(domain)) return undefined;
  const host = /^[a-z][a-z0-9+.-]*:\/\/([^/:]+)/i.exec(domain)?.[1];
  if (host) return { rule: 'it is a domain without a scheme or a path', remedy: `Write ${host}` };
  const name = domain.startsWith(below) ? domain.slice(below.length) : domain;
  if (NAME.test(name)) return undefined;
  const bare = name.replace(/^[*.]+/, '');
  if (name !== bare && NAME.test(bare)) return { rule: `${below}${bare} stands for all names below ${bare}`, remedy: `Write ${below}${bare}` };
  return { rule: 'it is a domain of letters, digits and hyphens with a dot between', remedy: `Write one such as example.com, or ${below}example.com for all names below it` };
}
