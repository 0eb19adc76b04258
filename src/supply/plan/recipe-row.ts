import type { RecipeRow } from '@drumbeat/planning'
import type { Part } from '../recipes/explosion.ts'
import { type Building, isMade, round } from './building.ts'
import { heldBy, valuesBy, varies } from './dated.ts'
import { leadRow } from './horizon.ts'
import type { PlanItem, Step } from './inputs.ts'
import { lotOf } from './stock-rules.ts'

type Component = NonNullable<RecipeRow['components']>[number]

/** How an item is made, where it is, and what of it changes from period to period. */
export function recipeRow(
  building: Building,
  { item, chosen, names }: { item: PlanItem; chosen: readonly PlanItem[]; names: ReadonlySet<string> },
): RecipeRow[] {
  const { inputs, costs, noted, places, periods } = building
  const parts = inputs.recipes.get(item.id) ?? []
  if (!isMade(inputs, item)) return []
  const codeOf = new Map(chosen.map(({ id, code }) => [id, code]))
  const steps = inputs.steps.filter(({ itemId }) => itemId === item.id)
  if (steps.length === 0) noted.assume('no steps', item.id)
  if (parts.length === 0) noted.assume('no recipe', item.id)
  const held = [...Map.groupBy(steps, placeOf).values()].map((rows) => heldBy(rows, periods))
  const hours = hoursOf(building, held, names)
  const stepCosts = periods.map((_, t) =>
    Math.max(
      0,
      held.reduce((sum, rows) => sum + valuesBy(rows, ({ cost }) => Math.max(0, cost))[t]!, 0),
    ),
  )
  const good = yieldsOf(item, held, periods.length)
  const components = componentsOf(building, item, codeOf)
  const cost = parts.length === 0 ? round(costs.get(item.id)!) : oneOrEach(stepCosts)
  const changes = changesOf({ hours, good, components })
  return [
    {
      id: `make ${item.code}`,
      item: item.code,
      ...places.madeAt(item.id),
      components: components[0]!,
      ...byProductRows(building, item, codeOf),
      hours: Object.fromEntries([...hours].flatMap(([name, each]) => (each[0]! > 0 ? [[name, each[0]!]] : []))),
      cost,
      ...leadRow(item.leadDays ?? 0),
      ...(good[0]! < 0.9999 && { yield: good[0]! }),
      ...(changes.length > 0 && { changes }),
      ...(inputs.policy.lots && lotOf(item.leastLot, item.lotMultiple)),
    },
  ]
}

/** Rows about the same step have the same place; one that states none stands for itself. */
function placeOf(step: Step, at: number): string {
  return step.place ?? String(at)
}

type HeldStep = ReturnType<typeof heldBy<Step>>

/** Hours per unit and period on each resource of the plan. */
function hoursOf({ inputs, periods }: Building, held: readonly HeldStep[], names: ReadonlySet<string>) {
  const nameOf = new Map(inputs.resources.map(({ id, name }) => [id, name]))
  const hours = new Map<string, number[]>()
  for (const rows of held) {
    const { resourceId } = rows[0]!.row
    const name = resourceId && nameOf.get(resourceId)
    const own = valuesBy(rows, (row) => Math.max(0, row.hours))
    if (!name || !names.has(name) || own.every((each) => each <= 0)) continue
    const before = hours.get(name) ?? periods.map(() => 0)
    hours.set(
      name,
      before.map((each, t) => round(each + own[t]!)),
    )
  }
  return hours
}

/** Good units per unit begun in each period: what the steps lose, or what work orders lost where no step says. */
function yieldsOf({ scrapRate }: PlanItem, held: readonly HeldStep[], length: number): number[] {
  const stated = held.filter((rows) => rows.some(({ row }) => (row.scrap ?? null) !== null))
  const share = (scrap: number) => Math.min(0.9, Math.max(0, scrap))
  if (stated.length === 0) return Array<number>(length).fill(round(1 - share(scrapRate ?? 0)))
  const lost = stated.map((rows) => valuesBy(rows, ({ scrap }) => share(scrap ?? 0)))
  return Array.from({ length }, (_, t) =>
    round(
      Math.max(
        0.1,
        lost.reduce((good, each) => good * (1 - each[t]!), 1),
      ),
    ),
  )
}

/** What goes into a unit in each period; the one list of all where nothing changes. */
function componentsOf(building: Building, item: PlanItem, codeOf: ReadonlyMap<string, string>): Component[][] {
  const { inputs, periods, choices, noted } = building
  const quantities = (parts: readonly Part[]) => {
    const usable = parts.filter((part) => isUsable(building, part) && codeOf.has(part.componentId))
    const perUnit = ({ quantity, scrap }: Part) => quantity / (1 - Math.max(0, scrap))
    return usable.length === 0 ? null : valuesBy(heldBy(usable, periods), perUnit).map(round)
  }
  const lines = [...Map.groupBy(inputs.recipes.get(item.id) ?? [], ({ componentId }) => componentId)].flatMap(
    ([id, parts]) => {
      const each = quantities(parts)
      return each ? [{ id, code: codeOf.get(id)!, quantities: each }] : []
    },
  )
  const others = Map.groupBy(
    choices.alternates.get(item.id) ?? [],
    ({ insteadOf, componentId }) => `${insteadOf}/${componentId}`,
  )
  const choice = [...others.values()].flatMap((some) => {
    const each = quantities(some)
    const { insteadOf, componentId } = some[0]!
    return each ? [{ insteadOf, componentId, quantities: each }] : []
  })
  const isChanging = [...lines, ...choice].some((each) => varies(each.quantities))
  if (isChanging) for (const { componentId } of choice) noted.problem('alternate beside changes', componentId, false)
  const orOf = (id: string) =>
    choice.flatMap(({ insteadOf, componentId, quantities: each }) =>
      insteadOf === id && !isChanging ? [{ item: codeOf.get(componentId)!, quantity: each[0]! }] : [],
    )
  const inPeriod = (t: number) =>
    lines.flatMap(({ id, code, quantities: each }) => {
      const or = orOf(id)
      return each[t]! > 0 ? [{ item: code, quantity: each[t]!, ...(or.length > 0 && { or }) }] : []
    })
  return isChanging ? periods.map((_, t) => inPeriod(t)) : [inPeriod(0)]
}

/** Whether a row of a recipe can be meant; one that states nothing of a component, or all of it as scrap, is named. */
function isUsable({ noted }: Building, { componentId, quantity, scrap }: Part): boolean {
  if (quantity > 0 && scrap < 1) return true
  noted.problem('impossible recipe', componentId, false)
  return false
}

/** What holds instead from a period on, where something is another than in the period before. */
function changesOf(given: {
  hours: ReadonlyMap<string, number[]>
  good: readonly number[]
  components: readonly Component[][]
}) {
  const { hours, good, components } = given
  return good.slice(1).flatMap((now, before) => {
    const t = before + 1
    const moved = [...hours].filter(([, each]) => Math.abs(each[t]! - each[before]!) > 1e-9)
    const parts = JSON.stringify(components[t]) === JSON.stringify(components[before]) ? undefined : components[t]
    const change = {
      ...(moved.length > 0 && { hours: Object.fromEntries(moved.map(([name, each]) => [name, each[t]!])) }),
      ...(Math.abs(now - good[before]!) > 1e-9 && { yield: now }),
      ...(parts && { components: parts }),
    }
    return Object.keys(change).length > 0 ? [{ from: t + 1, ...change }] : []
  })
}

/** One number where all periods have the same. */
function oneOrEach(values: readonly number[]): number | number[] {
  return varies(values) ? values.map(round) : round(values[0]!)
}

/** What comes with an item; none where its row states nothing of it. */
function byProductRows({ inputs, noted }: Building, { id }: PlanItem, codeOf: ReadonlyMap<string, string>) {
  const byProducts = (inputs.byProducts.get(id) ?? []).flatMap(({ itemId, quantity }) => {
    const code = codeOf.get(itemId)
    if (quantity <= 0) noted.problem('impossible by-product', itemId, false)
    return code && quantity > 0 ? [{ item: code, quantity: round(quantity) }] : []
  })
  return byProducts.length > 0 ? { byProducts } : {}
}
