import { expect, test } from 'vitest'
import { statesOf } from './history.ts'

test('a deal is told by what all its properties were whenever one of them changed, from its first stage on', () => {
  const at = (day: number) => `2026-01-0${day}T00:00:00.000Z`
  const states = statesOf({
    dealstage: [
      { value: 'won', timestamp: at(5) },
      { value: 'open', timestamp: at(2) },
    ],
    amount: [
      { value: '20', timestamp: at(5) },
      { value: '10', timestamp: at(1) },
    ],
    closedate: [{ value: null, timestamp: at(3) }],
  })
  expect(states).toEqual([
    { at: at(2), values: { dealstage: 'open', amount: '10', closedate: '' } },
    { at: at(3), values: { dealstage: 'open', amount: '10', closedate: '' } },
    { at: at(5), values: { dealstage: 'won', amount: '20', closedate: '' } },
  ])
})
