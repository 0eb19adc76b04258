import type { ResourceLine, WorkforceLine } from '../model/plan.ts'
import type { ResourceRow, WorkforceRow } from '../model/plan-model.ts'
import { capacityChecks } from './capacity-checks.ts'
import type { Hold } from './fault.ts'
import { hoursUsed } from './hours-used.ts'
import { type Ledger, valueAt } from './ledger.ts'

const infinity = Number.POSITIVE_INFINITY

/** Compares hours used with hours there, overtime, shifts and stops; and workers with those of the period before. */
export function checkCapacity(ledger: Ledger, hold: Hold): void {
  const used = hoursUsed(ledger)
  for (const row of ledger.model.resources ?? []) {
    const line = ledger.resources.get(row.id)!
    for (const t of ledger.periods) checkResource({ ledger, hold, row, line, t, hours: used.get(row.id)?.[t] ?? 0 })
    const total = (line.maintenance ?? ledger.periods.map(() => 0)).reduce((a, b) => a + b, 0)
    hold(
      () => Math.abs(total - (row.maintenance?.count ?? 0)),
      1,
      () => ({ kind: 'capacity', where: row.id, says: `${total} stops placed of ${row.maintenance?.count}` }),
    )
  }
  for (const row of ledger.model.workforce ?? []) {
    const line = ledger.pools.get(row.id)!
    for (const t of ledger.periods) {
      const hours = (used.get(row.id)?.[t] ?? 0) + line.hires[t]! * (row.trainingHours ?? 0)
      checkWorkers({ ledger, hold, row, line, t })
      checkPoolHours({ ledger, hold, row, line, t, hours })
    }
  }
}

function checkResource(given: {
  ledger: Ledger
  hold: Hold
  row: ResourceRow
  line: ResourceLine
  t: number
  hours: number
}): void {
  const { ledger, hold, row, line, t, hours } = given
  const where = `${row.id} in ${ledger.names[t]}`
  const { enough, asPlanned, regularHours, within, whole } = capacityChecks(hold, where)
  const [over, shifts, stop] = [line.overtime?.[t] ?? 0, line.shifts?.[t] ?? 0, line.maintenance?.[t] ?? 0]
  const there = valueAt(row.capacity, t, infinity) * (row.capacity === undefined ? 1 : valueAt(row.availability, t, 1))
  const extra = over + shifts * (row.shifts?.hours ?? 0)
  const stopped = stop * (row.maintenance?.hours ?? 0)
  enough(hours, there + over + shifts * (row.shifts?.hours ?? 0) - stopped)
  if (row.costPerHour !== undefined || row.idleCost !== undefined) {
    const idle = row.idleCost !== undefined
    regularHours({ hours, regular: line.regular?.[t] ?? 0, there: there - stopped, extra, idle })
  }
  asPlanned(hours, line.used[t]!)
  hold(
    () => valueAt(row.minHours, t) - hours,
    hours,
    () => ({ kind: 'capacity', where, says: `${hours} hours used, at least ${valueAt(row.minHours, t)} wanted` }),
  )
  within('overtime', over, row.overtime ? valueAt(row.overtime.maxHours, t, infinity) : 0)
  within('extra shifts', shifts, row.shifts ? valueAt(row.shifts.max, t, infinity) : 0)
  within('stops', stop, row.maintenance ? valueAt(row.maintenance.maxPerPeriod, t, row.maintenance.count) : 0)
  whole(stop)
  if (row.shifts?.integer) whole(shifts)
}

function checkWorkers(given: { ledger: Ledger; hold: Hold; row: WorkforceRow; line: WorkforceLine; t: number }): void {
  const { ledger, hold, row, line, t } = given
  const where = `${row.id} in ${ledger.names[t]}`
  const { within, whole } = capacityChecks(hold, where)
  const [workers, hired, released] = [line.workers[t]!, line.hires[t]!, line.releases[t]!]
  const stayed = t === 0 ? (row.opening ?? 0) : line.workers[t - 1]! * (1 - valueAt(row.attrition, t - 1))
  const begins = line.hires[t - (row.hireLeadTime ?? 0)] ?? 0
  hold(
    () => Math.abs(stayed + begins - released - workers),
    workers,
    () => ({ kind: 'workforce', where, says: `${stayed} + ${begins} hired - ${released} released is not ${workers}` }),
  )
  within('workers', workers, valueAt(row.max, t, infinity))
  within('hires', hired, valueAt(row.maxHires, t, infinity))
  within('releases', released, valueAt(row.maxReleases, t, infinity))
  const wanted = t === ledger.periods.length - 1 ? row.endWorkers : undefined
  hold(
    () => Math.max(valueAt(row.min, t) - workers, wanted === undefined ? 0 : Math.abs(workers - wanted)),
    workers,
    () => ({ kind: 'workforce', where, says: `${workers} workers are not what is wanted` }),
  )
  if (row.integer) for (const each of [workers, hired, released]) whole(each)
}

function checkPoolHours(given: {
  ledger: Ledger
  hold: Hold
  row: WorkforceRow
  line: WorkforceLine
  t: number
  hours: number
}): void {
  const { ledger, hold, row, line, t, hours } = given
  const where = `${row.id} in ${ledger.names[t]}`
  const { enough, asPlanned, regularHours, within } = capacityChecks(hold, where)
  const over = line.overtime?.[t] ?? 0
  const there = line.workers[t]! * valueAt(row.hoursPerWorker, t) + over
  enough(hours, there)
  if (row.idleCost !== undefined || row.costPerHour !== undefined) {
    const idle = row.idleCost !== undefined
    regularHours({ hours, regular: line.regular?.[t] ?? 0, there: there - over, extra: over, idle })
  }
  hold(
    () => (row.noIdle ? there - hours : 0),
    hours,
    () => ({ kind: 'capacity', where, says: `${there - hours} idle hours where none may be` }),
  )
  asPlanned(hours, line.used[t]!)
  const most = row.overtime
    ? Math.min(
        valueAt(row.overtime.maxHours, t, infinity),
        row.overtime.maxHoursPerWorker === undefined
          ? infinity
          : valueAt(row.overtime.maxHoursPerWorker, t, infinity) * line.workers[t]!,
      )
    : 0
  within('overtime', over, most)
}
