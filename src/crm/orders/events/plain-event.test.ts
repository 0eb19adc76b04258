import { hash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { digestOf } from '../../events/record.ts'
import { saidNames } from './digest.ts'
import { OrderEvent } from './event.ts'
import { plainEvent } from './plain-event.ts'

const text = fc.oneof(
  fc.constantFrom('A1', ' A1', 'A1 ', 'ä', '\u00a0x', '', '"', 'x'.repeat(200), 'x'.repeat(201)),
  fc.string(),
)
const number = fc.constantFrom('1', '-12.5', '1.1234567', '1e3', ' 1', '+1', '12345678901234', '', 4, -2.5, 1e21, null)
const day = fc.constantFrom(
  '2026-11-29',
  '2026-02-29',
  '2024-02-29',
  '2026-04-31',
  '2026-12-31',
  '2026-00-01',
  '2026-1-1',
  20261129,
)
const may = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 3 })
const record = fc.record(
  {
    ...{ key: text, order: text, line: may(text), item: may(text), territory: may(text), account: may(text) },
    ...{ person: may(text), channel: may(text), promotion: may(text), quantity: may(number), amount: may(number) },
    action: fc.constantFrom('place', 'correct', 'cancel', 'delete', undefined),
    ...{ orderedOn: may(day), currency: fc.constantFrom('USD', 'usd', 'US', undefined), note: may(text) },
  },
  { requiredKeys: ['key', 'order'] },
)

test('what is plainly an event is the event that the schema says it is', () => {
  let plain = 0
  fc.assert(
    fc.property(record, (said) => {
      const value: unknown = JSON.parse(JSON.stringify(said))
      const quick = plainEvent(value)
      if (quick === null) return
      plain++
      expect(quick).toEqual(OrderEvent.parse(value))
    }),
    { numRuns: 3000 },
  )
  expect(plain).toBeGreaterThan(10)
  for (const value of [null, 'text', [], 7]) expect(plainEvent(value)).toBeNull()
})

test('what an event says is named as ever: by its fields in the order of their names', () => {
  const event = {
    key: 'k',
    order: '1',
    line: '1',
    action: 'place',
    item: 'say "x"',
    orderedOn: '2026-11-29',
    quantity: '1',
  } as const
  const sorted = Object.entries(event)
    .filter(([name]) => name !== 'key')
    .sort(([a], [b]) => (a < b ? -1 : 1))
  expect(digestOf<OrderEvent>(event as OrderEvent, saidNames)).toBe(hash('md5', JSON.stringify(sorted)))
})
