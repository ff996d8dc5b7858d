import { describe, expect, it } from 'vitest'

import { addressForCounting } from '../../server/auth/address.ts'

describe('when attempts from one address are counted', () => {
  it.each([
    ['an IPv4 address is itself', '192.0.2.7', '192.0.2.7'],
    ['an IPv4 address in IPv6 clothes is the IPv4 address', '::ffff:192.0.2.7', '192.0.2.7'],
    ['… however it is written', '::ffff:c000:207', '192.0.2.7'],
    ['an IPv6 address is its network', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['… with zeros left out', '2001:db8::1', '2001:db8:0:0::/64'],
    ['… in capitals with leading zeros', '2001:0DB8:0000:0000:0000:0000:0000:0001', '2001:db8:0:0::/64'],
    ['… with a zone', 'fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['the machine itself', '::1', '0:0:0:0::/64'],
    ['what is no address is itself', 'unknown', 'unknown'],
    ['nothing is itself', '', ''],
  ])('%s', (_name, address, counted) => {
    expect(addressForCounting(address)).toBe(counted)
  })
})
