import { add, multiply } from '#platform/numbers/decimal.ts'

/** People who are alike: how many, what one is to bring per period when fully ramped, and the shares that reduce it. */
export type Group = { name: string; heads: string; quota: string; ramp: string; presence: string; attainment: string }

/** What groups of people can bring, exact: heads x quota x ramp x presence x attainment. */
export function capacityOf(groups: readonly Group[]): {
  groups: { name: string; capacity: string; rampedHeads: string }[]
  total: string
  rampedHeads: string
} {
  const found = groups.map(({ name, heads, quota, ramp, presence, attainment }) => ({
    name,
    capacity: tidy([heads, quota, ramp, presence, attainment].reduce(multiply)),
    rampedHeads: tidy(multiply(multiply(heads, ramp), presence)),
  }))
  const sum = (of: 'capacity' | 'rampedHeads') => tidy(found.reduce((total, each) => add(total, each[of]), '0'))
  return { groups: found, total: sum('capacity'), rampedHeads: sum('rampedHeads') }
}

export type Seat = { startsIn: number; endsIn: number | null }

/** A month of a hiring plan: who is there, how many that is in ramped heads, and what they can bring against the target. */
export type PlannedMonth = {
  month: number
  heads: number
  rampedHeads: number
  capacity: number
  target: number
  gap: number
  gapHeads: number
}

/**
 * Capacity month by month: a seat hired in month s brings the share ramp[k] in the k-th month after, the last share from
 * then on. A seat that began before month 0 has a negative start.
 */
export function plannedMonths(given: {
  seats: readonly Seat[]
  ramp: readonly number[]
  quotaPerMonth: number
  presence: number
  attainment: number
  targets: readonly number[]
}): PlannedMonth[] {
  const { seats, ramp, quotaPerMonth, presence, attainment, targets } = given
  const perHead = quotaPerMonth * presence * attainment
  return targets.map((target, month) => {
    const there = seats.filter(({ startsIn, endsIn }) => startsIn <= month && (endsIn === null || month < endsIn))
    const rampedHeads = there.reduce((sum, { startsIn }) => sum + shareAfter(ramp, month - startsIn), 0)
    const capacity = rampedHeads * perHead
    return {
      month,
      heads: there.length,
      rampedHeads,
      capacity,
      target,
      gap: capacity - target,
      gapHeads: perHead > 0 ? rampedHeads - target / perHead : 0,
    }
  })
}

/** The share that a seat brings so many months after its hire; the last one of the ramp from then on. */
export function shareAfter(ramp: readonly number[], months: number): number {
  return ramp[Math.min(months, ramp.length - 1)]!
}

/** The fewest hires in one month that close the year's gap, for each month in which they could start; null where they come too late. */
export function hiresNeeded(given: Parameters<typeof plannedMonths>[0]): { month: number; hires: number | null }[] {
  const gap = -plannedMonths(given).reduce((sum, month) => sum + month.gap, 0)
  const perHead = given.quotaPerMonth * given.presence * given.attainment
  return given.targets.map((_, month) => {
    const one = given.targets.slice(month).reduce((sum, __, k) => sum + shareAfter(given.ramp, k) * perHead, 0)
    return { month, hires: gap <= 0 ? 0 : one > 0 ? Math.ceil(gap / one - 1e-9) : null }
  })
}

function tidy(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}
