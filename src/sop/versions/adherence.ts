import type { Actual } from '../cycle/act.ts'
import type { NameOf } from '../cycle/names.sql.ts'
import { cellKey } from '../cycle/state.ts'
import type { Adherence, Waterfall } from './contract.ts'
import { adherenceOf, type Planned, trackingSignalOf } from './planned.ts'

type Known = { actuals: Readonly<Record<string, Actual>>; closed: string; nameOf: NameOf }
type Pair = { familyId: string; month: string; planned: number; actual: number }

/** What came against what was planned `lag` months before, in the months that have closed. */
export function adherenceView(
  planned: readonly Planned[],
  asked: { lag: number; from?: string | undefined; to?: string | undefined; familyId?: string | undefined },
  { actuals, closed, nameOf }: Known,
): Adherence {
  const recorded = recordedMonths(actuals)
  const pairs = planned
    .filter(({ lag, month, familyId }) => {
      const inSpan = (!asked.from || month >= asked.from) && (!asked.to || month <= asked.to)
      return (
        lag === asked.lag &&
        month < closed &&
        recorded.has(month) &&
        inSpan &&
        (!asked.familyId || familyId === asked.familyId)
      )
    })
    .map(({ familyId, month, units }) => {
      return { familyId, month, planned: units, actual: actuals[cellKey({ familyId, month })]?.units ?? 0 }
    })
  const months = [...Map.groupBy(pairs, ({ month }) => month)].sort(([a], [b]) => (a < b ? -1 : 1))
  const total = summed(pairs)
  return {
    lag: asked.lag,
    adherence: adherenceOf(pairs),
    bias: total.planned > 0 ? (total.actual - total.planned) / total.planned : null,
    trackingSignal: trackingSignalOf(months.map(([, own]) => summed(own).actual - summed(own).planned)),
    months: months.map(([month, own]) => ({
      month,
      ...summed(own),
      adherence: adherenceOf(own),
      families: own.length,
    })),
    families: [...Map.groupBy(pairs, ({ familyId }) => familyId)].map(([familyId, own]) => ({
      ...{ familyId, family: nameOf(familyId)! },
      ...summed(own),
      adherence: adherenceOf(own),
    })),
    reason: pairs.length > 0 ? null : `No closed month with order lines was planned ${asked.lag} months before.`,
  }
}

/** How the plan for one month moved from cycle to cycle, up to what came. */
export function waterfallView(
  planned: readonly Planned[],
  asked: { month: string; familyId?: string | undefined },
  { actuals, closed, labelOf }: Pick<Known, 'actuals' | 'closed'> & { labelOf: (month: string) => string },
): Waterfall {
  const own = planned.filter(
    ({ month, familyId }) => month === asked.month && (!asked.familyId || familyId === asked.familyId),
  )
  const cycles = [...Map.groupBy(own, ({ cycleMonth }) => cycleMonth)].sort(([a], [b]) => (a < b ? -1 : 1))
  let before: number | null = null
  const steps = cycles.map(([month, cells]) => {
    const units = cells.reduce((sum, cell) => sum + cell.units, 0)
    const step = {
      cycleId: cells[0]!.cycleId,
      cycle: labelOf(month),
      lag: cells[0]!.lag,
      units,
      change: before === null ? null : units - before,
    }
    before = units
    return step
  })
  const came = Object.entries(actuals)
    .filter(([key]) => key.endsWith(asked.month) && (!asked.familyId || key.startsWith(asked.familyId)))
    .reduce((sum, [, { units }]) => sum + units, 0)
  const actual = asked.month < closed && recordedMonths(actuals).has(asked.month) ? came : null
  return {
    ...{ month: asked.month, familyId: asked.familyId ?? null, steps, actual },
    lastChange: actual === null || before === null ? null : actual - before,
  }
}

function summed(pairs: readonly Pair[]): { planned: number; actual: number } {
  return {
    planned: pairs.reduce((sum, pair) => sum + pair.planned, 0),
    actual: pairs.reduce((sum, pair) => sum + pair.actual, 0),
  }
}

/** The months of which anything is known: before the order lines were read, nothing sold is not the same as zero. */
function recordedMonths(actuals: Known['actuals']): Set<string> {
  return new Set(Object.keys(actuals).map((key) => key.slice(key.indexOf('|') + 1)))
}
