import { type Fitted, quantilesOf, rmsse } from '@drumbeat/forecasting'
import type { Lumpy } from './lumpy-adventureworks.ts'

/** One model on one kind of demand; bias and shares as fractions. */
export interface IntermittentScore {
  readonly kind: string
  readonly model: string
  readonly rmsse: number
  /** Sum of forecast minus actual over sum of actual, over all series, origins and steps; and its standard error over series. */
  readonly bias: number
  readonly biasError: number
  /** The same by origin, latest first. */
  readonly biasByOrigin: readonly number[]
  /** Shares of what came at or below the quantiles; counts are lumps, so these lie above the level, `below` under it. */
  readonly within90: number
  readonly within975: number
  readonly below90: number
  readonly below975: number
  /** Shares of the randomised probability integral transform at or below 0.9 and 0.975: calibrated is 0.9 and 0.975. */
  readonly pit90: number
  readonly pit975: number
  /** The largest distance of that transform's distribution from the uniform one (Kolmogorov's). */
  readonly pitDistance: number
}

/** Scores the forecasts that `fit` makes of a set. The transform is randomised at fixed places, the same for every model. */
export function scored(given: {
  kind: string
  model: string
  set: readonly Lumpy[]
  fit: (one: Lumpy) => Fitted
}): IntermittentScore {
  const { kind, model, set } = given
  const errors: number[] = []
  const series: { excess: number; total: number; origin: number }[] = []
  const pit = new Float64Array(grid.length + 1)
  let [within90, within975, below90, below975, steps] = [0, 0, 0, 0, 0]
  for (const { history, actual, origin } of set) {
    const fitted = given.fit({ history, actual, origin })
    const { mean } = fitted.forecast({ horizon: actual.length, levels: [] })
    const { values } = quantilesOf({ fitted, horizon: actual.length, probabilities: grid })
    const one = rmsse({ actual, forecast: mean, history })
    if (Number.isFinite(one)) errors.push(one)
    const sums = { excess: 0, total: 0, origin }
    for (let h = 0; h < actual.length; h++) {
      const [y, q90, q975] = [actual[h]!, values[at90]![h]!, values[at975]![h]!]
      sums.excess += mean[h]! - y
      sums.total += y
      if (y <= q90) within90++
      if (y <= q975) within975++
      if (y < q90) below90++
      if (y < q975) below975++
      // The forecast's probability of less than y lies at `under`, that of y or less at `upTo`, in steps of the grid.
      const under = values.findIndex((each) => each[h]! >= y)
      const over = values.findIndex((each) => each[h]! > y)
      const [low, high] = [under < 0 ? grid.length : under, over < 0 ? grid.length : over]
      for (let i = low; i <= high; i++) pit[i]! += 1 / (high - low + 1)
      steps++
    }
    series.push(sums)
  }
  const biasOf = (part: typeof series) => sum(part.map(({ excess }) => excess)) / sum(part.map(({ total }) => total))
  const bias = biasOf(series)
  const origins = [...new Set(series.map(({ origin }) => origin))].toSorted((a, b) => a - b)
  const upTo = (i: number) => sum(pit.subarray(0, i + 1)) / steps
  return {
    ...{ kind, model, rmsse: sum(errors) / errors.length, bias },
    biasError:
      Math.sqrt(sum(series.map(({ excess, total }) => (excess - bias * total) ** 2))) /
      sum(series.map(({ total }) => total)),
    biasByOrigin: origins.map((origin) => biasOf(series.filter((one) => one.origin === origin))),
    ...{ within90: within90 / steps, within975: within975 / steps },
    ...{ below90: below90 / steps, below975: below975 / steps },
    ...{ pit90: upTo(at90), pit975: upTo(at975) },
    pitDistance: Math.max(...grid.map((p, i) => Math.abs(upTo(i) - p))),
  }
}

/** Probabilities 0.025 apart. */
const grid = Array.from({ length: 39 }, (_, i) => (i + 1) / 40)
const [at90, at975] = [35, 38]

function sum(values: ArrayLike<number>): number {
  let total = 0
  for (let i = 0; i < values.length; i++) total += values[i]!
  return total
}
