import { expect, test } from 'vitest'
import { fieldsBeyond } from './beyond.ts'

test('names what a reply says beside its contract, however deep', () => {
  const sent = { id: 1, rows: [{ name: 'a', secret: 's' }], total: { sum: 1, basis: 'sum' } }
  const kept = { id: 1, rows: [{ name: 'a' }], total: { sum: 1 } }
  expect(fieldsBeyond(sent, kept)).toEqual(['rows[].secret', 'total.basis'])
  expect(fieldsBeyond(kept, kept)).toEqual([])
})
