import { dayAfter, daysBetween } from '@drumbeat/periods'
import type { NamedPeriod } from '#demand/calendar.ts'
import { cutOf, elapsedBy, weekdaysOf } from '#demand/fill.ts'
import { paceAt, pacesOf } from '#demand/pace.ts'
import { type Expected, stillExpected } from '#demand/running.ts'
import type { Series } from '#demand/series.ts'
import type { UnitLine } from './series-of.ts'
import type { History } from './unit-history.ts'

/** Month `at` of a history when `part` of its days are over; `prior` is what was expected of it before it began, by series. */
export type SoFar = { history: History; at: number; part: number; prior: ReadonlyMap<string, Expected> }

/** The month as known when `part` of its days are over: what came by a day, and what each rule still expects of a leaf. */
export function monthSoFar({ history, at, part, prior }: SoFar) {
  const { lines, items, timeline } = history
  const open = timeline.periods[at]!
  const family = new Map(items.map(({ id, familyId }) => [id, familyId]))
  const byPart = (period: NamedPeriod) => {
    const days = daysBetween({ from: period.startsOn, to: period.endsOn }) + 1
    return dayAfter(period.startsOn, Math.round(part * days) - 1)
  }
  const through = byPart(open)
  const past = timeline.periods.slice(Math.max(timeline.first, at - 12), at)
  const before = lines.filter(({ day }) => day < open.startsOn && day >= dayAfter(open.startsOn, -364))
  const weekdays = weekdaysOf(
    [1, 2, 3, 4, 5, 6, 0].map((weekday) =>
      sumOf(before.filter(({ day }) => new Date(`${day}T00:00Z`).getUTCDay() === weekday)),
    ),
  )
  const elapsed = elapsedBy(open, { through, weekdays })
  const within = (of: readonly UnitLine[], { startsOn }: NamedPeriod, to: string) =>
    sumOf(of.filter(({ day }) => day >= startsOn && day <= to))
  const shares = (of: readonly UnitLine[], cut: (period: NamedPeriod) => string) =>
    past.flatMap((period) => {
      const whole = within(of, period, period.endsOn)
      return whole > 0 ? [Math.min(1, Math.max(0, within(of, period, cut(period)) / whole))] : []
    })
  const families = [...new Set(items.map(({ familyId }) => familyId))].flatMap((familyId) => {
    const known = prior.get(`family:${familyId ?? 'none'}`)
    const own = lines.filter(({ itemId }) => family.get(itemId) === familyId)
    const cut = (period: NamedPeriod) => cutOf(period, { elapsed, weekdays })
    return known ? [{ familyId, prior: known, soFar: within(own, open, through), shares: shares(own, cut) }] : []
  })
  const paces = pacesOf(families, { elapsed, measure: 'units' })
  const plain = { elapsed: part, shares: shares(lines, byPart) }
  const still = stillExpected({
    soFar: within(lines, open, through),
    arrival: plain,
    prior: prior.get('all')!,
    measure: 'units',
  })
  return {
    through,
    came: (to: string) => {
      const of = lines.filter(({ day }) => day >= open.startsOn && day <= to)
      return new Map(
        [...Map.groupBy(of, ({ itemId, territoryId }) => `item:${itemId}@${territoryId}`)].map(([name, those]) => [
          name,
          sumOf(those),
        ]),
      )
    },
    /** By the rule of the product: each family by its weekdays. */
    remaining: (node: Series['node'], mean: number) => paceAt(node, { paces, mean, parts: new Map() }).remaining,
    /** By one pace for the whole company and plain days. */
    remainingPlain: (mean: number) => still * mean,
  }
}

function sumOf(lines: readonly UnitLine[]): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0)
}
