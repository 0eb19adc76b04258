import { expect, test } from 'vitest'
import { isInside } from './own-network.ts'

test.each([
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '::',
  'fd12::1',
  'fe80::1',
  '::ffff:10.1.2.3',
])('%s lies inside', (address) => {
  expect(isInside(address, { mayReachThisMachine: true })).toBe(true)
})

test.each(['8.8.8.8', '172.32.0.1', '192.169.0.1', '100.128.0.1', '2001:4860:4860::8888'])('%s does not', (address) => {
  expect(isInside(address, { mayReachThisMachine: false })).toBe(false)
})

test.each(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])(
  '%s, this machine, may be called only where the site is only there too',
  (address) => {
    expect([true, false].map((may) => isInside(address, { mayReachThisMachine: may }))).toEqual([false, true])
  },
)
