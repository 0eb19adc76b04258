import { wanted } from '../instance/demand.ts'
import type { Instance } from '../instance/instance-parts.ts'
import type { Random } from './random.ts'

/** How uncertain the future is; shares, 0.2 = a standard deviation of 20 %. */
export interface Uncertainty {
  /** For all items or by item. */
  readonly demand?: DemandUncertainty | Readonly<Record<string, DemandUncertainty>>
  /** Standard deviation of the regular hours of a resource or pool that are really there, as a share of them; default 0.05. */
  readonly availability?: number
  /** Chance that a purchase or subcontract arrives one period late; default 0.05. */
  readonly supplierDelay?: number
  /** Share of demand served in time that counts as good service; default 0.95. */
  readonly service?: number
}

/**
 * Standard deviation of each row of demand as a share of it, one for all periods or one per period (default 0.15); or the
 * distribution of what all rows of the item want together, as a forecast gives it.
 */
export type DemandUncertainty = number | readonly number[] | DemandQuantiles

/** Quantiles of an item's demand: `values[i][t]` units are exceeded in period t with probability 1 - `probabilities[i]`. */
export interface DemandQuantiles {
  readonly probabilities: readonly number[]
  readonly values: readonly ArrayLike<number>[]
}

/** The parts of an uncertainty. */
export const uncertainParts: readonly string[] = ['demand', 'availability', 'supplierDelay', 'service']

/** Demand as it may come. */
export interface DemandFutures {
  /** Draws what concerns whole items in the period; before `fresh` of its rows. */
  readonly begin: (period: number, random: Random) => void
  /** Units of a row that come in the period; the opening backlog is there for certain. */
  readonly fresh: (row: number, period: number, random: Random) => number
}

const usual = 0.15

/** The demand of the model under uncertainty; what is not named varies by 15 %. Refuses what is no distribution. */
export function demandFutures(instance: Instance, { demand = usual }: Uncertainty): DemandFutures {
  const length = instance.periods.length
  const itemOf = instance.demand.map((row) => instance.points[row.point]!.item)
  const byItem = given(demand, new Set(instance.points.map((point) => point.item)))
  const deviations = itemOf.map((item) => deviationsOf(byItem(item), length, item))
  const laws = new Map<string, ReturnType<typeof lawOf>>()
  for (const item of itemOf) {
    const about = byItem(item)
    if (isQuantiles(about) && !laws.has(item)) laws.set(item, lawOf({ instance, itemOf, item, quantiles: about }))
  }
  const factor = new Map<string, number>()
  return {
    begin(t, { uniform }) {
      for (const [item, law] of laws) factor.set(item, law(t, uniform()))
    },
    fresh(d, t, { normal }) {
      const row = instance.demand[d]!
      const late = wanted(row, t) - row.quantity[t]!
      const deviation = deviations[d]?.[t]
      const times = deviation === undefined ? factor.get(itemOf[d]!)! : Math.max(0, 1 + deviation * normal())
      return late + row.quantity[t]! * times
    },
  }
}

function given(demand: NonNullable<Uncertainty['demand']>, items: ReadonlySet<string>) {
  if (typeof demand === 'number' || Array.isArray(demand) || isQuantiles(demand))
    return () => demand as DemandUncertainty
  if (typeof demand !== 'object' || demand === null)
    throw new RangeError(
      `Uncertainty of demand is ${demand}: give a share such as 0.15, a list, quantiles, or these by item.`,
    )
  const rows = demand as Readonly<Record<string, DemandUncertainty>>
  for (const item of Object.keys(rows))
    if (!items.has(item))
      throw new RangeError(`Uncertainty of the demand for ${item}: the model has no such item. Name one of its items.`)
  return (item: string): DemandUncertainty => (Object.hasOwn(rows, item) ? rows[item]! : usual)
}

function isQuantiles(demand: unknown): demand is DemandQuantiles {
  return typeof demand === 'object' && demand !== null && 'probabilities' in demand && 'values' in demand
}

/** By period; undefined where the item has a distribution of its own. */
function deviationsOf(demand: DemandUncertainty, length: number, item: string): Float64Array | undefined {
  if (isQuantiles(demand)) return undefined
  const each = typeof demand === 'number' ? new Array<number>(length).fill(demand) : demand
  if (!Array.isArray(each))
    throw new RangeError(
      `Uncertainty of the demand for ${item} is ${each}: give a share such as 0.15, a list, or quantiles.`,
    )
  if (each.length !== length)
    throw new RangeError(`Uncertainty of the demand for ${item}: ${each.length} values for ${length} periods.`)
  for (const value of each) share(`Uncertainty of the demand for ${item}`, value)
  return Float64Array.from(each)
}

/** What the item's planned demand of a period is multiplied by, at a probability: on straight lines between the quantiles, flat beyond. */
function lawOf(input: { instance: Instance; itemOf: readonly string[]; item: string; quantiles: DemandQuantiles }) {
  const { instance, itemOf, item, quantiles } = input
  const { probabilities, values } = quantiles
  const length = instance.periods.length
  const name = `Quantiles of the demand for ${item}`
  if (probabilities.length === 0 || values.length !== probabilities.length)
    throw new RangeError(`${name}: ${values.length} rows of values for ${probabilities.length} probabilities.`)
  probabilities.forEach((p, i) => {
    if (!(p > (probabilities[i - 1] ?? 0) && p < 1))
      throw new RangeError(`${name}: probability ${p} does not lie above the one before and below 1.`)
    if (values[i]!.length !== length)
      throw new RangeError(`${name}: ${values[i]!.length} values at probability ${p} for ${length} periods.`)
    for (let t = 0; t < length; t++)
      if (!(Number.isFinite(values[i]![t]!) && values[i]![t]! >= (values[i - 1]?.[t] ?? 0)))
        throw new RangeError(`${name}: ${values[i]![t]} at probability ${p} is below the one before, or no quantity.`)
  })
  const planned = instance.periods.map((_, t) =>
    instance.demand.reduce((sum, row, d) => sum + (itemOf[d] === item ? row.quantity[t]! : 0), 0),
  )
  return (t: number, p: number): number => (planned[t]! > 0 ? at(t, p) / planned[t]! : 1)

  function at(t: number, p: number): number {
    const above = probabilities.findIndex((each) => each >= p)
    if (above === 0) return values[0]![t]!
    if (above < 0) return values.at(-1)![t]!
    const [low, high] = [probabilities[above - 1]!, probabilities[above]!]
    const [from, to] = [values[above - 1]![t]!, values[above]![t]!]
    return from + ((to - from) * (p - low)) / (high - low)
  }
}

/** Refuses what is no share: below `most`, if that is given. */
export function share(name: string, value: number, most = Number.POSITIVE_INFINITY): void {
  if (Number.isFinite(value) && value >= 0 && value <= most) return
  const range = most < Number.POSITIVE_INFINITY ? `a number from 0 to ${most}` : 'a number of zero or more'
  throw new RangeError(`${name} is ${value}: give ${range}, such as 0.2 for 20 %.`)
}
