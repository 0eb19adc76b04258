import type { PlanPeriod } from './horizon.ts'
import type { PlanItem } from './inputs.ts'

/**
 * Units that stock should not fall below at the end of each period: the safety stock, or the demand of the days of cover that are asked
 * for, whichever is more. Demand within a period comes evenly; beyond the plan it goes on as in its last period.
 */
export function targetStock(
  { daysOfCover }: Pick<PlanItem, 'daysOfCover'>,
  { floor, demand, periods }: { floor: number; demand: readonly number[] | undefined; periods: readonly PlanPeriod[] },
): number[] {
  return periods.map((_, t) =>
    daysOfCover === null || !demand ? floor : Math.max(floor, covered(daysOfCover, { demand, periods, t })),
  )
}

function covered(
  days: number,
  { demand, periods, t }: { demand: readonly number[]; periods: readonly PlanPeriod[]; t: number },
): number {
  let [left, units] = [days, 0]
  for (let next = t + 1; left > 0; next++) {
    const at = Math.min(next, periods.length - 1)
    const length = periods[at]!.days
    const taken = Math.min(left, length)
    units += (demand[at]! * taken) / length
    left -= taken
    if (length <= 0) break
  }
  return Number(units.toFixed(6))
}

/** The rule of whole lots, where one is stated. */
export function lotOf(
  least: number | null | undefined,
  multiple: number | null,
): { lot?: { min?: number; multiple?: number } } {
  const lot = {
    ...(least && least > 0 && { min: least }),
    ...(multiple && multiple > 0 && { multiple }),
  }
  return Object.keys(lot).length === 0 ? {} : { lot }
}
