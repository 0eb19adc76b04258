import { laneId } from '../model/naming.ts'
import type { LaneRow, PlanModel } from '../model/plan-model.ts'
import type { Capacity } from './instance-parts.ts'
import type { Series } from './series.ts'

const infinity = Number.POSITIVE_INFINITY

/** The resources, pools and loads of lanes of a model, in this order, with every default filled in. */
export function capacitiesOf(model: PlanModel, series: Series): Capacity[] {
  const lanes = (model.lanes ?? []).flatMap((row, lane) => loadsOf(row, lane, series))
  return [...resources(model, series), ...pools(model, series), ...lanes]
}

/** Loads are shifts of a resource without hours of its own; a fixed cost is one load, as large as the lane is. */
function loadsOf(row: LaneRow, lane: number, series: Series): Capacity[] {
  const none = series(0, 0)
  const rest = { kind: 'resource', lane, hours: none, pool: undefined, ...nothingElse } as const
  const { load, fixedCost } = row
  const loads = load && {
    hours: load.size,
    cost: series(load.cost, 0),
    max: series(load.max, infinity),
    integer: load.whole ?? true,
  }
  const dispatch = fixedCost !== undefined && {
    hours: Math.max(...series(row.capacity, 0)),
    cost: series(fixedCost, 0),
    max: series(1, 1),
    integer: true,
  }
  return [
    ...(loads ? [{ ...rest, id: `loads of ${laneId(row)}`, path: `lanes[${lane}].load`, shifts: loads }] : []),
    ...(dispatch
      ? [{ ...rest, id: `dispatch of ${laneId(row)}`, path: `lanes[${lane}].fixedCost`, shifts: dispatch }]
      : []),
  ]
}

const nothingElse = {
  minHours: undefined,
  hourCost: undefined,
  idleCost: undefined,
  overtime: undefined,
  maintenance: undefined,
}

function resources(model: PlanModel, series: Series): Capacity[] {
  return (model.resources ?? []).map((row, i) => {
    const share = series(row.availability, 1)
    return {
      kind: 'resource',
      id: row.id,
      path: `resources[${i}]`,
      lane: undefined,
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
      lane: undefined,
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
