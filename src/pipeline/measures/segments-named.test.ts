import { expect, test } from 'vitest'
import { fieldsNamedIn, segmentsNamedIn } from './segments-named.ts'

test('a question names segments to tell apart by, in conditions, and within composed figures', () => {
  const where = [{ segment: 'sector' as const, isNot: false, keys: ['resources'] }]
  expect([...segmentsNamedIn({ by: ['owner', 'employees(100;1000)'], where })]).toEqual([
    'owner',
    'employees',
    'sector',
  ])
  expect(fieldsNamedIn({ by: ['owner', 'field(Lead type)'], where })).toEqual(['field(Lead type)'])
  const measures = ['won', 'won-distinct-source', 'won-amount-top-5-account', 'won-amount-p90']
  expect([...segmentsNamedIn({ measures })]).toEqual(['source', 'account'])
  expect(
    segmentsNamedIn({ where: [{ segment: 'account', isNot: false, keys: ['Open source Ltd'] }] }).has('source'),
  ).toBe(false)
})
