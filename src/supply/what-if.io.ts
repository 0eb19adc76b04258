import { hash } from 'node:crypto'
import type { Plan } from '@drumbeat/planning'
import type { Db } from '#platform/db/pool.ts'
import { planNumbered, wholePlan } from './plan.sql.ts'
import { lateAndLost } from './questions/shown.ts'
import { answerInThread } from './questions/threads.io.ts'
import { namedItems } from './recipes/recipes.sql.ts'
import { editsOf, soldOfFamilies, type WhatIf } from './what-if.ts'

/** What a plan comes to when it is solved anew with another demand and other capacities. Money in company currency; estimates. */
export type WhatIfFigures = {
  /** Share of demand sold in the month in which it is wanted. */
  service: number | null
  revenue: number
  cost: number
  margin: number
  /** Mean over the months of the stock at their end, at cost. */
  stock: number
  made: number
  bought: number
  unitsLate: number
  unitsLost: number
  hoursOvertime: number
  /** Hours used of the regular ones, of the resource and month that is fullest. */
  fullest: number | null
  /** Families and months whose demand could not be set, for no item of theirs is in the plan then. */
  leftOut: string[]
}

const kept = new Map<string, WhatIfFigures>()
const mostKept = 500

/** Solves a plan anew for each of several worlds, from where the opened plan stands; nothing is stored. What was asked before is remembered. */
export async function solveWhatIfs(
  db: Db,
  { planId, worlds }: { planId: string; worlds: readonly WhatIf[] },
): Promise<WhatIfFigures[]> {
  const keys = worlds.map((world) => hash('sha256', JSON.stringify([planId, world])))
  if (keys.every((key) => kept.has(key))) return keys.map((key) => kept.get(key)!)
  const [whole, items] = await Promise.all([wholePlan(db, planId), namedItems(db)])
  if (!whole) throw new Error(`Plan ${planId} has no figures.`)
  const costs = new Map([...items.values()].map(({ code, standardCost }) => [code, standardCost ?? 0]))
  for (const [at, world] of worlds.entries()) {
    const key = keys[at]!
    if (kept.has(key)) continue
    const { edits, leftOut } = editsOf(world, { model: whole.model, startsOn: whole.head.startsOn })
    const answer = await answerInThread({ planId, whole: { model: whole.model, plan: whole.plan }, edits })
    if (answer.kind === 'invalid') throw new Error(answer.says)
    if (kept.size >= mostKept) kept.delete(kept.keys().next().value!)
    kept.set(key, { ...figuresOf(answer.plan, (code) => costs.get(code) ?? 0), leftOut })
  }
  return keys.map((key) => kept.get(key)!)
}

const sold = new Map<string, ReturnType<typeof soldOfFamilies>>()

/** What a plan, called by its number, would have sold of each family by month with another demand; null where there is no such plan. Remembered. */
export async function soldWithDemand(
  db: Db,
  { planNumber, demand }: { planNumber: number; demand: WhatIf['demand'] },
): Promise<ReturnType<typeof soldOfFamilies> | null> {
  const planId = await planNumbered(db, planNumber)
  const whole = planId && (await wholePlan(db, planId))
  if (!planId || !whole) return null
  const key = hash('sha256', JSON.stringify([planId, demand]))
  const found = sold.get(key)
  if (found) return found
  const of = { model: whole.model, startsOn: whole.head.startsOn }
  const { edits } = editsOf({ demand, capacity: [] }, of)
  const answer = await answerInThread({ planId, whole: { model: whole.model, plan: whole.plan }, edits })
  if (answer.kind === 'invalid') throw new Error(answer.says)
  const families = soldOfFamilies(answer.plan, of)
  if (sold.size >= mostKept) sold.delete(sold.keys().next().value!)
  sold.set(key, families)
  return families
}

function figuresOf(plan: Plan, costOf: (item: string) => number): Omit<WhatIfFigures, 'leftOut'> {
  const demand = total(plan.demand.map((each) => each.demand))
  const { unitsLate, unitsLost } = lateAndLost(plan)
  const loads = plan.resources.flatMap(({ used, available }) =>
    used.flatMap((hours, t) => (available[t]! > 0 ? [hours / available[t]!] : [])),
  )
  return {
    service: demand > 0 ? Math.max(0, 1 - (unitsLate + unitsLost) / demand) : null,
    revenue: plan.money.revenue,
    cost: plan.money.cost,
    margin: plan.money.margin,
    stock:
      plan.stock.reduce((sum, { item, quantity }) => sum + costOf(item) * total([quantity]), 0) /
      Math.max(1, plan.periods.length),
    made: total(plan.production.map(({ quantity }) => quantity)),
    bought: total(plan.purchases.map(({ quantity }) => quantity)),
    ...{ unitsLate, unitsLost },
    hoursOvertime: total(plan.resources.map(({ overtime = [] }) => overtime)),
    fullest: loads.length === 0 ? null : Math.max(...loads),
  }
}

function total(lines: readonly (readonly number[])[]): number {
  return lines.reduce((sum, line) => sum + line.reduce((a, b) => a + b, 0), 0)
}
