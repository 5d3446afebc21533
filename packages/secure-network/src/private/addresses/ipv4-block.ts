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
  const block = blockAround(cidr);
  return block && cidr.startsWith(`${addressOf(block.first)}/`) ? block : undefined;
}

/** The block in which an address lies, of the size that stands behind it: 10.20.0.0/16 for `10.20.3.7/16`; undefined when it is no address or no size. */
export function blockAround(cidr: string): Ipv4Block | undefined {
  const [, address, bits] = /^(\d{1,3}(?:\.\d{1,3}){3})\/(\d{1,2})$/.exec(cidr) ?? [];
  const parts = address?.split('.').map(Number) ?? [];
  if (!address || parts.some((part) => part > 255) || Number(bits) > 32) return undefined;
  const [number, size] = [parts.reduce((sum, part) => sum * 256 + part, 0), addressesIn({ prefix: Number(bits) })];
  return { first: Math.floor(number / size) * size, prefix: Number(bits) };
}

/** `10.20.0.0/16` */
export const cidrOf = ({ first, prefix }: Ipv4Block): string => `${addressOf(first)}/${prefix}`;

const addressOf = (number: number): string => [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');

/** The block of a smaller size that is at a place in another, counted from 0. */
export const partOf = (block: Ipv4Block, prefix: number, index: number): Ipv4Block => ({ first: block.first + index * addressesIn({ prefix }), prefix });

/** Whether a block holds all of another. */
export const contains = (outer: Ipv4Block, inner: Ipv4Block): boolean => outer.prefix <= inner.prefix && overlap(outer, inner);

export const overlap = (a: Ipv4Block, b: Ipv4Block): boolean => a.first < b.first + addressesIn(b) && b.first < a.first + addressesIn(a);

/** Whether a block lies within another, both in CIDR notation; false where one of them is none, or known at deployment only. */
export function isWithin(inner: string, outer: string): boolean {
  const [block, around] = [parseBlock(inner), parseBlock(outer)];
  return block !== undefined && around !== undefined && contains(around, block);
}

/** In CIDR notation. */
export const PRIVATE_SPACES = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'];

/** The range of private addresses, or of those that carriers share, in which a block lies whole (https://www.rfc-editor.org/rfc/rfc1918, https://www.rfc-editor.org/rfc/rfc6598). */
export function privateSpace(block: Ipv4Block): string | undefined {
  return PRIVATE_SPACES.find((cidr) => {
    const space = parseBlock(cidr);
    return space && contains(space, block);
  });
}
