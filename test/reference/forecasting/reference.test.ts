import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { croston, ets, naive, sba, seasonalNaive, theta } from '@drumbeat/forecasting'
import { describe, expect, it } from 'vitest'
import { parseForm } from '../../../packages/forecasting/src/models/ets/form.ts'
import { meanAhead, varianceAhead } from '../../../packages/forecasting/src/models/ets/horizon.ts'
import { RunMemory } from '../../../packages/forecasting/src/models/ets/memory.ts'

interface Bands {
  mean: number[]
  lo80: number[]
  hi80: number[]
  lo95: number[]
  hi95: number[]
}

interface ReferenceForm extends Bands {
  form: string
  loglik: number
  aicc: number
  sigma2: number
  par: { alpha: number; beta?: number; gamma?: number }
  state: number[]
}

interface ReferenceSeries {
  y: number[]
  seasonLength: number
  horizon: number
  forms: ReferenceForm[]
  damped: { form: string; loglik: number; aicc: number }[]
  chosen: { method: string; aicc: number; mean: number[] }
  theta: number[]
  naive: Bands
  seasonalNaive: Bands
}

/** Numbers made by reference.R with R's forecast package on series simulated there. */
const reference: {
  series: Record<string, ReferenceSeries>
  intermittent: Record<string, { y: number[]; croston: number[] }>
} = JSON.parse(readFileSync(resolve(import.meta.dirname, 'reference.json'), 'utf8'))
const series = Object.entries(reference.series)

function largestGap(ours: ArrayLike<number>, theirs: readonly number[]): number {
  return Math.max(...theirs.map((value, i) => Math.abs(ours[i]! - value) / Math.abs(value)))
}

describe.each(series)('R forecast on the series %s', (_, { y, seasonLength, horizon, ...theirs }) => {
  const options = { seasonLength }

  it.each([...theirs.forms, ...theirs.damped])(
    '$form: a likelihood never below R, and the same AICc for it',
    (form) => {
      const fitted = ets({ form: form.form }).fit(y, options)
      if (fitted.kind === 'declined') throw new Error(fitted.reason)
      expect(fitted.logLikelihood).toBeGreaterThan(form.loglik - 0.01)
      expect(fitted.aicc + 2 * fitted.logLikelihood).toBeCloseTo(form.aicc + 2 * form.loglik, 4)
    },
  )

  it.each(theirs.forms)('$form: the same point forecasts and intervals from the same parameters and state', (form) => {
    const kinds = parseForm(form.form)!
    const { alpha, beta = 0, gamma = 0 } = form.par
    const smoothing = { alpha, beta, gamma, phi: 1 }
    const [level = 0, ...rest] = form.state
    const trend = kinds.trend === 'N' ? 0 : rest.shift()!
    const season = kinds.season === 'N' ? new Float64Array(1) : Float64Array.from(rest).reverse()
    // R 8.20 adds gamma at step m for seasonal forms without a trend; the book (and this package) at step m + 1.
    const steps = kinds.trend === 'N' && kinds.season !== 'N' ? horizon - 1 : horizon
    const [mean, base, out] = [new Float64Array(horizon), new Float64Array(horizon), new Float64Array(horizon)]
    meanAhead({ form: kinds, smoothing, state: { level, trend, season }, time: 0, horizon, mean, base })
    varianceAhead({
      form: kinds,
      smoothing,
      variance: form.sigma2,
      horizon,
      mean,
      base,
      seasonLength,
      memory: new RunMemory(),
      out,
    })
    expect(largestGap(mean, form.mean)).toBeLessThan(1e-7)
    const hi95 = mean.map((value, h) => value + 1.959963984540054 * Math.sqrt(out[h]!))
    expect(largestGap(hi95, form.hi95.slice(0, steps))).toBeLessThan(1e-6)
  })

  it('ETS selection finds an AICc at least as good as R, within a hundredth', () => {
    const fitted = ets({ region: 'usual' }).fit(y, options)
    if (fitted.kind === 'declined') throw new Error(fitted.reason)
    expect(fitted.aicc).toBeLessThan(theirs.chosen.aicc + 0.01)
    expect(largestGap(fitted.forecast({ horizon }).mean, theirs.chosen.mean)).toBeLessThan(0.02)
  })

  it('Theta gives the same points to 1e-4', () => {
    const fitted = theta().fit(y, options)
    if (fitted.kind === 'declined') throw new Error(fitted.reason)
    expect(largestGap(fitted.forecast({ horizon }).mean, theirs.theta)).toBeLessThan(1e-4)
  })

  it.each([
    { model: naive(), bands: theirs.naive },
    { model: seasonalNaive(), bands: theirs.seasonalNaive },
  ])('$model.name gives the same points and intervals to 1e-9', ({ model, bands }) => {
    const fitted = model.fit(y, options)
    if (fitted.kind === 'declined') throw new Error(fitted.reason)
    const { mean, intervals } = fitted.forecast({ horizon })
    expect(largestGap(mean, bands.mean)).toBeLessThan(1e-9)
    expect(largestGap(intervals[0]!.lo, bands.lo80)).toBeLessThan(1e-9)
    expect(largestGap(intervals[1]!.hi, bands.hi95)).toBeLessThan(1e-9)
  })
})

describe.each(Object.entries(reference.intermittent))('R forecast on the intermittent series %s', (_, theirs) => {
  it('Croston gives the same points, and SBA takes alpha / 2 off', () => {
    const [plain, corrected] = [croston().fit(theirs.y), sba().fit(theirs.y)]
    if (plain.kind === 'declined' || corrected.kind === 'declined') throw new Error('declined')
    expect(largestGap(plain.forecast({ horizon: 3 }).mean, theirs.croston)).toBeLessThan(1e-9)
    expect(
      largestGap(
        corrected.forecast({ horizon: 3 }).mean,
        theirs.croston.map((mean) => mean * 0.95),
      ),
    ).toBeLessThan(1e-9)
  })
})
