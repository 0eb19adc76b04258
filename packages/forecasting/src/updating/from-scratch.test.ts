import fc from 'fast-check'
import { expect, it } from 'vitest'
import { auto } from '../auto.ts'
import type { Fitted, Forecast } from '../contract.ts'
import { randomFrom } from '../numerics/random.ts'
import { online } from './online.ts'

/** Sales of many kinds: in season, with closed periods, seldom, and with gaps; a shock now and then. */
function sales({
  seed,
  m,
  length,
  zeros,
  gaps,
}: {
  seed: number
  m: number
  length: number
  zeros: Zeros
  gaps: boolean
}) {
  const random = randomFrom(seed)
  const swing = 0.4 * random.uniform()
  return Array.from({ length }, (_, t) => {
    const mean = (100 + t) * (1 + swing * Math.sin((2 * Math.PI * t) / m))
    const value = Math.max(0, Math.round(mean * Math.exp(0.1 * random.normal()) * (random.uniform() < 0.04 ? 3 : 1)))
    const [isGap, isSold] = [random.uniform() < 0.05, random.uniform() < 0.3]
    if (gaps && isGap) return Number.NaN
    return (zeros === 'seldom' && !isSold) || (zeros === 'in season' && t % m >= m - m / 4) ? 0 : value
  })
}
type Zeros = 'none' | 'in season' | 'seldom'

const kinds = fc.record({
  seed: fc.integer({ min: 1, max: 1e6 }),
  m: fc.constantFrom(12, 4, 12, 52),
  zeros: fc.constantFrom<Zeros>('none', 'none', 'in season', 'seldom'),
  gaps: fc.boolean(),
})
/** What happens after a period is over: how far back a value is corrected, and what is asked of the model meanwhile. */
const events = fc.array(
  fc.record({
    late: fc.option(fc.record({ back: fc.nat(9), times: fc.double({ min: 0, max: 2, noNaN: true }) })),
    asked: fc.constantFrom([], [80, 95], [95]),
    horizon: fc.integer({ min: 1, max: 18 }),
    whatIf: fc.boolean(),
    restarted: fc.boolean(),
  }),
  { minLength: 6, maxLength: 12 },
)

it('says after values one by one, some corrected late, what a model begun anew says of all of them', () => {
  fc.assert(
    fc.property(kinds, events, (kind, happened) => {
      const { m } = kind
      const known = m === 52 ? 110 : m === 12 ? 40 : 22
      const values = sales({ ...kind, length: known + happened.length })
      const begun = () => fittedTo(values.slice(0, known), m)
      const after: Fitted[] = [begun()] // as it stood after so many values
      let live = online(after[0]!)
      for (const [k, { late, asked, horizon, whatIf, restarted }] of happened.entries()) {
        live.forecast({ horizon, levels: asked })
        if (whatIf) online(after[k]!).update(2 * values[known]! || 50)
        live.update(values[known + k]!)
        after.push(live.fitted())
        if (late) {
          const from = Math.max(0, k - late.back)
          values[known + from] = Math.round((values[known + from]! || 100) * late.times)
          live = online(after[from]!)
          for (let i = from; i <= k; i++) {
            live.update(values[known + i]!)
            after[i + 1] = live.fitted()
          }
        }
        if (restarted) live = online(after[k + 1]!)
      }
      let anew = begun()
      for (const value of values.slice(known)) anew = anew.update(value)
      const request = { horizon: 18, levels: [80, 95] }
      expect(furthest(live.forecast(request), anew.forecast(request))).toBeLessThan(1e-9)
      expect(furthest(after.at(-1)!.forecast(request), anew.forecast(request))).toBeLessThan(1e-9)
    }),
    { numRuns: 24, seed: 13 },
  )
})

function fittedTo(series: readonly number[], seasonLength: number): Fitted {
  const fitted = auto({ series, seasonLength, nonNegative: true })
  if (fitted.kind === 'declined') throw new Error(fitted.reason)
  return fitted
}

/** The largest difference of means and bounds, as a share of what is said. */
function furthest(one: Forecast, other: Forecast): number {
  const numbers = ({ mean, intervals }: Forecast) => [mean, ...intervals.flatMap(({ lo, hi }) => [lo, hi])]
  const others = numbers(other)
  return Math.max(
    ...numbers(one).flatMap((row, i) =>
      Array.from(row, (value, h) => Math.abs(value - others[i]![h]!) / (1 + Math.abs(others[i]![h]!))),
    ),
  )
}
