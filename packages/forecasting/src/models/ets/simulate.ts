import { randomFrom } from '../../numerics/random.ts'
import type { EtsForm } from './form.ts'
import { type EtsState, runRecursion, type Smoothing } from './recursion.ts'

/**
 * Simulates paths of a form with normal errors and returns, per step, the sorted values of all paths. Paths that a
 * multiplicative form cannot continue stay at their last possible value. The same seed gives the same paths.
 */
export function simulateAhead(given: {
  form: EtsForm
  smoothing: Smoothing
  state: EtsState
  time: number
  variance: number
  horizon: number
  paths: number
  seed: number
}): Float64Array[] {
  const { horizon, paths } = given
  const random = randomFrom(given.seed)
  const room = { one: new Float64Array(1), residual: new Float64Array(1) }
  const steps = Array.from({ length: horizon }, () => new Float64Array(paths))
  for (let path = 0; path < paths; path++) {
    const state = { ...given.state, season: given.state.season.slice() }
    let last = given.state.level
    for (let h = 0; h < horizon; h++) {
      const next = stepOnce({ ...given, ...room }, state, given.time + h, random.normal() * Math.sqrt(given.variance))
      if (Number.isFinite(next)) last = next
      steps[h]![path] = last
    }
  }
  for (const values of steps) values.sort()
  return steps
}

/** One step of the recursion with a drawn error; NaN where the form has left its range. */
function stepOnce(
  model: { form: EtsForm; smoothing: Smoothing; one: Float64Array; residual: Float64Array },
  state: EtsState,
  time: number,
  error: number,
): number {
  const { form, smoothing, one, residual } = model
  const mu = nextMean(form, smoothing, state, time)
  const y = form.error === 'M' ? mu * (1 + Math.max(-0.999, error)) : mu + error
  one[0] = y
  const cost = runRecursion({ form, smoothing, state, y: one, residual, from: time })
  return cost < Number.POSITIVE_INFINITY ? y : Number.NaN
}

function nextMean(form: EtsForm, smoothing: Smoothing, state: EtsState, time: number): number {
  const s = state.season[time % state.season.length]!
  let q = state.level
  if (form.trend.startsWith('A')) q += smoothing.phi * state.trend
  else if (form.trend !== 'N') q *= state.trend ** smoothing.phi
  return form.season === 'M' ? q * s : form.season === 'A' ? q + s : q
}
