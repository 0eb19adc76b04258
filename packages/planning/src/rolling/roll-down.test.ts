import { expect, it } from 'vitest'
import { random } from '../risk/random.ts'
import { divide, rollDown } from './roll-down.ts'

it('divides whole units without losing or making one', () => {
  expect(divide(10, [1, 1, 1])).toEqual([4, 3, 3])
  expect(divide(7, [0, 0])).toEqual([4, 3])
})

it('keeps every sum exact through ten thousand edits at any level', () => {
  const { uniform } = random(5)
  const nodes = [{ id: 'all', parent: undefined as string | undefined, weight: 1 }]
  for (let f = 0; f < 5; f++) {
    nodes.push({ id: `f${f}`, parent: 'all', weight: 1 + f })
    for (let i = 0; i < 6; i++) {
      nodes.push({ id: `f${f}i${i}`, parent: `f${f}`, weight: uniform() })
      for (let w = 0; w < 4; w++) nodes.push({ id: `f${f}i${i}w${w}`, parent: `f${f}i${i}`, weight: uniform() })
    }
  }
  const plan = rollDown({ nodes, totals: { all: 123_457 } })
  let drift = 0
  for (let edit = 0; edit < 10_000; edit++) {
    const { id } = nodes[Math.floor(uniform() * nodes.length)]!
    const wanted = Math.floor(uniform() * 50_000)
    const before = plan.quantity('all') - plan.quantity(id)
    plan.set(id, wanted)
    if (plan.quantity(id) !== wanted || plan.quantity('all') !== before + wanted) drift++
  }
  expect(plan.quantity('all')).toBe([0, 1, 2, 3, 4].reduce((total, f) => total + plan.quantity(`f${f}`), 0))
  expect(drift).toBe(0)
})
