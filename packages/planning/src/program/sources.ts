import { arrivalsOf, firstLead } from '../instance/arrivals.ts'
import type { Source } from '../instance/instance-parts.ts'
import { valuesIn } from '../instance/values-in.ts'
import type { BuildContext } from './layout.ts'
import { codeOf } from './program.ts'
import type { Requirements } from './requirements.ts'
import { leavesStock } from './stock.ts'

const infinity = Number.POSITIVE_INFINITY

/** What is made, subcontracted, bought and shipped, with lots, setups, lanes and commitments. */
export function addSources(context: BuildContext & { need: Requirements }): void {
  const { instance, draft, layout } = context
  const length = instance.periods.length
  const laneRows = instance.lanes.map((lane, l) => {
    if (!lane.capacity) return -1
    const rows = Array.from(lane.capacity, (limit, t) => draft.row(codeOf('laneRow'), l, t, -infinity, limit))
    return rows[0]!
  })
  instance.sources.forEach((source, s) => {
    for (let t = 0; t < length; t++) {
      const column = draft.column(codeOf('start'), s, t, source.cost[t]!, source.min[t]!, source.max[t]!)
      if (t === 0) layout.start[s] = column
      const now = valuesIn(source, t)
      for (const { after, share } of arrivalsOf(now)) {
        const arrival = t + after
        if (arrival >= length) continue
        draft.entry(layout.balanceRow[source.point]! + arrival, column, share * now.yield)
        for (const { point, quantity } of source.gives)
          draft.entry(layout.balanceRow[point]! + arrival, column, share * quantity)
      }
      for (const use of now.uses) {
        draft.entry(layout.balanceRow[use.point]! + t, column, -use.quantity)
        leavesStock(context, { point: use.point, period: t, column, quantity: use.quantity })
      }
      if (source.lane >= 0 && laneRows[source.lane]! >= 0) draft.entry(laneRows[source.lane]! + t, column, 1)
    }
    if (source.commitment > 0 || source.maxTotal < infinity) addTotal(source, s)
    if (source.substitutes.length > 0) addSubstitutes(context, source, s)
    if (source.setupCost) addSetups(context, source, s)
    if (source.lot.multiple) addLots(source, s)
  })

  function addTotal(source: Source, s: number): void {
    const row = draft.row(codeOf('commitmentRow'), s, 0, source.commitment, source.maxTotal)
    for (let t = 0; t < length; t++) draft.entry(row, layout.start[s]! + t, 1)
  }

  function addLots(source: Source, s: number): void {
    for (let t = 0; t < length; t++) {
      const lots = draft.column(codeOf('lots'), s, t, 0, 0, Math.floor(source.max[t]! / source.lot.multiple! + 1e-9))
      draft.integral(lots)
      const row = draft.row(codeOf('lotRow'), s, t, 0, 0)
      draft.entry(row, layout.start[s]! + t, 1)
      draft.entry(row, lots, -source.lot.multiple!)
    }
  }
}

/** Units made with another component: it is taken out of stock, and what it replaces is not. */
function addSubstitutes(context: BuildContext, source: Source, s: number): void {
  const { instance, draft, layout } = context
  for (let t = 0; t < instance.periods.length; t++) {
    const rows = new Map<number, number>()
    source.substitutes.forEach(({ use, point, quantity }, k) => {
      const column = draft.column(codeOf('part'), s, t, 0, 0, infinity)
      if (t === 0 && k === 0) layout.part[s] = column
      const replaced = valuesIn(source, t).uses[use]!
      const row = rows.get(use) ?? draft.row(codeOf('partRow'), s, t, -infinity, 0)
      rows.set(use, row)
      draft.entry(row, column, 1)
      draft.entry(layout.balanceRow[replaced.point]! + t, column, replaced.quantity)
      leavesStock(context, { point: replaced.point, period: t, column, quantity: -replaced.quantity })
      draft.entry(layout.balanceRow[point]! + t, column, -quantity)
      leavesStock(context, { point, period: t, column, quantity })
    })
    for (const row of rows.values()) draft.entry(row, layout.start[s]! + t, -1)
  }
}

/** A yes/no column per period; nothing is started without it, or without an earlier one that stays. */
function addSetups(context: BuildContext & { need: Requirements }, source: Source, s: number): void {
  const { instance, draft, layout } = context
  for (let t = 0; t < instance.periods.length; t++) {
    const setup = draft.column(codeOf('setup'), s, t, source.setupCost![t]!, 0, 1)
    draft.integral(setup)
    if (t === 0) layout.setup[s] = setup
    const start = layout.start[s]! + t
    const row = draft.row(codeOf('setupRow'), s, t, -infinity, 0)
    draft.entry(row, start, 1)
    const earlier = source.setupStays ? layout.setup[s]! : setup
    for (let column = earlier; column <= setup; column++) draft.entry(row, column, -largestLot(context, source, t))
    if (source.lot.min) {
      const least = draft.row(codeOf('minLotRow'), s, t, 0, infinity)
      draft.entry(least, start, 1)
      draft.entry(least, setup, -source.lot.min)
    }
  }
}

/** No period ever needs to start more than this: the limit, the capacity, or all that is still needed. */
export function largestLot(
  { instance, need }: BuildContext & { need: Requirements },
  source: Source,
  t: number,
): number {
  const now = valuesIn(source, t)
  const wanted = need.from(source.point, t + firstLead(now)) / now.yield
  const slack =
    (source.lot.min ?? 0) + (source.lot.multiple ?? 0) + source.commitment + previousTotal(source, instance.model)
  let largest = Math.min(source.max[t]!, Math.max(wanted, source.min[t]!) + slack)
  for (const { capacity, hours } of now.hours) {
    const limit = instance.capacities[capacity]!
    if (limit.kind === 'pool' || limit.shifts) continue
    const own = source.setupHours.find((each) => each.capacity === capacity)?.hours ?? 0
    const setup = source.setupStays ? 0 : own
    largest = Math.min(
      largest,
      Math.max(0, limit.hours[t]! + (limit.overtime ? limit.overtime.max[t]! : 0) - setup) / hours,
    )
  }
  return Number.isFinite(largest) ? largest : 1e6
}

function previousTotal(source: Source, model: BuildContext['instance']['model']): number {
  const row = model.previous?.find((each) => each.source === source.id)
  if (!row) return 0
  return typeof row.quantity === 'number' ? row.quantity : Math.max(...row.quantity.map((each) => each ?? 0))
}
