/** A block of addresses: `10.0.0.0/16`, `2001:db8::/32`. */
export interface Cidr {
  readonly text: string;
  readonly family: 4 | 6;
  /** Number of leading bits that are fixed. */
  readonly bits: number;
  /** The first address, as a number. */
  readonly first: bigint;
  /** The last one. */
  readonly last: bigint;
}

/** @returns undefined for what is no block in CIDR notation */
export function parseCidr(text: string): Cidr | undefined {
  const [, address, length] = /^([0-9a-f.:]+)\/(\d{1,3})$/i.exec(text.trim()) ?? [];
  if (address === undefined) return undefined;
  const family = address.includes(':') ? 6 : 4;
  const [value, size] = family === 4 ? [numberOf4(address), 32] : [numberOf6(address), 128];
  const bits = Number(length);
  if (value === undefined || bits > size) return undefined;
  const host = (1n << BigInt(size - bits)) - 1n;
  return { text: text.trim(), family, bits, first: value & ~host, last: value | host };
}

function numberOf4(address: string): bigint | undefined {
  const parts = address.split('.');
  if (parts.length !== 4 || parts.some((part) => !/^\d{1,3}$/.test(part) || Number(part) > 255)) return undefined;
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

function numberOf6(address: string): bigint | undefined {
  const [head, tail, ...more] = address.split('::').map((side) => (side === '' ? [] : side.split(':')));
  if (more.length > 0) return undefined;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({ length: tail ? missing : 0 }, () => '0'), ...(tail ?? [])];
  return groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group)) ? groups.reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n) : undefined;
}

export const contains = (outer: Cidr, inner: Cidr): boolean => outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;

export const overlap = (one: Cidr, other: Cidr): boolean => contains(one, other) || contains(other, one);

/** Of two blocks one lies in the other, or they have nothing in common. */
export function common(one: Cidr, other: Cidr): Cidr | undefined {
  if (contains(one, other)) return other;
  return contains(other, one) ? one : undefined;
}

/**
 * Blocks that are not of the internet: private, shared, loopback, link-local, multicast and reserved addresses
 * (https://www.iana.org/assignments/iana-ipv4-special-registry and https://www.iana.org/assignments/iana-ipv6-special-registry).
 */
const NOT_PUBLIC = ['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16', '224.0.0.0/4', '240.0.0.0/4', '::1/128', 'fc00::/7', 'fe80::/10', 'ff00::/8'].map((text) => parseCidr(text) as Cidr);

/** Whether a block holds addresses of the internet. */
export const isPublic = (block: Cidr): boolean => !NOT_PUBLIC.some((one) => contains(one, block));

export const EVERYWHERE: readonly Cidr[] = ['0.0.0.0/0', '::/0'].map((text) => parseCidr(text) as Cidr);

/** The IPv6 addresses in which IPv4 addresses stand, for NAT gateways to translate (https://www.rfc-editor.org/rfc/rfc6052, https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html). */
const NAT64 = parseCidr('64:ff9b::/96') as Cidr;

/** What a NAT gateway sends on of what it is sent: IPv4 as it is, the IPv4 addresses that stand in IPv6 ones; undefined for other IPv6. */
export function translated(block: Cidr): Cidr | undefined {
  if (block.family === 4) return block;
  const part = common(block, NAT64);
  if (!part) return undefined;
  const address = [24n, 16n, 8n, 0n].map((shift) => (part.first >> shift) & 255n).join('.');
  return parseCidr(`${address}/${part.bits - NAT64.bits}`);
}
