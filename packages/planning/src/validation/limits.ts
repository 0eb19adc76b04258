import type { Limit, PerPeriod, PlanModel, StockRow } from '../model/plan-model.ts'
import type { ProblemList } from './problem.ts'

/** Limits that cross: a min above its max, a lot or an end that lies outside. */
export function checkLimits(model: PlanModel, list: ProblemList): undefined {
  for (const name of ['recipes', 'subcontract', 'purchases', 'stock', 'workforce'] as const)
    model[name]?.forEach((row, i) => {
      crossed(`${name}[${i}]`, row.min, row.max)
    })
  for (const name of ['recipes', 'subcontract', 'purchases'] as const)
    model[name]?.forEach(({ lot }, i) => {
      if (lot?.min === undefined || typeof lot.max !== 'number' || lot.min <= lot.max) return
      list.error(`${name}[${i}].lot`, lot.min, `min ${lot.min} is above max ${lot.max}`, 'correct one of them')
    })
  model.stock?.forEach((row, i) => {
    if (row.endStock !== undefined) ended(`stock[${i}].endStock`, row.endStock, row)
  })
  model.workforce?.forEach((row, i) => {
    if (row.endWorkers !== undefined) ended(`workforce[${i}].endWorkers`, { exactly: row.endWorkers }, row)
  })

  function crossed(path: string, min: PerPeriod | undefined, max: Limit | undefined): undefined {
    if (min === undefined || max === undefined || max === null) return
    const count = Math.max(lengthOf(min), lengthOf(max))
    for (let t = 0; t < count; t++) {
      const low = at(min, t) ?? 0
      const high = at(max, t) ?? Number.POSITIVE_INFINITY
      if (low <= high) continue
      const when = count > 1 ? ` in period ${t + 1}` : ''
      return list.error(`${path}.min`, low, `is above max ${high}${when}`, 'correct one of them')
    }
  }

  /** A target for the end against the limits of the last period. */
  function ended(path: string, target: EndTarget, { min, max }: { min?: PerPeriod; max?: Limit }): undefined {
    const { atLeast, atMost, exactly } = typeof target === 'number' ? { atLeast: target } : target
    const [low, high] = [exactly ?? atLeast ?? 0, exactly ?? atMost ?? Number.POSITIVE_INFINITY]
    const [least, most] = [last(min) ?? 0, last(max) ?? Number.POSITIVE_INFINITY]
    const value = exactly ?? atLeast ?? atMost
    if (low > high) return list.error(path, value, `at least ${low} is above at most ${high}`, 'correct one of them')
    if (low <= most && high >= least) return
    const limits = `min ${least} and max ${Number.isFinite(most) ? most : '(none)'}`
    list.error(path, value, `is not between ${limits} of the last period`, 'correct one of them')
  }
}

type EndTarget = NonNullable<StockRow['endStock']>

function last(values: Limit | undefined): number | null | undefined {
  return typeof values === 'object' ? values?.at(-1) : values
}

function lengthOf(values: PerPeriod): number {
  return typeof values === 'number' ? 1 : values.length
}

function at(values: PerPeriod, t: number): number | null {
  return typeof values === 'number' ? values : (values[t] ?? null)
}
