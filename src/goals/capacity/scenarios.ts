import { type Asked, type Known, ownPlan } from './own-plan.ts'

export type Hires = { month: number; heads: number }

/** What hires would make of the year, beside the others. */
export type Scenario = {
  hires: readonly Hires[]
  heads: number
  capacityMinor: number
  gapMinor: number
  /** Ramped heads in the last month. */
  rampedHeads: number
  monthsShort: number
}

/** The year as it is, and with the hires of each scenario, side by side. */
export function sideBySide(
  known: Known,
  asked: Omit<Asked, 'hires'>,
  scenarios: readonly (readonly Hires[])[],
): Scenario[] {
  return [[], ...scenarios].map((hires) => {
    const { months, heads } = ownPlan(known, { ...asked, hires })
    const year = months.map((month) => month.withHires ?? month)
    const total = (of: (month: (typeof year)[number]) => number) => year.reduce((sum, month) => sum + of(month), 0)
    return {
      hires,
      heads: heads + hires.reduce((sum, each) => sum + each.heads, 0),
      capacityMinor: Math.round(total(({ capacity }) => capacity)),
      gapMinor: Math.round(total(({ gap }) => gap)),
      rampedHeads: year.at(-1)?.rampedHeads ?? 0,
      monthsShort: year.filter(({ gap }) => Math.round(gap) < 0).length,
    }
  })
}

/** Scenarios as an address holds them: `3@1` is three hires in month 1, `2@1/2@4` two and two more; null for anything else. */
export function readHires(text: string): Hires[] | null {
  const parts = text.split('/').map((part) => /^(\d{1,3})@(\d{1,2})$/.exec(part))
  const hires = parts.map((part) => part && { heads: Number(part[1]), month: Number(part[2]) })
  return hires.some((each) => !each || each.month > 11 || each.heads > 500) ? null : (hires as Hires[])
}
