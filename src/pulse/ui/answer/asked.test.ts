import { expect, test } from 'vitest'
import { pulseContract } from '../../contract.ts'
import { asks } from './asked.ts'

test('the survey page asks where the contract answers', () => {
  const told = Object.keys(asks).map((name) => {
    const { method, path } = pulseContract[name as keyof typeof asks]
    return [name, { method, path }]
  })
  expect(asks).toEqual(Object.fromEntries(told))
})
