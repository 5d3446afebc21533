import { Token } from 'aws-cdk-lib';
import type { Problem } from './validation-error';

/** A block of IPv4 addresses. */
export interface Ipv4Block {
  /** Its first address, as a number. */
  readonly first: number;
  /** How many of the 32 bits are the same in all of its addresses. */
  readonly prefix: number;
}

export const addressesIn = ({ prefix }: { readonly prefix: number }): number => 2 ** (32 - prefix);

/** Reads `10.20.0.0/16`; undefined when it is none, or does not begin where a block of its size begins. */
export function parseBlock(cidr: string): Ipv4Block | undefined {
  const [, address, bits] = /^(\d{1,3}(?:\.\d{1,3}){3})\/(\d{1,2})$/.exec(cidr) ?? [];
  const parts = address?.split('.').map(Number) ?? [];
  if (!address || parts.some((part) => part > 255) || Number(bits) > 32) return undefined;
  const block = { first: parts.reduce((sum, part) => sum * 256 + part, 0), prefix: Number(bits) };
  return block.first % addressesIn(block) === 0 ? block : undefined;
}

/** `10.20.0.0/16` */
export function cidrOf({ first, prefix }: Ipv4Block): string {
  return `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join('.')}/${prefix}`;
}

/** The block of a smaller size that is at a place in another, counted from 0. */
export const partOf = (block: Ipv4Block, prefix: number, index: number): Ipv4Block => ({ first: block.first + index * addressesIn({ prefix }), prefix });

export const overlap = (a: Ipv4Block, b: Ipv4Block): boolean => a.first < b.first + addressesIn(b) && b.first < a.first + addressesIn(a);

const SPACES = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'];

/** The range of private addresses, or of those that carriers share, in which a block lies whole (https://www.rfc-editor.org/rfc/rfc1918, https://www.rfc-editor.org/rfc/rfc6598). */
export function privateSpace(block: Ipv4Block): string | undefined {
  return SPACES.find((cidr) => {
    const space = parseBlock(cidr);
    return space && space.prefix <= block.prefix && overlap(space, block);
  });
}

/** What is wrong with where a network's block lies. What is no block is not looked at. */
export function spaceProblem(prop: string, cidr: string): Problem | undefined {
  const block = parseBlock(cidr);
  if (!block) return undefined;
  const docker = parseBlock('172.17.0.0/16');
  if (!privateSpace(block)) return { prop, value: cidr, rule: `a network's addresses are of ${SPACES.join(', ')}: others are somebody's on the internet`, remedy: 'Take a block of these' };
  return docker && overlap(block, docker)
    ? { prop, value: cidr, rule: '172.17.0.0/16 is used by services of AWS inside of a network (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html)', remedy: 'Take a block beside it' } : undefined;
}

/** What is wrong with a block that is to have from `largest` to `smallest` as its prefix. Tokens are refused: what is cut from it is cut at synthesis. */
export function blockProblem(prop: string, cidr: string, { largest, smallest, use }: { readonly largest: number; readonly smallest: number; readonly use: string }): Problem | undefined {
  const remedy = `Give one such as 10.0.0.0/${Math.min(smallest, Math.max(largest, 16))}`;
  if (Token.isUnresolved(cidr)) return { prop, value: 'a token', rule: `${use} is cut from it at synthesis`, remedy };
  if (cidr.includes(':')) return { prop, value: cidr, rule: 'it is a block of IPv4 addresses', remedy };
  const prefix = /\/(\d{1,2})$/.exec(cidr)?.[1];
  const block = parseBlock(cidr);
  if (!block) {
    const begins = prefix ? parseBlock(begun(cidr)) : undefined;
    if (begins) return { prop, value: cidr, rule: `a block of this size begins at ${cidrOf(begins)}`, remedy: `Write ${cidrOf(begins)}` };
    return { prop, value: cidr, rule: 'it is an IPv4 block in CIDR notation', remedy };
  }
  if (block.prefix >= largest && block.prefix <= smallest) return undefined;
  return { prop, value: cidr, rule: `${use} needs a block of /${largest} to /${smallest}`, remedy };
}

/** The block, of the size that is said, in which an address lies. */
function begun(cidr: string): string {
  const [address, bits] = cidr.split('/');
  const parsed = parseBlock(`${address}/32`);
  if (!parsed || Number(bits) > 32) return cidr;
  const size = addressesIn({ prefix: Number(bits) });
  return cidrOf({ first: Math.floor(parsed.first / size) * size, prefix: Number(bits) });
}
