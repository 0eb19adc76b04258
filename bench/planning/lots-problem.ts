import type { PlanModel } from '@drumbeat/planning'

/** Size and tightness of one random lot-sizing problem. */
export interface LotShape {
  readonly items: number
  readonly periods: number
  readonly load: number
  readonly seed: number
  /** What the load counts beside the work itself: a setup of every item with demand (as Trigeiro did), or half as many. */
  readonly counts: 'every setup' | 'half the setups'
}

/**
 * A random problem after Trigeiro, Thomas and McClain (1989): one machine, one hour per unit; demand normal around 100
 * with a deviation of 10 or 35 (odd and even seeds), a quarter of the first four periods without any; setups of 10 to 50
 * hours; setup cost such that an item alone would be made about every 1, 2 or 4 periods (seed mod 3, the items +-50 %);
 * holding 0.5 to 1.5 per unit and period; nothing in stock. Capacity is the average work of a period / load.
 */
export function lotProblem(shape: LotShape): PlanModel {
  const dice = diceOf(shape.seed * 7919 + shape.items)
  const deviation = shape.seed % 2 === 1 ? 10 : 35
  const cycle = [1, 2, 4][shape.seed % 3]!
  const items = Array.from({ length: shape.items }, (_, i) => {
    const quantity = Array.from({ length: shape.periods }, (_, t) => {
      const wanted = Math.max(0, Math.round(100 + deviation * normal(dice)))
      return t < 4 && dice() < 0.25 ? 0 : wanted
    })
    const holding = Math.round(10 * (0.5 + dice())) / 10
    const hours = Math.round(10 + 40 * dice())
    const cost = Math.round(50 * cycle * cycle * holding * (0.5 + dice()))
    return { item: `item ${i + 1}`, quantity, holding, hours, cost }
  })
  const share = shape.counts === 'every setup' ? 1 : 0.5
  let work = 0
  for (const { quantity, hours } of items) for (const each of quantity) work += each > 0 ? each + share * hours : 0
  return {
    periods: shape.periods,
    items: items.map(({ item }) => item),
    stock: items.map(({ item, holding }) => ({ item, holdingCost: holding })),
    demand: items.map(({ item, quantity }) => ({ item, quantity })),
    recipes: items.map(({ item, hours, cost }) => ({
      item,
      hours: { line: 1 },
      setup: { cost, hours: { line: hours } },
    })),
    resources: [{ id: 'line', capacity: Math.round(work / shape.periods / shape.load) }],
  }
}

function normal(dice: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - dice())) * Math.cos(2 * Math.PI * dice())
}

function diceOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
