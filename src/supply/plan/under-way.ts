import type { Plan, PlanModel } from '@drumbeat/planning'
import type { PlanMeasure } from '../schema.ts'
import { arrivalsIn } from './arrivals.ts'
import { rowIn } from './row-in.ts'

type Source = NonNullable<PlanModel['recipes']>[number]
type Begun = Plan['production'][number]
type Figure = { measure: PlanMeasure; item: string; site: string; values: readonly number[] }

/**
 * What lies between what a plan begins and what it has in stock: units being made or on order at the end of a period, units of which nothing
 * good comes, and components used. With them the lines of an item add up from one period to the next.
 */
export function underWay({ model, plan }: { model: PlanModel; plan: Plan }): Figure[] {
  const arrivals = arrivalsIn(model)
  const from = (rows: readonly { id?: string }[] = []) => new Map(rows.map((row) => [row.id, row as Source]))
  const figuresOf = (
    { begun, rows }: { begun: readonly Begun[]; rows: Map<string | undefined, Source> },
    measure: PlanMeasure,
  ): Figure[] =>
    begun.flatMap((line) => {
      const row = rows.get(line.source)
      if (!row) return []
      const good = line.quantity.map((units, t) => units * (rowIn(row, t).yield ?? 1))
      const came = good.map(() => 0)
      for (const [t, units] of good.entries())
        for (const { period, share } of arrivals(row, t)) if (period < came.length) came[period]! += units * share
      const scrapped = line.quantity.map((units, t) => units - good[t]!)
      const { item, site } = line
      return [
        { measure, item, site, values: openOf(good, came) },
        { measure: 'scrapped' as const, item, site, values: scrapped },
        ...usedBy(line, row),
      ]
    })
  return [
    ...figuresOf({ begun: plan.production, rows: from(model.recipes) }, 'being made'),
    ...figuresOf({ begun: plan.subcontract, rows: from(model.subcontract) }, 'being made'),
    ...figuresOf({ begun: plan.purchases, rows: from(model.purchases) }, 'on order'),
  ].filter(({ values }) => values.some((units) => units > 1e-6))
}

/** Components in their usual place, used when making begins; what was used instead of them is a line of its own. */
function usedBy({ site, quantity, replaced = [] }: Begun, row: Source): Figure[] {
  const items = new Set(
    [row, ...(row.changes ?? [])].flatMap(({ components = [] }) => components.map(({ item }) => item)),
  )
  return [...items].map((component) => {
    const instead = replaced.filter((each) => each.component === component)
    const values = quantity.map((units, t) => {
      const each = rowIn(row, t).components?.find(({ item }) => item === component)?.quantity ?? 0
      return each * (units - instead.reduce((sum, { quantity: those }) => sum + (those[t] ?? 0), 0))
    })
    return { measure: 'used', item: component, site, values }
  })
}

/** What had begun by the end of each period and had not come. */
function openOf(begun: readonly number[], came: readonly number[]): number[] {
  let open = 0
  return begun.map((units, t) => {
    open += units - came[t]!
    return Math.max(0, open)
  })
}
