import type { NameOf } from '../cycle/names.sql.ts'
import type { LoadedCycle } from '../log/cycles.sql.ts'
import { cellsOf } from './planned.ts'

type Two = { a: LoadedCycle; b: LoadedCycle; familyId?: string | undefined; limit: number }

/** Two cycles side by side: sums over what both plan, and the cells that changed, largest change first. */
export function compareCycles({ a, b, familyId, limit }: Two, nameOf: NameOf) {
  const [before, after] = [cellsOf(a), cellsOf(b)]
  const both = [...before].flatMap(([key, left]) => {
    const right = after.get(key)
    return right && (!familyId || left.familyId === familyId) ? [{ left, right }] : []
  })
  const changed = both.filter(
    ({ left, right }) => left.units !== right.units || left.revenueMinor !== right.revenueMinor,
  )
  const size = ({ left, right }: (typeof both)[number]) =>
    Math.abs((left.revenueMinor ?? 0) - (right.revenueMinor ?? 0))
  changed.sort((x, y) => size(y) - size(x))
  const sum = (of: (pair: (typeof both)[number]) => number | null) =>
    both.reduce((total, pair) => total + (of(pair) ?? 0), 0)
  return {
    currency: a.state.currency,
    unitsA: sum(({ left }) => left.units),
    unitsB: sum(({ right }) => right.units),
    revenueAMinor: sum(({ left }) => left.revenueMinor),
    revenueBMinor: sum(({ right }) => right.revenueMinor),
    compared: both.length,
    changed: changed.length,
    cells: changed.slice(0, limit).map(({ left, right }) => ({
      ...{ familyId: left.familyId, family: nameOf(left.familyId)!, month: left.month },
      ...{ unitsA: left.units, unitsB: right.units },
      ...{ revenueAMinor: left.revenueMinor, revenueBMinor: right.revenueMinor },
    })),
  }
}
