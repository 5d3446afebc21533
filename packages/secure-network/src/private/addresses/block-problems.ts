import { Token } from 'aws-cdk-lib';
import { blockAround, cidrOf, overlap, parseBlock, PRIVATE_SPACES, privateSpace } from './ipv4-block';
import type { Problem } from '../validation-error';

/** What is wrong with where a network's block lies. What is no block is not looked at. */
export function spaceProblem(prop: string, cidr: string): Problem | undefined {
  const block = parseBlock(cidr);
  if (!block) return undefined;
  const docker = parseBlock('172.17.0.0/16');
  if (!privateSpace(block)) return { prop, value: cidr, rule: `a network's addresses are of ${PRIVATE_SPACES.join(', ')}: others are somebody's on the internet`, remedy: 'Take a block of these' };
  return docker && overlap(block, docker)
    ? { prop, value: cidr, rule: '172.17.0.0/16 is used by services of AWS inside of a network (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html)', remedy: 'Take a block beside it' } : undefined;
}

/** What is wrong with a block that is to have from `largest` to `smallest` as its prefix. Tokens are refused: what is cut from it is cut at synthesis. */
export function blockProblem(prop: string, cidr: string, { largest, smallest, use }: { readonly largest: number; readonly smallest: number; readonly use: string }): Problem | undefined {
  const remedy = `Give one such as 10.0.0.0/${Math.min(smallest, Math.max(largest, 16))}`;
  if (Token.isUnresolved(cidr)) return { prop, value: 'a token', rule: `${use} is cut from it at synthesis`, remedy };
  if (cidr.includes(':')) return { prop, value: cidr, rule: 'it is a block of IPv4 addresses', remedy };
  const block = parseBlock(cidr);
  if (!block) {
    const begins = blockAround(cidr);
    if (begins) return { prop, value: cidr, rule: `a block of this size begins at ${cidrOf(begins)}`, remedy: `Write ${cidrOf(begins)}` };
    return { prop, value: cidr, rule: 'it is an IPv4 block in CIDR notation', remedy };
  }
  if (block.prefix >= largest && block.prefix <= smallest) return undefined;
  return { prop, value: cidr, rule: `${use} needs a block of /${largest} to /${smallest}`, remedy };
}
