import { isIPv6 } from 'node:net'

/**
 * What counts as one address when attempts are counted: an IPv4 address as it is, and of an IPv6 address the first
 * 64 bits, since whoever has one address of such a network has all of them.
 *
 * @param address as the connection or a trusted proxy gave it; what is no address counts as itself
 */
export function addressForCounting(address: string): string {
  const unzoned = address.split('%')[0] ?? ''
  if (!isIPv6(unzoned)) return address
  // The URL parser writes every spelling of an IPv6 address in one way (RFC 5952), in hexadecimal only.
  const written = new URL(`http://[${unzoned}]/`).hostname.slice(1, -1)
  const [left = '', right = ''] = written.split('::')
  const before = groupsOf(left)
  const after = groupsOf(right)
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0')
  const groups = [...before, ...zeros, ...after]
  const [high = '0', low = '0'] = groups.slice(6)
  if (groups.slice(0, 5).every((group) => group === '0') && groups[5] === 'ffff') return ipv4Of(high, low)
  return `${groups.slice(0, 4).join(':')}::/64`
}

function groupsOf(half: string): string[] {
  return half === '' ? [] : half.split(':')
}

/** An IPv4 address that came in IPv6 clothes (`::ffff:192.0.2.1`), as a server that listens on both sees them all. */
function ipv4Of(high: string, low: string): string {
  const [first, second] = [Number.parseInt(high, 16), Number.parseInt(low, 16)]
  return [first >> 8, first & 255, second >> 8, second & 255].join('.')
}
