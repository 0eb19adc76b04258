import { expect, test } from 'vitest'
import { writtenIn } from '#platform/numbers/written.ts'
import { changeInWords, madeOfInWords } from './words.ts'

const { number: write, percent } = writtenIn('en-US')

test('a change is said with its parts, the largest first', () => {
  const change = { before: 1000, now: 1430, data: 412, model: -12, signal: 0, promotion: 0, newItem: 0, override: 30 }
  expect(changeInWords({ name: 'Grinders', change, periods: 'the next 3 months' }, write)).toBe(
    'Grinders: +430 in the next 3 months: +412 by order lines, +30 by what was set by hand, −12 by models fitted anew.',
  )
})

test('a forecast reads as level, trend, season and what people add; parts of nothing are not said', () => {
  const period = { startsOn: '2027-03-01', label: 'Mar 2027', level: 3000, trend: 90, season: -30, addingUp: 0.2 }
  const rest = { orders: 0, signals: 0, promotions: 120, newItems: 0, override: 400, planned: 3580.2 }
  expect(madeOfInWords({ ...period, ...rest }, { write, percent })).toBe(
    'Mar 2027: 3,580 = level 3,000, trend +3.0%, season −1.0%, promotions +120, set by hand +400.',
  )
})
