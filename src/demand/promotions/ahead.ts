import { dayAfter } from '@drumbeat/periods'
import type { NamedPeriod } from '../calendar.ts'
import { elapsedBy, type Weekdays } from '../fill.ts'
import { daysAfter, type KnownPromotion, type Logs } from './measure.ts'

/** By which share of itself a period ahead differs: for what is promoted, in its days and after them, and for its sisters. */
export type Ahead = Pick<KnownPromotion, 'itemId' | 'familyId' | 'places'> & {
  promotionId: string
  part: keyof Logs
  period: number
  share: number
}

/**
 * What a promotion changes of each period that it or its aftermath touches: the part of the period that its days usually hold, times
 * by how much they differ. Nothing where its kind was not found to do anything.
 */
export function aheadOf(
  promotion: KnownPromotion,
  { counted, periods, weekdays }: { counted: Logs; periods: readonly NamedPeriod[]; weekdays: Weekdays },
): Ahead[] {
  const { id, itemId, familyId, places, startsOn, endsOn } = promotion
  const own = { from: startsOn, to: endsOn }
  const after = { from: dayAfter(endsOn, 1), to: dayAfter(endsOn, daysAfter) }
  const days = { during: own, after, sisters: own }
  const parts = itemId === null ? (['during', 'after'] as const) : (['during', 'after', 'sisters'] as const)
  return periods.flatMap((period, i) =>
    parts.flatMap((part) => {
      const { from, to } = days[part]
      const held =
        elapsedBy(period, { through: to, weekdays }) - elapsedBy(period, { through: dayAfter(from, -1), weekdays })
      const share = held * (Math.exp(counted[part]) - 1)
      return share === 0 ? [] : [{ ...{ promotionId: id, itemId, familyId, places }, part, period: i + 1, share }]
    }),
  )
}
