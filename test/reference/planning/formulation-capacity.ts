import { add, at, type Sum } from './formulation-parts.ts'
import type { Sheet } from './formulation-sheet.ts'

/** Hours of machines: regular, overtime, shifts, standing still for maintenance. */
export function runResources(sheet: Sheet): void {
  const { model, T, row, pay, put, variable, whole, hours, cashFixed } = sheet
  for (const [i, each] of (model.resources ?? []).entries()) {
    const stops: Sum = new Map()
    for (const t of T) {
      const need: Sum = new Map(row(hours, each.id)[t]!)
      const regular = variable(`reg${i}_${t}`)
      add(need, regular, -1)
      if (each.overtime) {
        const over = variable(`over${i}_${t}`, 0, at(each.overtime.maxHours, t, Number.POSITIVE_INFINITY))
        add(need, over, -1)
        pay(t, over, at(each.overtime.costPerHour, t))
      }
      if (each.shifts) {
        const shift = variable(`shift${i}_${t}`, 0, at(each.shifts.max, t, Number.POSITIVE_INFINITY))
        if (each.shifts.integer) whole(shift)
        add(need, shift, -each.shifts.hours)
        pay(t, shift, at(each.shifts.cost, t))
      }
      put(need, '<=', 0)
      const busy: Sum = new Map(row(hours, each.id)[t]!)
      add(busy, regular, -1)
      if (each.idleCost !== undefined) put(busy, '>=', 0)
      if (each.minHours !== undefined) put(new Map(row(hours, each.id)[t]!), '>=', at(each.minHours, t))
      const full = at(each.capacity, t, 1e7) * at(each.availability, t, 1)
      const there: Sum = new Map([[regular, 1]])
      const idle = each.capacity === undefined ? 0 : at(each.idleCost, t)
      if (each.maintenance) {
        const stop = whole(variable(`stop${i}_${t}`, 0, at(each.maintenance.maxPerPeriod, t, each.maintenance.count)))
        add(there, stop, each.maintenance.hours)
        add(stops, stop, 1)
        pay(t, stop, at(each.maintenance.cost, t) - idle * each.maintenance.hours)
      }
      put(there, '<=', full)
      pay(t, regular, at(each.costPerHour, t) - idle)
      sheet.offset += idle * full
      cashFixed[t]! += idle * full
    }
    if (each.maintenance) put(stops, '=', each.maintenance.count)
  }
}

/** People who come, stay and go, and the hours they give. */
export function employPeople(sheet: Sheet): void {
  const { model, T, count, row, pay, put, variable, whole, hours } = sheet
  for (const [i, each] of (model.workforce ?? []).entries())
    for (const t of T) {
      const workers = variable(`work${i}_${t}`, at(each.min, t), at(each.max, t, Number.POSITIVE_INFINITY))
      const hired = variable(`hire${i}_${t}`, 0, at(each.maxHires, t, Number.POSITIVE_INFINITY))
      const released = variable(`free${i}_${t}`, 0, at(each.maxReleases, t, Number.POSITIVE_INFINITY))
      if (each.integer) for (const name of [workers, hired, released]) whole(name)
      const balance: Sum = new Map([
        [workers, 1],
        [released, 1],
      ])
      if (t >= (each.hireLeadTime ?? 0)) add(balance, `hire${i}_${t - (each.hireLeadTime ?? 0)}`, -1)
      if (t > 0) add(balance, `work${i}_${t - 1}`, at(each.attrition, t - 1) - 1)
      put(balance, '=', t === 0 ? (each.opening ?? 0) : 0)
      if (t === count - 1 && each.endWorkers !== undefined) put(new Map([[workers, 1]]), '=', each.endWorkers)
      const need: Sum = new Map(row(hours, each.id)[t]!)
      if (each.trainingHours) add(need, hired, each.trainingHours)
      const lazy = variable(`lazy${i}_${t}`, 0, each.noIdle ? 0 : Number.POSITIVE_INFINITY)
      add(need, lazy, 1)
      const hourly = at(each.costPerHour, t)
      pay(t, lazy, -hourly)
      pay(t, workers, hourly * at(each.hoursPerWorker, t))
      add(need, workers, -at(each.hoursPerWorker, t))
      pay(t, lazy, at(each.idleCost, t))
      if (each.overtime) {
        const over = variable(`wover${i}_${t}`, 0, at(each.overtime.maxHours, t, Number.POSITIVE_INFINITY))
        add(need, over, -1)
        pay(t, over, at(each.overtime.costPerHour, t))
        if (each.overtime.maxHoursPerWorker !== undefined)
          put(
            new Map([
              [over, 1],
              [workers, -at(each.overtime.maxHoursPerWorker, t)],
            ]),
            '<=',
            0,
          )
      }
      put(need, '=', 0)
      pay(t, workers, at(each.wage, t))
      pay(t, hired, at(each.hireCost, t))
      pay(t, released, at(each.releaseCost, t))
    }
}
