import type { BudgetRow, LaneRow, PeriodRow, PlanModel, PurchaseRow, RecipeRow, SubcontractRow } from './plan-model.ts'

/** The names of the periods: P1, P2, … unless the model gives others. */
export function periodNames(periods: PlanModel['periods']): string[] {
  if (typeof periods === 'number') return Array.from({ length: periods }, (_, t) => `P${t + 1}`)
  return periods.map((each) => (typeof each === 'string' ? each : (each as PeriodRow).id))
}

/** The days of each period; a period without is one day long. */
export function periodDays(periods: PlanModel['periods']): number[] {
  if (typeof periods === 'number') return Array(periods).fill(1)
  return periods.map((each) => (typeof each === 'string' ? 1 : ((each as PeriodRow).days ?? 1)))
}

/** The ids of rows that may be written as their id alone. */
export function idOf(row: string | { readonly id: string }): string {
  return typeof row === 'string' ? row : row.id
}

/** The sites of the model; one called main where none is given. */
export function siteNames(model: PlanModel): string[] {
  return model.sites && model.sites.length > 0 ? model.sites.map(idOf) : ['main']
}

/** The id under which a recipe's quantities appear. */
export function recipeId(row: RecipeRow): string {
  return row.id ?? row.item
}

/** The id under which a subcontract's quantities appear. */
export function subcontractId(row: SubcontractRow): string {
  return row.id ?? `subcontract ${row.item}`
}

/** The id under which a purchase's quantities appear. */
export function purchaseId(row: PurchaseRow): string {
  return row.id ?? (row.supplier ? `buy ${row.item} from ${row.supplier}` : `buy ${row.item}`)
}

/** The id under which a lane's shipments appear. */
export function laneId(row: LaneRow): string {
  return row.id ?? `${row.from} to ${row.to}`
}

/** First and last period (from 0) that a budget holds for. */
export function budgetSpan({ from, to }: Pick<BudgetRow, 'from' | 'to'>, periods: readonly string[]): [number, number] {
  const at = (name: string | number) => (typeof name === 'number' ? name - 1 : periods.indexOf(name))
  return [from === undefined ? 0 : at(from), to === undefined ? periods.length - 1 : at(to)]
}
