import { expect, test } from 'vitest'
import { inTurn, type Seat } from './in-turn.ts'

function dealt(seats: Seat[], turns: number): string {
  let now = seats
  let said = ''
  for (let turn = 0; turn < turns; turn++) {
    const found = inTurn(now)
    if (!found) return `${said}-`
    said += found.personId
    now = now.map((seat) => ({ ...seat, credit: found.credits.get(seat.personId) ?? seat.credit }))
  }
  return said
}
const seat = (personId: string, weight: number, isFree = true): Seat => ({ personId, weight, credit: 0, isFree })

test('turns follow the weights, spread evenly within each round', () => {
  // The published example of smooth weighted round robin with weights 5, 1, 1.
  expect(dealt([seat('a', 5), seat('b', 1), seat('c', 1)], 7)).toBe('aabacaa')
  expect(dealt([seat('a', 1), seat('b', 1)], 6)).toBe('ababab')
})

test('who is away is passed over and is not flooded on coming back', () => {
  expect(dealt([seat('a', 1), seat('b', 1, false)], 3)).toBe('aaa')
  expect(dealt([seat('a', 1, false)], 1)).toBe('-')
})
