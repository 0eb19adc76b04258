import { describe, expect, test } from 'vitest'
import { firstForecast, type Sold, triedOn } from './first-forecast.ts'

const months = 48
const shape = { season: 12, horizon: 12 }

let state = 5
const chance = () => {
  state = (state * 1103515245 + 12345) % 2 ** 31
  return state / 2 ** 31
}
const normal = () => Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance())

/** An item that sells 20,000 a month through its price, a third more or less than that, and grows to it in half a year. */
function item(price: number, launched: number, length = months): Sold {
  const level = (20_000 / price) * Math.exp(0.3 * normal())
  const values = Float64Array.from({ length }, (_, t) => {
    const grown = launched === 0 ? 1 : Math.min(1, 0.4 + 0.1 * (t - launched))
    const season = 1 + 0.3 * Math.sin((2 * Math.PI * t) / 12)
    return t < launched ? Number.NaN : Math.round(level * grown * season * Math.exp(0.1 * normal()))
  })
  return { name: `${price}`, price, said: {}, values }
}

const family = () => {
  const sold = [0, 0, 0, 0, 6, 9, 14, 17, 20, 24, 27, 30].map((at, i) => item(100 + 25 * (i % 5), at))
  return sold
}

describe('an item that was never sold', () => {
  test('is expected to sell as those near to it in price did: dear ones little, cheap ones much', () => {
    const cheap = [3, 6, 9, 12, 15].map((at) => item(50, at))
    const dear = [4, 7, 10, 13, 16].map((at) => item(800, at))
    const year = (price: number) => {
      const { ahead } = firstForecast({ price, said: {} }, { sold: [...cheap, ...dear], wait: 0, ...shape })
      return ahead!.reduce((sum, { mean }) => sum + mean, 0)
    }
    expect(year(60)).toBeGreaterThan(5 * year(700))
  })

  test('comes within its 80 % range four months of five, seen over 120 launches', () => {
    let [inside, of] = [0, 0]
    for (let run = 0; run < 120; run++) {
      const price = 100 + 25 * (run % 5)
      const { values } = item(price, months, months + 12)
      const { ahead } = firstForecast({ price, said: {} }, { sold: family(), wait: 0, ...shape })
      for (const [i, { lo80, hi80 }] of ahead!.entries()) {
        of++
        if (values[months + i]! >= lo80 && values[months + i]! <= hi80) inside++
      }
    }
    expect(inside / of).toBeGreaterThan(0.7)
    expect(inside / of).toBeLessThan(0.95)
  })

  test('that begins half a year from now has the season of its months', () => {
    const sold = [0, 0, 0, 0, 0, 0].map((at) => item(100, at))
    const now = firstForecast({ price: 100, said: {} }, { sold, wait: 0, ...shape }).ahead!
    const later = firstForecast({ price: 100, said: {} }, { sold, wait: 6, ...shape }).ahead!
    // Month 48 is the first of a year: its third month is the height of the season, and half a year later the depth.
    expect(now[3]!.mean / now[9]!.mean).toBeGreaterThan(1.5)
    expect(later[3]!.mean / later[9]!.mean).toBeLessThan(1 / 1.5)
  })

  test('of a family of two is not forecast, and the reason is said', () => {
    expect(firstForecast({ price: null, said: {} }, { sold: [item(100, 0), item(100, 3)], wait: 0, ...shape })).toEqual(
      {
        ahead: null,
        reason: 'Only 2 items of its family sold so far; it takes at least 3 to tell.',
      },
    )
  })
})

test('first forecasts are tried on items that were new before, from what the others had sold by then', () => {
  const tried = triedOn(family(), shape)!
  expect(tried.items).toBe(8)
  expect(tried.months).toBe(8 * 12)
  expect(tried.inside / tried.months).toBeGreaterThan(0.5)
  expect(tried.wape).toBeGreaterThan(0.05)
  expect(tried.wape).toBeLessThan(0.6)
  expect(
    triedOn(
      [0, 0, 0, 0].map((at) => item(100, at)),
      shape,
    ),
  ).toBeNull()
})
