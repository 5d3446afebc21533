/**
 * Reads an address or a range of addresses, IPv4 or IPv6 (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress).
 * @param range `203.0.113.0/24`, `2001:db8::/32`; without a prefix it is one address
 * @returns the bits that an address of the range begins with, and the number of bits of its addresses; undefined for what is none
 */
export function readRange(range: string): { readonly prefix: string; readonly size: number } | undefined {
  const [, address = '', length] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(range) ?? [];
  const bits = bitsOf(address);
  if (bits === undefined || Number(length ?? 0) > bits.length) return undefined;
  return { prefix: length === undefined ? bits : bits.slice(0, Number(length)), size: bits.length };
}

/** The bits of an address; undefined for what is none. */
export function bitsOf(address: string): string | undefined {
  return address.includes(':') ? bitsOfSix(address) : bitsOfFour(address);
}

function bitsOfFour(address: string): string | undefined {
  const parts = address.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return undefined;
  return parts.map((part) => Number(part).toString(2).padStart(8, '0')).join('');
}

function bitsOfSix(address: string): string | undefined {
  const halves = address.split('::');
  const [head, tail] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (halves.length > 2 || (tail ? missing < 1 : missing !== 0)) return undefined;
  const parts = [...head, ...Array<string>(missing).fill('0'), ...(tail ?? [])];
  if (!parts.every((part) => /^[\da-f]{1,4}$/i.test(part))) return undefined;
  return parts.map((part) => parseInt(part, 16).toString(2).padStart(16, '0')).join('');
}
