import { type Declined, declined, type Fitted, type Model } from '../../contract.ts'
import { normalForecast } from '../../intervals/intervals.ts'
import { meanSize } from '../../numerics/scale.ts'
import { interpolate } from '../../treatment/missing.ts'
import { checkRequest, checkUpdate, type Validated, validate } from '../../validation.ts'
import { estimateCes } from './estimate.ts'
import type { CesEstimate, CesForm } from './form.ts'
import { type CesState, copyState, runCes } from './recursion.ts'

/**
 * Complex exponential smoothing (Svetunkov, Kourentzes & Ord 2022): one model that glides between level and trend. Chooses
 * by AICc between no season and the simple, partial and full seasonal forms, or fits the form named.
 */
export function ces({ form }: { form?: CesForm } = {}): Model {
  return {
    name: form ? `CES ${form}` : 'CES',
    fit(series, options) {
      const valid = validate(series, options)
      return valid.kind === 'declined' ? valid : fitCes(valid, form)
    },
  }
}

/** Longer seasons have more states than evidence. */
const longestSeason = 24

function fitCes(valid: Validated, form: CesForm | undefined): Fitted | Declined {
  const { observed, seasonLength: m } = valid
  if (observed < 7) return declined(`CES needs at least 7 values; got ${observed}. Use the naive or mean model.`)
  const seasonal = m > 1 && m <= longestSeason && valid.y.length > 2 * m
  if (form && form !== 'none' && !seasonal) {
    return declined(
      `CES ${form} needs a season of 2 to ${longestSeason} and two seasons of values; got ${m} and ${observed}.`,
    )
  }
  const scale = meanSize(valid.y)
  const y = valid.y.map((value) => value / scale)
  const data = { y, filled: interpolate(y), observed, seasonLength: m }
  const forms: CesForm[] = form ? [form] : seasonal ? ['none', 'simple', 'partial', 'full'] : ['none']
  const found = forms.map((each) => estimateCes(each, data)).filter((each) => each !== undefined)
  const best = found.toSorted((a, b) => a.aicc - b.aicc)[0]
  if (!best) return declined(`CES needs more than ${observed} values for a season of ${m}. Use ETS.`)
  return fittedAt({ best, state: best.state, time: y.length, scale, nonNegative: valid.nonNegative })
}

interface State {
  readonly best: CesEstimate
  readonly state: CesState
  readonly time: number
  readonly scale: number
  readonly nonNegative: boolean
}

function fittedAt(at: State): Fitted {
  const { best, time, scale, nonNegative } = at
  return {
    kind: 'fitted',
    name: `CES(${best.form})`,
    forecast(request) {
      const { horizon, levels } = checkRequest(request)
      const mean = ahead(at, horizon)
      const deviation = Float64Array.from(weightSums(best, horizon), (sum) => Math.sqrt(best.variance * sum) * scale)
      return normalForecast({ mean, deviation, levels, nonNegative })
    },
    update(value) {
      const state = copyState(at.state)
      const y = Float64Array.of(checkUpdate(value) / scale)
      runCes({ smoothing: best.smoothing, state, y, residual: new Float64Array(1), from: time })
      return fittedAt({ ...at, state, time: time + 1 })
    },
  }
}

/** The state run on without errors. */
function ahead({ best, state, time, scale }: State, horizon: number): Float64Array {
  const on = copyState(state)
  const nothing = Float64Array.of(Number.NaN)
  const residual = new Float64Array(1)
  const mean = new Float64Array(horizon)
  for (let h = 0; h < horizon; h++) {
    const t = time + h
    mean[h] = (on.level[t % on.level.length]! + on.season[t % on.season.length]!) * scale
    runCes({ smoothing: best.smoothing, state: on, y: nothing, residual, from: t })
  }
  return mean
}

/** 1 + c_1^2 + ... + c_{h-1}^2, where c_j is what an error still does j steps later. */
function weightSums({ smoothing, state }: CesEstimate, horizon: number): Float64Array {
  const { a0, a1, b0, b1 } = smoothing
  const level = echo({ c0: a0, c1: a1, lag: state.level.length })
  const season = echo({ c0: b0, c1: b1, lag: state.season.length })
  let sum = 1
  return Float64Array.from({ length: horizon }, () => {
    const before = sum
    sum += (level() + season()) ** 2
    return before
  })
}

/** What an error does to a pair of states, one step further at every call; the pair turns once in `lag` steps. */
function echo({ c0, c1, lag }: { c0: number; c1: number; lag: number }): () => number {
  let first = c0 - c1
  let second = c0 + c1
  let step = 0
  return () => {
    step++
    if (step % lag !== 0) return 0
    const now = first
    first = now - (1 - c1) * second
    second = now + (1 - c0) * second
    return now
  }
}
