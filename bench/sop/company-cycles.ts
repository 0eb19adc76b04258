import { ets } from '@drumbeat/forecasting'
import { openPlan, type PlanModel } from '@drumbeat/planning'
import type { Facts } from '../../src/sop/cycle/act.ts'
import { type CycleState, cellKey, monthAfter, monthsOf } from '../../src/sop/cycle/state.ts'
import { beginHistory } from '../../src/sop/demo/history.ts'
import type { LoadedCycle } from '../../src/sop/log/cycles.sql.ts'
import type { Lever } from '../../src/sop/schema.ts'
import type { Line, shipped } from './company-operations.ts'

/** Months from `start` of the first cycle and of the last, and how many months each plans. */
const [firstCycle, horizon] = [36, 6]
export const lastCycle: number = 54
export const start = '2019-01-01'
export const families = [1, 2, 3].map((at) => `00000000-0000-4000-9000-00000000000${at}`)
export const idOf = {
  demand: '00000000-0000-4000-a000-000000000001',
  capacity: '00000000-0000-4000-a000-000000000002',
}

/** A cycle with the model of its supply plan. */
export type Cycle = { loaded: LoadedCycle; model: PlanModel; startsOn: string[] }

/** The monthly cycles of a company, with their data and their supply plans. */
export async function cyclesOf(given: {
  orders: ReadonlyMap<string, readonly number[]>
  lines: ReadonlyMap<string, Line>
  plain: ReadonlyMap<string, ReturnType<typeof shipped>>
  levers: Record<'demand' | 'capacity', Lever>
}): Promise<Cycle[]> {
  const cycles: Cycle[] = []
  for (let t = firstCycle; t <= lastCycle; t++) {
    const history = opened(t)
    const forecasts = new Map(families.map((id) => [id, forecastOf(given.orders.get(id)!.slice(0, t))]))
    history.act('captured', null, { facts: factsOf(history.state(), forecasts) })
    const model = modelOf(t, forecasts, given)
    const startsOn = monthsOf(history.state())
    const state = { ...history.state(), supply: await supplyOf(model, startsOn) }
    const requests = t === lastCycle ? requestsOf(given.levers) : [] // the last one decides
    const loaded = { id: `cycle ${t}`, seq: history.acts.length, state: { ...state, requests } }
    cycles.push({ loaded, model, startsOn })
  }
  return cycles
}

function opened(t: number) {
  const month = monthAfter(start, t)
  const history = beginHistory()
  history.at(`${month}T09:00:00.000Z`)
  const calendar = { weekend: [6, 7], holidays: [], fenceMonths: 1, owners: [[], [], [], [], [], []] }
  const plan = { month, firstMonth: month, startsOn: month, horizon, currency: 'EUR', minorDigits: 2 }
  history.act('opened', null, { ...plan, ...calendar })
  return history
}

function forecastOf(series: readonly number[]): number[] {
  const fitted = ets().fit([...series], { seasonLength: 12, nonNegative: true })
  if (fitted.kind === 'declined') throw new Error(fitted.reason)
  return [...fitted.forecast({ horizon, levels: [] }).mean]
}

function factsOf(state: CycleState, forecasts: ReadonlyMap<string, readonly number[]>): Facts {
  const cells = Object.fromEntries(
    families.flatMap((familyId) =>
      monthsOf(state).map((month, ahead) => [
        cellKey({ familyId, month }),
        {
          ...{ statistical: Math.round(forecasts.get(familyId)![ahead]!), lo80: null, hi80: null, deals: null },
          ...{ budgetUnits: null, budgetMinor: null, lastYear: null, price: '10', previous: null, previousMinor: null },
        },
      ]),
    ),
  )
  return {
    ...{ closedTo: state.startsOn, families, cells, actuals: {}, negativeStock: null, exceptions: [], valueAdded: [] },
    totals: { lines: '0', history: '0', leftOut: '0' },
    masterData: { items: 3, incomplete: 0, share: 1 },
  }
}

function modelOf(
  t: number,
  forecasts: ReadonlyMap<string, readonly number[]>,
  { lines, plain }: Parameters<typeof cyclesOf>[0],
): PlanModel {
  const made = families.slice(1)
  const stockOf = (id: string) => Math.round(plain.get(id)!.stocks[t - 1]!)
  return {
    objective: 'margin',
    periods: horizon,
    items: made.map((id) => ({ id, family: id })),
    stock: made.map((item) => ({ item, opening: stockOf(item), holdingCost: 0.1 })),
    demand: made.map((item) => ({
      item,
      quantity: forecasts.get(item)!.map((units) => Math.round(units)),
      ...{
        price: 10,
        backlogCost: 0.5,
        lostSaleCost: 10,
        openingBacklog: Math.round(plain.get(item)!.backlogs[t - 1]!),
      },
    })),
    recipes: made.map((item) => ({ item, hours: { [`line of ${item}`]: 1 }, cost: 4 })),
    resources: made.map((id) => ({ id: `line of ${id}`, capacity: lines.get(id)!.capacity(t) })),
  }
}

/** The plan as a cycle captures it. */
async function supplyOf(model: PlanModel, startsOn: readonly string[]): Promise<CycleState['supply']> {
  const answer = await openPlan(model)
  if (answer.kind === 'invalid') throw new Error(JSON.stringify(answer.problems))
  answer.opened.solve(answer.opened.base)
  const plan = answer.opened.plan()
  answer.opened.close()
  const lines = plan.demand.flatMap(({ item, backlog }, d) =>
    startsOn.map((month, t) => ({
      ...{ familyId: item, month, backlog: Math.round(backlog[t]!) },
      production: Math.round(plan.production[d]?.quantity[t] ?? 0),
      stock: Math.round(plan.stock[d]!.quantity[t]!),
    })),
  )
  const gaps = plan.demand.flatMap(({ item, backlog, lost }) =>
    startsOn.flatMap((month, t) => {
      const units = Math.round(backlog[t]!) + Math.round(lost[t]!)
      return units > 0 ? [{ familyId: item, month, units, cause: 'hours', firm: false, requestId: null }] : []
    }),
  )
  const said = { at: `${startsOn[0]}T10:00:00.000Z`, by: null, personId: null }
  return { ...said, origin: 'supply plan 1', feasible: gaps.length === 0, violations: [], lines, gaps }
}

function requestsOf(levers: Record<'demand' | 'capacity', Lever>): CycleState['requests'] {
  const said = { at: '2023-07-01T12:00:00.000Z', by: null, personId: null }
  return (['demand', 'capacity'] as const).map((kind) => ({
    ...{ ...said, id: idOf[kind], question: `More ${kind}?`, ownerId: null, deadlineOn: null, recommended: null },
    options: [{ key: 'yes', says: 'Yes', effectMinor: levers[kind].size * 3_000, lever: levers[kind] }],
    outcome: { ...said, option: 'yes', until: null, note: '' },
  }))
}
