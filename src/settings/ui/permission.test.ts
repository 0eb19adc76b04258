import { expect, test } from 'vitest'
import { permissions } from '#roles.ts'
import { spokenPermission } from './permission.ts'

test('every permission that a role holds is told in words of its own', () => {
  for (const permission of permissions) expect(spokenPermission(permission)).not.toMatch(/:/)
  const told = permissions.map(spokenPermission)
  expect(new Set(told).size).toBe(permissions.length)
})
