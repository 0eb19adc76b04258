import { dayAfter } from '@drumbeat/periods'
import type { NamedPeriod } from '../calendar.ts'
import { elapsedBy, type Weekdays } from '../fill.ts'
import { daysAfter, type KnownPromotion, type Logs } from './measure.ts'

/** By which share of itself a period ahead differs, for the items of a promotion and for their sisters. */
export type Ahead = {
  promotionId: string
  itemId: string | null
  familyId: string | null
  territoryId: string | null
  sisters: boolean
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
  const { id, itemId, familyId, territoryId, startsOn, endsOn } = promotion
  const after = { from: dayAfter(endsOn, 1), to: dayAfter(endsOn, daysAfter) }
  return periods.flatMap((period, i) => {
    const part = ({ from, to }: { from: string; to: string }) =>
      elapsedBy(period, { through: to, weekdays }) - elapsedBy(period, { through: dayAfter(from, -1), weekdays })
    const days = part({ from: startsOn, to: endsOn })
    const own = days * (Math.exp(counted.during) - 1) + part(after) * (Math.exp(counted.after) - 1)
    const away = itemId === null ? 0 : days * (Math.exp(counted.sisters) - 1)
    const row = { promotionId: id, itemId, familyId, territoryId, period: i + 1 }
    return [
      { ...row, sisters: false, share: own },
      { ...row, sisters: true, share: away },
    ].filter(({ share }) => share !== 0)
  })
}
