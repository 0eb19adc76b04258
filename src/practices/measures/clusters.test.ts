import { expect, test } from 'vitest'
import { clustersOf } from './clusters.ts'

const row = (id: string) => ({ id })

test('what is the same by way of a third is one group, and a pair with a row that is not there joins nothing', () => {
  const rows = ['a', 'b', 'c', 'd', 'e', 'f'].map(row)
  const pairs = [
    { a: 'c', b: 'a' },
    { a: 'c', b: 'e' },
    { a: 'b', b: 'gone' },
    { a: 'f', b: 'gone' },
  ]
  expect(clustersOf(rows, pairs)).toEqual([['a', 'c', 'e'].map(row)])
})
