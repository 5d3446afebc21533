import { blockAround, privateSpace } from '../../src/private/addresses/ipv4-block';

/** Whether all of a block is private, IPv4 or IPv6 in CIDR notation: half of the internet is not. What cannot be read is not either. IPv6: https://www.rfc-editor.org/rfc/rfc4193 */
export function isPrivate(cidr: string): boolean {
  if (cidr.includes(':')) return isUniqueLocal(cidr);
  const block = blockAround(cidr);
  return block !== undefined && privateSpace(block) !== undefined;
}

function isUniqueLocal(cidr: string): boolean {
  const [address, bits] = cidr.split('/');
  return Number(bits) >= 7 && (parseInt(address.split(':')[0], 16) & 0xfe00) === 0xfc00;
}
