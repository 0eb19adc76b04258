import { hiresNeeded, plannedMonths, shareAfter } from './capacity.ts'
import type { RampMonth } from './ramp.ts'

/** Somebody who sells, with the full months before the first planned one; null: there since before anything is known. */
export type Seller = { id: string; name: string; tenure: number | null }

/** What the company knows of itself: its sellers, what months brought, and how hires got going. */
export type Known = {
  /** The first planned month, YYYY-MM-DD. */
  from: string
  sellers: readonly Seller[]
  /** What was won in each of the twelve months before, the oldest first, in minor units. */
  wonBefore: readonly number[]
  ramped: number | null
  ramp: readonly RampMonth[]
}

export type Asked = {
  growth: number
  targetMinor: number | null
  presence: number
  /** Hires of a scenario: so many, in the month counted from 0. */
  hires: readonly { month: number; heads: number }[]
}

/** Capacity against the target month by month, as it is and with the hires of a scenario. Money in minor units. */
export function ownPlan(known: Known, asked: Asked) {
  const perHead = perHeadOf(known)
  const target = asked.targetMinor ?? Math.round(sum(known.wonBefore) * (1 + asked.growth))
  const ramp = known.ramp.map(({ share }) => Math.min(1, Math.max(0, share ?? 1)))
  const given = {
    seats: known.sellers.map(({ tenure }) => ({ startsIn: -(tenure ?? longAgo), endsIn: null })),
    ramp: ramp.length > 0 ? [...ramp, 1] : evenRamp,
    quotaPerMonth: perHead.minor ?? 0,
    presence: asked.presence,
    attainment: 1,
    targets: spreadLike(target, known.wonBefore),
  }
  const base = plannedMonths(given)
  const seats = asked.hires.flatMap(({ month, heads }) =>
    Array.from({ length: heads }, () => ({ startsIn: month, endsIn: null })),
  )
  const scenario = seats.length === 0 ? null : plannedMonths({ ...given, seats: [...given.seats, ...seats] })
  const effective = (perHead.minor ?? 0) * asked.presence
  const [needed, have] = [
    effective > 0 ? target / base.length / effective : null,
    sum(base.map(({ rampedHeads }) => rampedHeads)) / base.length,
  ]
  return {
    targetMinor: target,
    perHeadMinor: perHead.minor === null ? null : Math.round(perHead.minor),
    perHeadBasis: perHead.basis,
    rampBasis: ramp.length > 0 ? ('own hires' as const) : ('evenly over six months' as const),
    neededHeads: needed,
    rampedHeads: have,
    heads: known.sellers.length,
    sellers: known.sellers.map(({ id, name, tenure }) => ({
      ...{ id, name },
      shares: given.targets.map((_, month) => shareAfter(given.ramp, month + (tenure ?? longAgo))),
    })),
    gapMinor: Math.round(sum(base.map(({ gap }) => gap))),
    scenarioGapMinor: scenario && Math.round(sum(scenario.map(({ gap }) => gap))),
    months: base.map((month, nth) => ({ ...month, withHires: scenario?.[nth] ?? null })),
    hiresNeeded: perHead.minor === null ? [] : hiresNeeded(given),
  }
}

/** Months in which everybody has ramped. */
const longAgo = 1000

/** Where too few hires are known, new ones are taken to ramp evenly over six months. */
const evenRamp = [1, 2, 3, 4, 5, 6].map((month) => month / 6)

/** What a ramped seller brings in a month: by ramped months of hires, else by all sellers over the last twelve months. */
function perHeadOf({ ramped, sellers, wonBefore }: Known): {
  minor: number | null
  basis: 'ramped months of hires' | 'all sellers, last 12 months'
} {
  if (ramped !== null && ramped > 0) return { minor: ramped, basis: 'ramped months of hires' }
  const months = sellers.reduce((total, { tenure }) => total + Math.min(12, tenure ?? 12), 0)
  return {
    minor: months > 0 && sum(wonBefore) > 0 ? sum(wonBefore) / months : null,
    basis: 'all sellers, last 12 months',
  }
}

/** A year's target in whole minor units by months as last year's went, summing exactly; evenly where nothing was won. */
function spreadLike(target: number, before: readonly number[]): number[] {
  const total = sum(before)
  let [sofar, given] = [0, 0]
  return before.map((each, nth) => {
    sofar += total > 0 ? each / total : 1 / before.length
    const upTo = nth === before.length - 1 ? target : Math.round(target * sofar)
    const own = upTo - given
    given = upTo
    return own
  })
}

function sum(values: readonly number[]): number {
  return values.reduce((total, each) => total + each, 0)
}
