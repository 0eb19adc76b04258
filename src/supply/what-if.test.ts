import { expect, test } from 'vitest'
import { editsOf } from './what-if.ts'

const model = {
  periods: [
    { id: 'Nov', days: 10 },
    { id: 'Dec', days: 31 },
  ],
  items: [
    { id: 'a', family: 'Pumps' },
    { id: 'b', family: 'Pumps' },
    { id: 'c', family: 'Valves' },
  ],
  demand: [
    { item: 'a', quantity: [10, 30] },
    { item: 'b', quantity: [30, 90] },
    { item: 'c', quantity: [0, 5] },
  ],
  resources: [{ id: 'press', capacity: [50, 160] }],
}
const of = { model, startsOn: ['2026-11-01', '2026-12-01'] }

test('items of a family keep their mix, and of the running month only the days that are left count', () => {
  const world = {
    demand: [
      { family: 'Pumps', month: '2026-11-01', units: 240 },
      { family: 'Pumps', month: '2026-12-01', units: 60 },
    ],
    capacity: [],
  }
  expect(editsOf(world, of)).toEqual({
    edits: [
      { kind: 'demand', row: 0, period: 1, quantity: 20 },
      { kind: 'demand', row: 1, period: 1, quantity: 60 },
      { kind: 'demand', row: 0, period: 2, quantity: 15 },
      { kind: 'demand', row: 1, period: 2, quantity: 45 },
    ],
    leftOut: [],
  })
})

test('half the hours of a month are half its capacity; what the plan does not know is named', () => {
  const world = {
    demand: [{ family: 'Valves', month: '2026-11-01', units: 4 }],
    capacity: [
      { resource: 'press', month: '2026-12-01', share: 0.5 },
      { resource: 'oven', month: '2026-12-01', share: 0.5 },
    ],
  }
  expect(editsOf(world, of)).toEqual({
    edits: [{ kind: 'capacity', resource: 'press', period: 2, hours: 80 }],
    leftOut: ['Valves in 2026-11', 'oven in 2026-12'],
  })
})
