import type { Capacity } from '../instance/instance-parts.ts'
import { valuesIn } from '../instance/values-in.ts'
import type { BuildContext } from './layout.ts'
import { codeOf } from './program.ts'

const infinity = Number.POSITIVE_INFINITY

/** Hours used <= regular hours + overtime + shifts - stops, for resources and for pools of workers. */
export function addCapacity(context: BuildContext): void {
  const { instance, draft, layout } = context
  const length = instance.periods.length
  instance.capacities.forEach((capacity, c) => {
    if (capacity.pool) addPool(context, capacity, c)
    const split = capacity.hourCost !== undefined || capacity.idleCost !== undefined
    for (let t = 0; t < length; t++) {
      const limit = capacity.pool || split ? 0 : capacity.hours[t]!
      const row = draft.row(codeOf('capacityRow'), c, t, -infinity, limit)
      if (t === 0) layout.capacityRow[c] = row
    }
    if (split) addRegular(context, capacity, c)
    else if (capacity.pool)
      for (let t = 0; t < length; t++)
        draft.entry(layout.capacityRow[c]! + t, layout.workers[c]! + t, -capacity.hours[t]!)
    addOvertime(context, capacity, c)
    addShifts(context, capacity, c)
    addMaintenance(context, capacity, c)
    addLeastHours(context, capacity, c)
  })
  instance.capacities.forEach(({ pool }, c) => {
    if (pool && pool.trainingHours > 0) use(c, layout.hires[c]!, pool.trainingHours)
  })
  instance.sources.forEach((source, s) => {
    for (let t = 0; t < length; t++)
      for (const { capacity, hours } of valuesIn(source, t).hours) useIn(capacity, t, layout.start[s]! + t, hours)
    if (layout.setup[s]! < 0) return
    for (const { capacity, hours } of source.setupHours) use(capacity, layout.setup[s]!, hours)
  })

  function use(c: number, first: number, hours: number): void {
    for (let t = 0; t < length; t++) useIn(c, t, first + t, hours)
  }

  function useIn(c: number, t: number, column: number, hours: number): void {
    draft.entry(layout.capacityRow[c]! + t, column, hours)
    if (layout.idleRow[c]! >= 0) draft.entry(layout.idleRow[c]! + t, column, hours)
    if (layout.leastHoursRow[c]! >= 0) draft.entry(layout.leastHoursRow[c]! + t, column, hours)
  }
}

function addPool({ instance, draft, layout }: BuildContext, { pool, hours, idleCost }: Capacity, c: number): void {
  const { wage, hireCost, releaseCost, maxHires, maxReleases, min, max, integer, opening, hireLeadTime, attrition } =
    pool!
  const length = instance.periods.length
  const block = (
    kind: 'workers' | 'hires' | 'releases',
    cost: Float64Array,
    low: Float64Array | undefined,
    high: Float64Array,
  ) => {
    for (let t = 0; t < length; t++) {
      const column = draft.column(codeOf(kind), c, t, cost[t]!, low ? low[t]! : 0, high[t]!)
      if (t === 0) layout[kind][c] = column
      if (integer) draft.integral(column)
    }
  }
  const paid = wage.map((each, t) => each + (idleCost?.[t] ?? 0) * hours[t]!)
  block('workers', paid, min, max)
  block('hires', hireCost, undefined, maxHires)
  block('releases', releaseCost, undefined, maxReleases)
  for (let t = 0; t < length; t++) {
    const fixed = t === 0 ? opening : 0
    const row = draft.row(codeOf('workersRow'), c, t, fixed, fixed)
    draft.entry(row, layout.workers[c]! + t, 1)
    if (t > 0) draft.entry(row, layout.workers[c]! + t - 1, attrition[t - 1]! - 1)
    if (t >= hireLeadTime) draft.entry(row, layout.hires[c]! + t - hireLeadTime, -1)
    draft.entry(row, layout.releases[c]! + t, 1)
  }
}

/** Hours that must be used: those a resource is given, or, without idle workers, all regular ones. */
function addLeastHours(
  { instance, draft, layout }: BuildContext,
  { pool, minHours, hours }: Capacity,
  c: number,
): void {
  if (!minHours && !pool?.noIdle) return
  for (let t = 0; t < instance.periods.length; t++) {
    const row = draft.row(codeOf('leastHoursRow'), c, t, minHours?.[t] ?? 0, infinity)
    if (t === 0) layout.leastHoursRow[c] = row
    if (!pool?.noIdle) continue
    draft.entry(row, layout.workers[c]! + t, -hours[t]!)
    if (layout.overtime[c]! >= 0) draft.entry(row, layout.overtime[c]! + t, -1)
  }
}

/** Regular hours as a column of their own where they, or the idle rest, have a price. */
function addRegular({ instance, draft, layout }: BuildContext, capacity: Capacity, c: number): void {
  if (capacity.idleCost) addIdleRows({ instance, draft, layout }, c)
  for (let t = 0; t < instance.periods.length; t++) {
    const idle = capacity.idleCost?.[t] ?? 0
    const hours = capacity.hours[t]!
    const cost = (capacity.hourCost?.[t] ?? 0) - idle
    const column = draft.column(codeOf('regular'), c, t, cost, 0, capacity.pool ? infinity : hours)
    if (t === 0) layout.regular[c] = column
    draft.entry(layout.capacityRow[c]! + t, column, -1)
    if (layout.idleRow[c]! >= 0) draft.entry(layout.idleRow[c]! + t, column, -1)
    if (capacity.pool) {
      const row = draft.row(codeOf('regularRow'), c, t, -infinity, 0)
      draft.entry(row, column, 1)
      draft.entry(row, layout.workers[c]! + t, -hours)
    }
    if (!capacity.pool && Number.isFinite(hours)) draft.addOffset(idle * hours)
  }
}

/** Hours count as used only where something uses them. */
function addIdleRows({ instance, draft, layout }: BuildContext, c: number): void {
  for (let t = 0; t < instance.periods.length; t++) {
    const row = draft.row(codeOf('idleRow'), c, t, 0, infinity)
    if (t === 0) layout.idleRow[c] = row
  }
}

function addOvertime({ instance, draft, layout }: BuildContext, { overtime }: Capacity, c: number): void {
  if (!overtime) return
  for (let t = 0; t < instance.periods.length; t++) {
    const column = draft.column(codeOf('overtime'), c, t, overtime.cost[t]!, 0, overtime.max[t]!)
    if (t === 0) layout.overtime[c] = column
    draft.entry(layout.capacityRow[c]! + t, column, -1)
    if (overtime.maxPerWorker[t]! === infinity || layout.workers[c]! < 0) continue
    const row = draft.row(codeOf('overtimeRow'), c, t, -infinity, 0)
    draft.entry(row, column, 1)
    draft.entry(row, layout.workers[c]! + t, -overtime.maxPerWorker[t]!)
  }
}

function addShifts({ instance, draft, layout }: BuildContext, { shifts }: Capacity, c: number): void {
  if (!shifts) return
  for (let t = 0; t < instance.periods.length; t++) {
    const column = draft.column(codeOf('shifts'), c, t, shifts.cost[t]!, 0, shifts.max[t]!)
    if (t === 0) layout.shifts[c] = column
    if (shifts.integer) draft.integral(column)
    draft.entry(layout.capacityRow[c]! + t, column, -shifts.hours)
  }
}

/** The plan chooses in which periods the stops fall. */
function addMaintenance({ instance, draft, layout }: BuildContext, capacity: Capacity, c: number): void {
  const { maintenance } = capacity
  if (!maintenance) return
  const all = draft.row(codeOf('maintenanceRow'), c, 0, maintenance.count, maintenance.count)
  for (let t = 0; t < instance.periods.length; t++) {
    const idle = (capacity.idleCost?.[t] ?? 0) * maintenance.hours
    const column = draft.column(codeOf('maintenance'), c, t, maintenance.cost[t]! - idle, 0, maintenance.max[t]!)
    if (t === 0) layout.maintenance[c] = column
    draft.integral(column)
    draft.entry(all, column, 1)
    const row =
      layout.regular[c]! < 0
        ? layout.capacityRow[c]! + t
        : draft.row(codeOf('regularRow'), c, t, -infinity, capacity.hours[t]!)
    draft.entry(row, column, maintenance.hours)
    if (layout.regular[c]! >= 0) draft.entry(row, layout.regular[c]! + t, 1)
  }
}
