import { contains } from './ipv4';

/**
 * Blocks that the internet does not route: https://www.rfc-editor.org/rfc/rfc1918, https://www.rfc-editor.org/rfc/rfc6598, and fc00::/7 by
 * https://www.rfc-editor.org/rfc/rfc4193
 */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'];

/** Whether all of a block is private, IPv4 or IPv6 in CIDR notation: half of the internet is not. What cannot be read is not either. */
export function isPrivate(cidr: string): boolean {
  return cidr.includes(':') ? isUniqueLocal(cidr) : PRIVATE.some((block) => contains(block, cidr));
}

function isUniqueLocal(cidr: string): boolean {
  const [address, bits] = cidr.split('/');
  return Number(bits) >= 7 && (parseInt(address.split(':')[0], 16) & 0xfe00) === 0xfc00;
}
