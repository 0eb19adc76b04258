import { describe, expect, it } from 'vitest'
import { auto, autoModel } from '../auto.ts'
import type { Fitted, Model } from '../contract.ts'
import { croston } from '../intermittent/croston.ts'
import { changes } from '../models/arima-111/arima-111.ts'
import { autoregression } from '../models/autoregression/autoregression.ts'
import { ces } from '../models/ces/ces.ts'
import { dynamicTheta } from '../models/dynamic-theta.ts'
import { ets } from '../models/ets/ets.ts'
import { theta } from '../models/theta.ts'
import { randomFrom } from '../numerics/random.ts'
import { seasonallyAdjusted } from '../season/seasonally-adjusted.ts'
import { online } from './online.ts'

const random = randomFrom(5)
const series = Array.from(
  { length: 96 },
  (_, t) => (200 + t) * (1 + 0.2 * Math.sin((Math.PI * t) / 6)) * Math.exp(0.06 * random.normal()),
)
const history = series.slice(0, 72)
const later = series.slice(72).map((value, i) => (i === 5 ? Number.NaN : value))

const models: Record<string, Model> = {
  auto: autoModel(),
  ETS: ets(),
  'ETS MAdM': ets({ form: 'MAdM' }),
  'ETS AAA': ets({ form: 'AAA' }),
  'ETS of a multiplicative trend, by simulation': ets({ form: 'MMN' }),
  Theta: theta(),
  'dynamic Theta': dynamicTheta(),
  changes: changes(),
  'changes with growth': changes({ growth: true }),
  AR: autoregression(),
  'AR of changes': autoregression({ changes: true }),
  'seasonally adjusted AR': seasonallyAdjusted(autoregression({ changes: true })),
  CES: ces(),
  Croston: croston(),
}

function fitted(model: Model, values: readonly number[] = history): Fitted {
  const found = model.fit(values, { seasonLength: 12, nonNegative: true })
  if (found.kind === 'declined') throw new Error(found.reason)
  return found
}

describe.each(Object.entries(models))('%s in place', (_name, model) => {
  it('says what updates say, value by value, and leaves the model it was made of alone', () => {
    let slow = fitted(model)
    const begun = slow
    const before = begun.forecast({ horizon: 6 })
    const quick = online(begun)
    for (const value of later) {
      slow = slow.update(value)
      quick.update(value)
      for (const request of [{ horizon: 18 }, { horizon: 1, levels: [50, 95, 99] }])
        expect(quick.forecast(request)).toEqual(slow.forecast(request))
    }
    expect(begun.forecast({ horizon: 6 })).toEqual(before)
    expect(quick.fitted().forecast({ horizon: 12 })).toEqual(slow.forecast({ horizon: 12 }))
  })
})

describe('a model in place', () => {
  it('writes into the same arrays until something else is asked for', () => {
    const live = online(fitted(autoModel()))
    const first = live.forecast({ horizon: 6, levels: [80] })
    live.update(300)
    expect(live.forecast({ horizon: 6, levels: [80] }).mean).toBe(first.mean)
    expect(live.forecast({ horizon: 7, levels: [80] }).mean).not.toBe(first.mean)
  })

  it('lets go a model that stands on its own', () => {
    const live = online(fitted(autoModel()))
    const still = live.fitted()
    const mean = [...still.forecast({ horizon: 3 }).mean]
    for (const value of later) live.update(value)
    expect([...still.forecast({ horizon: 3 }).mean]).toEqual(mean)
  })

  it('refuses a value that is out of range', () => {
    expect(() => online(fitted(ets())).update(Number.POSITIVE_INFINITY)).toThrow('Infinity')
  })

  it('learns quarters anew with each value, as updates do, and near to a fit of all of them', () => {
    const sales = Array.from({ length: 28 }, (_, t) => 100 + 2 * t + [10, -20, 30, -20][t % 4]! + 6 * random.normal())
    const of = (values: readonly number[]) => {
      const found = auto({ series: values, seasonLength: 4 })
      if (found.kind === 'declined') throw new Error(found.reason)
      return found
    }
    let slow: Fitted = of(sales.slice(0, 22))
    const quick = online(slow)
    for (const value of sales.slice(22)) {
      slow = slow.update(value)
      quick.update(value)
    }
    const [updated, whole] = [slow.forecast({ horizon: 4 }), of(sales).forecast({ horizon: 4 })]
    expect(quick.forecast({ horizon: 4 })).toEqual(updated)
    for (let h = 0; h < 4; h++) expect(updated.mean[h]! / whole.mean[h]!).toBeCloseTo(1, 1.7)
  })

  it('serves intermittent demand too', () => {
    const found = auto({ series: Array.from({ length: 40 }, (_, t) => (t % 3 === 0 ? 5 + (t % 2) : 0)) })
    if (found.kind === 'declined') throw new Error(found.reason)
    const live = online(found)
    live.update(0)
    expect(live.forecast({ horizon: 2 })).toEqual(found.update(0).forecast({ horizon: 2 }))
  })
})
