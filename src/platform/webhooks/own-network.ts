import { BlockList, isIP } from 'node:net'

/** Addresses of this machine. */
const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

/** Addresses that mean something only inside a network: private, shared, link-local (where clouds keep their secrets), none. */
const inside = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  inside.addSubnet(net, bits, 'ipv4')
inside.addAddress('::', 'ipv6')
inside.addSubnet('fc00::', 7, 'ipv6')
inside.addSubnet('fe80::', 10, 'ipv6')

/**
 * Whether an address lies inside, where nobody out there could reach it: whoever may name an address to be called must not
 * reach through the server what they cannot reach themselves. This machine counts as inside unless the site is only there too.
 */
export function isInside(address: string, { mayReachThisMachine }: { mayReachThisMachine: boolean }): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  const family = isIP(plain) === 6 ? 'ipv6' : 'ipv4'
  return inside.check(plain, family) || (!mayReachThisMachine && loopback.check(plain, family))
}
