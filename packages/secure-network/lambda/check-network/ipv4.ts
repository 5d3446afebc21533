/** Whether an IPv4 block holds all of another, both in CIDR notation. */
export function contains(outer: string, inner: string): boolean {
  const [one, other] = [rangeOf(outer), rangeOf(inner)];
  return one.first <= other.first && other.last <= one.last;
}

function rangeOf(cidr: string): { first: number; last: number } {
  const [address, bits] = cidr.split('/');
  const size = 2 ** (32 - Number(bits));
  const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const first = Math.floor(number / size) * size;
  return { first, last: first + size - 1 };
}
