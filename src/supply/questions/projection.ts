import type { PlanLine } from '../schema.ts'
import { daysOfCover } from '../worked/stock-measures.ts'

export type Projected = { subject: string; units: number[]; days: (number | null)[]; money: number[] }

/** The course of stock of each item in units, days of the demand that follows, and money at cost. */
export function projected({
  lines,
  costOf,
  days,
}: {
  lines: readonly PlanLine[]
  costOf: (code: string) => number
  days: readonly number[]
}): Projected[] {
  const byItem = Map.groupBy(lines, ({ subject }) => subject)
  return [...byItem].flatMap(([subject, some]) => {
    const stock = some.find(({ measure }) => measure === 'stock')?.values
    if (!stock) return []
    const demand = some.find(({ measure }) => measure === 'demand')?.values ?? []
    return [
      {
        subject,
        units: stock,
        days: stock.map((units, t) => coverAfter(units, { demand, days, t })),
        money: stock.map((units) => units * costOf(subject)),
      },
    ]
  })
}

function coverAfter(
  stock: number,
  { demand, days, t }: { demand: readonly number[]; days: readonly number[]; t: number },
): number | null {
  const ahead = demand.slice(t + 1)
  if (ahead.length === 0 || ahead.every((units) => units <= 0)) return null
  return daysOfCover({ stock, demand: ahead, daysPerPeriod: days.slice(t + 1) }).days
}
