import type { Plan, PlanModel, Risk, Spread } from '@drumbeat/planning'
import { rowIn } from '../plan/row-in.ts'
import type { PlanLine } from '../schema.ts'
import type { Chain } from './pegging.ts'

/** Units that wait, and units that are never delivered. */
export function lateAndLost(plan: Plan): { unitsLate: number; unitsLost: number } {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  return {
    unitsLate: sum(
      plan.demand.flatMap(({ backlog }) => backlog.map((units, t) => Math.max(0, units - (backlog[t - 1] ?? 0)))),
    ),
    unitsLost: sum(plan.demand.flatMap(({ lost }) => lost)),
  }
}

/** The lines in which two plans differ. */
export function changedLines(before: readonly PlanLine[], after: readonly PlanLine[]) {
  const keyOf = ({ measure, subject }: PlanLine) => `${measure}/${subject}`
  const [one, other] = [
    new Map(before.map((line) => [keyOf(line), line])),
    new Map(after.map((line) => [keyOf(line), line])),
  ]
  return [...new Set([...one.keys(), ...other.keys()])].flatMap((key) => {
    const [was, is] = [one.get(key), other.get(key)]
    const { measure, subject, values } = (was ?? is)!
    const zeros = values.map(() => 0)
    const [from, to] = [was?.values ?? zeros, is?.values ?? zeros]
    return from.some((value, t) => Math.abs(value - to[t]!) > 1e-4)
      ? [{ measure, subject, before: from, after: to }]
      : []
  })
}

/** Hours that the lots of a chain take, per resource and period (from 1). */
export function hoursOf({ recipes = [] }: PlanModel, steps: readonly Chain[]) {
  const recipeOf = new Map(recipes.map((recipe) => [recipe.item, recipe]))
  const found = new Map<string, { resource: string; period: number; hours: number }>()
  for (const { item, quantity, from } of steps) {
    if (from.kind !== 'made') continue
    const recipe = recipeOf.get(item)
    for (const [resource, perUnit] of Object.entries((recipe && rowIn(recipe, from.period))?.hours ?? {})) {
      const key = `${resource}/${from.period}`
      const hours = (found.get(key)?.hours ?? 0) + perUnit * quantity
      found.set(key, { resource, period: from.period + 1, hours })
    }
  }
  return [...found.values()]
}

/** The risk of a plan as the API gives it, with what it would cost to be safer. */
export function riskShown(risk: Risk, ladders: readonly { family: string | null; nextPoint: number }[]) {
  const nextPoint = new Map(ladders.map((each) => [each.family, each.nextPoint]))
  return {
    samples: risk.samples,
    families: risk.families.map(({ family, chanceOfService, served }) => ({
      family,
      chanceOfService,
      served: spreadOf(served),
      nextPoint: nextPoint.get(family) ?? null,
    })),
    resources: risk.resources.map(({ resource, chanceOfOverload }) => ({
      resource,
      chanceOfOverload: [...chanceOfOverload],
    })),
    margin: spreadOf(risk.margin),
    marginAtRisk: risk.margin.p50 - risk.margin.p10,
    cost: spreadOf(risk.cost),
    cashAtRisk: risk.cost.p90 - risk.cost.p50,
    stock: risk.stock.map((each) => ({ period: each.period, ...spreadOf(each) })),
  }
}

function spreadOf({ mean, p10, p50, p90 }: Spread): { mean: number; p10: number; p50: number; p90: number } {
  return { mean, p10, p50, p90 }
}
