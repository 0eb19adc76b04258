import { expect, test } from 'vitest'
import { outageOf } from './outage.ts'

const failed = (code: string, more: object = {}) => Object.assign(new Error('failed'), { code, ...more })

test.each([
  ['a server that is gone', failed('ECONNREFUSED'), 'no-database'],
  ['a socket that is gone', failed('ENOENT', { syscall: 'connect' }), 'no-database'],
  ['a server that shuts down', failed('57P01', { severity: 'FATAL' }), 'no-database'],
  ['a line cut in a query', new Error('Connection terminated unexpectedly'), 'no-database'],
  ['an outage below another error', new Error('it broke', { cause: failed('ECONNRESET') }), 'no-database'],
  ['two changes that block each other', failed('40P01'), 'busy'],
  ['a full disk under PostgreSQL', failed('53100'), 'disk-full'],
  ['a full disk under the uploads', failed('ENOSPC'), 'disk-full'],
])('%s is an outage', (_, error, code) => {
  expect(outageOf(error)?.code).toBe(code)
})

test.each([failed('ENOENT', { syscall: 'open' }), failed('23505'), new TypeError('x is undefined'), null])(
  'a fault of ours is none: %s',
  (error) => {
    expect(outageOf(error)).toBeNull()
  },
)
