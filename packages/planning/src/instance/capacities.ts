import type { PlanModel } from '../model/plan-model.ts'
import type { Capacity } from './instance-parts.ts'
import type { Series } from './series.ts'

const infinity = Number.POSITIVE_INFINITY

/** The resources and pools of a model, in this order, with every default filled in. */
export function capacitiesOf(model: PlanModel, series: Series): Capacity[] {
  return [...resources(model, series), ...pools(model, series)]
}

function resources(model: PlanModel, series: Series): Capacity[] {
  return (model.resources ?? []).map((row, i) => {
    const share = series(row.availability, 1)
    return {
      kind: 'resource',
      id: row.id,
      path: `resources[${i}]`,
      hours: series(row.capacity, infinity).map((each, t) => (each === infinity ? infinity : each * share[t]!)),
      minHours: row.minHours === undefined ? undefined : series(row.minHours, 0),
      hourCost: row.costPerHour === undefined ? undefined : series(row.costPerHour, 0),
      idleCost: row.idleCost === undefined ? undefined : series(row.idleCost, 0),
      overtime: row.overtime && {
        cost: series(row.overtime.costPerHour, 0),
        max: series(row.overtime.maxHours, infinity),
        maxPerWorker: series(undefined, infinity),
      },
      shifts: row.shifts && {
        hours: row.shifts.hours,
        cost: series(row.shifts.cost, 0),
        max: series(row.shifts.max, infinity),
        integer: row.shifts.integer ?? false,
      },
      maintenance: row.maintenance && {
        count: row.maintenance.count,
        hours: row.maintenance.hours,
        max: series(row.maintenance.maxPerPeriod, row.maintenance.count),
        cost: series(row.maintenance.cost, 0),
      },
      pool: undefined,
    }
  })
}

function pools(model: PlanModel, series: Series): Capacity[] {
  return (model.workforce ?? []).map((row, i) => {
    const min = Float64Array.from(series(row.min, 0))
    const max = Float64Array.from(series(row.max, infinity))
    if (row.endWorkers !== undefined) min[min.length - 1] = max[max.length - 1] = row.endWorkers
    return {
      kind: 'pool',
      id: row.id,
      path: `workforce[${i}]`,
      hours: series(row.hoursPerWorker, 0),
      minHours: undefined,
      hourCost: row.costPerHour === undefined ? undefined : series(row.costPerHour, 0),
      idleCost: row.idleCost === undefined ? undefined : series(row.idleCost, 0),
      overtime: row.overtime && {
        cost: series(row.overtime.costPerHour, 0),
        max: series(row.overtime.maxHours, infinity),
        maxPerWorker: series(row.overtime.maxHoursPerWorker, infinity),
      },
      shifts: undefined,
      maintenance: undefined,
      pool: {
        opening: row.opening ?? 0,
        wage: series(row.wage, 0),
        hireCost: series(row.hireCost, 0),
        releaseCost: series(row.releaseCost, 0),
        maxHires: series(row.maxHires, infinity),
        maxReleases: series(row.maxReleases, infinity),
        min,
        max,
        integer: row.integer ?? false,
        hireLeadTime: row.hireLeadTime ?? 0,
        trainingHours: row.trainingHours ?? 0,
        attrition: series(row.attrition, 0),
        noIdle: row.noIdle ?? false,
      },
    }
  })
}
