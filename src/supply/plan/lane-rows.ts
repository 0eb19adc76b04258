import type { LaneRow } from '@drumbeat/planning'
import { leadRow, type PlanPeriod } from './horizon.ts'
import type { PlanItem, SiteData } from './inputs.ts'

type Lane = SiteData['lanes'][number]

/** Lanes as the model states them: those on which something travels. With whole lots, loads are whole and the fixed cost of a month counts. */
export function laneRows(
  { sites, periods, wholeLoads }: { sites: SiteData; periods: readonly PlanPeriod[]; wholeLoads: boolean },
  given: {
    nameOf: ReadonlyMap<string, string>
    items: readonly PlanItem[]
    travels: (item: PlanItem, to: string) => boolean
  },
): LaneRow[] {
  return sites.lanes.flatMap((lane) => {
    const items = given.items.filter((item) => given.travels(item, lane.toSiteId)).map(({ code }) => code)
    if (items.length === 0) return []
    const [from, to] = [given.nameOf.get(lane.fromSiteId)!, given.nameOf.get(lane.toSiteId)!]
    const inMonths = (most: number) => periods.map(({ share }) => most * share)
    return [
      {
        ...{ id: `${from} to ${to}`, from, to, items, ...leadRow(lane.leadDays ?? 0) },
        ...(isPaid(lane.costPerUnit) && { cost: lane.costPerUnit }),
        ...(isStated(lane.capacityPerMonth) && { capacity: inMonths(lane.capacityPerMonth) }),
        ...loadOf(lane, { inMonths, wholeLoads }),
        ...(wholeLoads && hasFixedCost(lane) && { fixedCost: lane.fixedCost! }),
      },
    ]
  })
}

/** Whether trucks of a lane have a size by which they can be counted. */
export function hasLoads({ loadSize }: Lane): boolean {
  return isPaid(loadSize)
}

/** Whether a lane states what a load costs or how many go, but not what a load carries. */
export function lacksSize(lane: Lane): boolean {
  return !hasLoads(lane) && (isPaid(lane.costPerLoad) || lane.loadsPerMonth !== null)
}

/** Whether a lane states a fixed cost that a plan can take: one needs to know how much may be sent at most. */
export function hasFixedCost({ fixedCost, capacityPerMonth }: Lane): boolean {
  return isPaid(fixedCost) && isPaid(capacityPerMonth)
}

/** Whether a lane states a fixed cost, but not how much may be sent at most. */
export function lacksMost({ fixedCost, capacityPerMonth }: Lane): boolean {
  return isPaid(fixedCost) && !isPaid(capacityPerMonth)
}

/** Whether a lane states days, money or units below zero. */
export function statesLess(lane: Lane): boolean {
  const { leadDays, costPerUnit, capacityPerMonth, loadSize, costPerLoad, loadsPerMonth, fixedCost } = lane
  const all = [leadDays, costPerUnit, capacityPerMonth, loadSize, costPerLoad, loadsPerMonth, fixedCost]
  return all.some((value) => value !== null && value < 0)
}

function loadOf(
  lane: Lane,
  { inMonths, wholeLoads }: { inMonths: (most: number) => number[]; wholeLoads: boolean },
): Pick<LaneRow, 'load'> {
  if (!hasLoads(lane)) return {}
  const most = isStated(lane.loadsPerMonth) ? inMonths(lane.loadsPerMonth) : null
  return {
    load: {
      size: lane.loadSize!,
      ...(isPaid(lane.costPerLoad) && { cost: lane.costPerLoad }),
      ...(most && { max: wholeLoads ? most.map(Math.floor) : most }),
      ...(!wholeLoads && { whole: false }),
    },
  }
}

function isPaid(value: number | null): value is number {
  return value !== null && value > 0
}

/** A limit below zero is a slip: it closes no lane. */
function isStated(value: number | null): value is number {
  return value !== null && value >= 0
}
