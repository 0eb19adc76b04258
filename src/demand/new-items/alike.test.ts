import { expect, test } from 'vitest'
import { apart, FAMILY, weightsOf } from './alike.ts'

let state = 7
const chance = () => {
  state = (state * 1103515245 + 12345) % 2 ** 31
  return state / 2 ** 31
}

/** Two families of twenty items each; those of the brand Aster sell four times as much as others of their family, colours tell nothing. */
const items = Array.from({ length: 40 }, (_, i) => {
  const brand = i % 2 === 0 ? 'Aster' : 'Bolt'
  const family = i < 20 ? 'bikes' : 'parts'
  const level = (family === 'bikes' ? 40 : 800) * (brand === 'Aster' ? 4 : 1) * Math.exp(0.2 * (chance() - 0.5))
  const said = { [FAMILY]: family, Brand: brand, Colour: i % 3 === 0 ? 'red' : 'blue' }
  return { name: `${i}`, price: 100 + i, said, values: new Float64Array(24).fill(level) }
})

test('attributes count by how much farther apart items sell that differ in them', () => {
  const { said } = weightsOf(items)
  const of = Object.fromEntries(said.map((each) => [each.name, each]))
  expect(Math.exp(of.Brand!.weight)).toBeCloseTo(4, 0)
  expect(of.Colour!.weight).toBeLessThan(0.1)
  expect(of[FAMILY]!.weight).toBeGreaterThan(of.Brand!.weight)
  expect([of.Brand!.same < 1.2, of.Brand!.other > 3.5]).toEqual([true, true])
})

test('the nearest are those of the family and the brand, then those of the family', () => {
  const weights = weightsOf(items)
  const coming = { price: 110, said: { [FAMILY]: 'bikes', Brand: 'Aster', Colour: 'blue' } }
  const sorted = items.toSorted((a, b) => apart(coming, a, weights) - apart(coming, b, weights))
  expect(new Set(sorted.slice(0, 10).map(({ said }) => `${said[FAMILY]} ${said.Brand}`))).toEqual(
    new Set(['bikes Aster']),
  )
  expect(new Set(sorted.slice(10, 20).map(({ said }) => said[FAMILY]))).toEqual(new Set(['bikes']))
})

test('of fewer than ten pairs nothing is told but family and price', () => {
  const { said, price } = weightsOf(items.slice(0, 3))
  expect([said, price]).toEqual([[], 0.5])
  const coming = { price: 100, said: { [FAMILY]: 'bikes' } }
  expect(apart(coming, { price: 200, said: { [FAMILY]: 'bikes' } }, { said, price })).toBeCloseTo(0.5, 12)
  expect(apart(coming, { price: 100, said: { [FAMILY]: 'parts' } }, { said, price })).toBeCloseTo(1, 12)
})
