import type { Hold } from './check-plan.ts'
import { type Ledger, valueAt } from './ledger.ts'

const infinity = Number.POSITIVE_INFINITY

/** Hours used against hours there, overtime, shifts and stops; workers from one period to the next. */
export function checkCapacity(ledger: Ledger, hold: Hold): void {
  const { model, periods, names } = ledger
  const used = hoursUsed(ledger)
  for (const row of model.resources ?? []) {
    const line = ledger.resources.get(row.id)!
    const stops = line.maintenance ?? periods.map(() => 0)
    for (const t of periods) {
      const where = `${row.id} in ${names[t]}`
      const hours = used.get(row.id)?.[t] ?? 0
      const [over, shifts, stop] = [line.overtime?.[t] ?? 0, line.shifts?.[t] ?? 0, stops[t]!]
      const there =
        valueAt(row.capacity, t, infinity) * (row.capacity === undefined ? 1 : valueAt(row.availability, t, 1))
      const most = there + over + shifts * (row.shifts?.hours ?? 0) - stop * (row.maintenance?.hours ?? 0)
      hold(
        () => hours - most,
        hours,
        () => ({ kind: 'capacity', where, says: `${hours} hours needed, ${most} there` }),
      )
      if (row.costPerHour !== undefined || row.idleCost !== undefined)
        regularHours({
          where,
          hours,
          regular: line.regular?.[t] ?? 0,
          there: there - stop * (row.maintenance?.hours ?? 0),
          extra: over + shifts * (row.shifts?.hours ?? 0),
          idle: row.idleCost !== undefined,
        })
      hold(
        () => Math.abs(hours - line.used[t]!),
        hours,
        () => ({ kind: 'capacity', where, says: `${hours} hours needed, the plan says ${line.used[t]}` }),
      )
      hold(
        () => valueAt(row.minHours, t) - hours,
        hours,
        () => ({ kind: 'capacity', where, says: `${hours} hours used, at least ${valueAt(row.minHours, t)} wanted` }),
      )
      within(where, 'overtime', over, row.overtime ? valueAt(row.overtime.maxHours, t, infinity) : 0)
      within(where, 'extra shifts', shifts, row.shifts ? valueAt(row.shifts.max, t, infinity) : 0)
      within(
        where,
        'stops',
        stop,
        row.maintenance ? valueAt(row.maintenance.maxPerPeriod, t, row.maintenance.count) : 0,
      )
      whole(where, stop)
      if (row.shifts?.integer) whole(where, shifts)
    }
    const total = stops.reduce((a, b) => a + b, 0)
    hold(
      () => Math.abs(total - (row.maintenance?.count ?? 0)),
      1,
      () => ({ kind: 'capacity', where: row.id, says: `${total} stops placed of ${row.maintenance?.count}` }),
    )
  }
  for (const row of model.workforce ?? []) {
    const line = ledger.pools.get(row.id)!
    for (const t of periods) {
      const where = `${row.id} in ${names[t]}`
      const [workers, hired, released, over] = [
        line.workers[t]!,
        line.hires[t]!,
        line.releases[t]!,
        line.overtime?.[t] ?? 0,
      ]
      const stayed = t === 0 ? (row.opening ?? 0) : line.workers[t - 1]! * (1 - valueAt(row.attrition, t - 1))
      const begins = line.hires[t - (row.hireLeadTime ?? 0)] ?? 0
      const hours = (used.get(row.id)?.[t] ?? 0) + hired * (row.trainingHours ?? 0)
      const there = workers * valueAt(row.hoursPerWorker, t) + over
      hold(
        () => Math.abs(stayed + begins - released - workers),
        workers,
        () => ({
          kind: 'workforce',
          where,
          says: `${stayed} + ${begins} hired - ${released} released is not ${workers}`,
        }),
      )
      hold(
        () => hours - there,
        hours,
        () => ({ kind: 'capacity', where, says: `${hours} hours needed, ${there} there` }),
      )
      if (row.idleCost !== undefined || row.costPerHour !== undefined)
        regularHours({
          where,
          hours,
          regular: line.regular?.[t] ?? 0,
          there: there - over,
          extra: over,
          idle: row.idleCost !== undefined,
        })
      hold(
        () => (row.noIdle ? there - hours : 0),
        hours,
        () => ({ kind: 'capacity', where, says: `${there - hours} idle hours where none may be` }),
      )
      hold(
        () => Math.abs(hours - line.used[t]!),
        hours,
        () => ({ kind: 'capacity', where, says: `${hours} hours needed, the plan says ${line.used[t]}` }),
      )
      const overtime = row.overtime
      const most = overtime
        ? Math.min(
            valueAt(overtime.maxHours, t, infinity),
            overtime.maxHoursPerWorker === undefined
              ? infinity
              : valueAt(overtime.maxHoursPerWorker, t, infinity) * workers,
          )
        : 0
      within(where, 'overtime', over, most)
      within(where, 'workers', workers, valueAt(row.max, t, infinity))
      within(where, 'hires', hired, valueAt(row.maxHires, t, infinity))
      within(where, 'releases', released, valueAt(row.maxReleases, t, infinity))
      const wanted = t === periods.length - 1 ? row.endWorkers : undefined
      hold(
        () => Math.max(valueAt(row.min, t) - workers, wanted === undefined ? 0 : Math.abs(workers - wanted)),
        workers,
        () => ({ kind: 'workforce', where, says: `${workers} workers are not what is wanted` }),
      )
      if (row.integer) for (const each of [workers, hired, released]) whole(where, each)
    }
  }

  /** Regular hours that are priced cover what overtime and shifts do not, and are neither more than there are nor, where idle ones cost, more than are used. */
  function regularHours(line: {
    where: string
    hours: number
    regular: number
    there: number
    extra: number
    idle: boolean
  }): void {
    const { where, hours, regular, there, extra, idle } = line
    const off = () => Math.max(hours - regular - extra, regular - there, -regular, idle ? regular - hours : 0)
    hold(off, hours, () => ({ kind: 'capacity', where, says: `${regular} regular hours for ${hours} used` }))
  }

  function within(where: string, what: string, value: number, most: number): void {
    hold(
      () => Math.max(value - most, -value),
      value,
      () => ({ kind: 'capacity', where, says: `${what} ${value}, allowed 0 to ${most}` }),
    )
  }

  function whole(where: string, value: number): void {
    hold(
      () => Math.abs(value - Math.round(value)),
      1,
      () => ({ kind: 'capacity', where, says: `${value} is not whole` }),
    )
  }
}

function hoursUsed(ledger: Ledger): Map<string, number[]> {
  const used = new Map<string, number[]>()
  const book = (hours: Readonly<Record<string, number>> | undefined, quantity: readonly number[] | undefined): void => {
    for (const [id, each] of Object.entries(hours ?? {})) {
      const row = used.get(id) ?? ledger.periods.map(() => 0)
      for (const t of ledger.periods) row[t] = row[t]! + each * (quantity?.[t] ?? 0)
      used.set(id, row)
    }
  }
  for (const { row, line } of [...ledger.recipes, ...ledger.subcontract]) {
    if ('hours' in row) book(row.hours as Record<string, number>, line.quantity)
    book(row.setup?.hours, line.setups)
  }
  return used
}
