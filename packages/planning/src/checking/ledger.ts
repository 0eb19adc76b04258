import type {
  DemandLine,
  LoadLine,
  Plan,
  ResourceLine,
  ShipmentLine,
  SourceLine,
  StockLine,
  WorkforceLine,
} from '../model/plan.ts'
import type {
  DemandRow,
  LaneRow,
  Limit,
  PlanModel,
  PurchaseRow,
  RecipeRow,
  StockRow,
  SubcontractRow,
} from '../model/plan-model.ts'

/** A row of the model beside its line of the plan. */
export interface Ledger {
  readonly model: PlanModel
  readonly plan: Plan
  readonly periods: readonly number[]
  readonly names: readonly string[]
  readonly recipes: readonly { row: RecipeRow; line: SourceLine; id: string }[]
  readonly subcontract: readonly { row: SubcontractRow; line: SourceLine; id: string }[]
  readonly purchases: readonly { row: PurchaseRow; line: SourceLine; id: string }[]
  readonly lanes: readonly { row: LaneRow; lines: readonly ShipmentLine[]; loads: LoadLine | undefined; id: string }[]
  readonly stock: readonly { row: StockRow | undefined; line: StockLine; key: string }[]
  readonly demand: readonly { row: DemandRow; line: DemandLine; key: string; wanted: number[]; price: number[] }[]
  readonly resources: ReadonlyMap<string, ResourceLine>
  readonly pools: ReadonlyMap<string, WorkforceLine>
  /** What the plan leaves out. */
  readonly gaps: readonly string[]
}

/** Puts model and plan side by side. */
export function ledgerOf(model: PlanModel, plan: Plan): Ledger {
  const gaps: string[] = []
  const names =
    typeof model.periods === 'number'
      ? Array.from({ length: model.periods }, (_, t) => `P${t + 1}`)
      : model.periods.map(nameOf)
  const periods = names.map((_, t) => t)
  const firstSite = model.sites?.length ? nameOf(model.sites[0]!) : 'main'
  const key = (item: string, site: string | undefined) => `${item} at ${site ?? firstSite}`
  const lineOf = <L>(lines: readonly L[], id: (line: L) => string) => {
    const byId = new Map(lines.map((line) => [id(line), line]))
    return (wanted: string, what: string): L => {
      const line = byId.get(wanted)
      if (!line) gaps.push(`${what} ${wanted}`)
      return line as L
    }
  }
  const made = lineOf(plan.production, (each) => each.source)
  const subcontracted = lineOf(plan.subcontract, (each) => each.source)
  const bought = lineOf(plan.purchases, (each) => each.source)
  const resource = lineOf(plan.resources, (each) => each.resource)
  const pool = lineOf(plan.workforce, (each) => each.pool)
  const sold = lineOf(plan.demand, (each) => `${key(each.item, each.site)} for ${each.class}`)
  const stocked = lineOf(plan.stock, (each) => key(each.item, each.site))
  for (const row of model.stock ?? []) stocked(key(row.item, row.site), 'stock of')
  const rows = new Map(model.stock?.map((row) => [key(row.item, row.site), row]))
  const named = <R, L>(
    list: readonly R[] | undefined,
    id: (row: R) => string,
    find: (id: string, what: string) => L,
    what: string,
  ) => (list ?? []).map((row) => ({ row, id: id(row), line: find(id(row), what) }))
  return {
    model,
    plan,
    periods,
    names,
    recipes: named(model.recipes, (row) => row.id ?? row.item, made, 'production of'),
    subcontract: named(model.subcontract, (row) => row.id ?? `subcontract ${row.item}`, subcontracted, 'subcontract'),
    purchases: named(model.purchases, purchaseName, bought, 'purchase'),
    lanes: (model.lanes ?? []).map((row) => {
      const id = row.id ?? `${row.from} to ${row.to}`
      const loads = plan.loads?.find((each) => each.lane === id)
      if (!loads && (row.load || row.fixedCost !== undefined)) gaps.push(`loads of ${id}`)
      return { row, id, loads, lines: plan.shipments.filter((each) => each.lane === id) }
    }),
    stock: plan.stock.map((line) => ({
      line,
      key: key(line.item, line.site),
      row: rows.get(key(line.item, line.site)),
    })),
    demand: (model.demand ?? []).map((row) => ({
      row,
      key: key(row.item, row.site),
      line: sold(`${key(row.item, row.site)} for ${row.class ?? 'all'}`, 'demand for'),
      ...promoted(model, row, names),
    })),
    resources: new Map(model.resources?.map((row) => [row.id, resource(row.id, 'resource')])),
    pools: new Map(model.workforce?.map((row) => [row.id, pool(row.id, 'workforce')])),
    gaps,
  }
}

/** The value of a series in a period. */
export function valueAt(series: Limit | undefined, t: number, absent = 0): number {
  if (series === undefined || series === null) return absent
  return typeof series === 'number' ? series : (series[t] ?? absent)
}

/** The place where a row's item lies. */
export function placeOf(ledger: Ledger, item: string, site: string | undefined): string {
  const first = ledger.model.sites?.[0]
  return `${item} at ${site ?? (first === undefined ? 'main' : nameOf(first))}`
}

function purchaseName(row: PurchaseRow): string {
  return row.id ?? (row.supplier === undefined ? `buy ${row.item}` : `buy ${row.item} from ${row.supplier}`)
}

function nameOf(row: string | { readonly id: string }): string {
  return typeof row === 'string' ? row : row.id
}

function promoted(model: PlanModel, row: DemandRow, names: readonly string[]): { wanted: number[]; price: number[] } {
  const base = names.map((_, t) => valueAt(row.quantity, t))
  const wanted = [...base]
  const price = names.map((_, t) => valueAt(row.price, t))
  for (const each of model.promotions ?? []) {
    if (each.item !== row.item || (each.class ?? row.class ?? 'all') !== (row.class ?? 'all')) continue
    if (each.site !== undefined && each.site !== row.site) continue
    const t = typeof each.period === 'number' ? each.period - 1 : names.indexOf(each.period)
    const pulled = names.map((_, later) =>
      each.pullForward && later > t && later <= t + each.pullForward.periods
        ? base[later]! * each.pullForward.share
        : 0,
    )
    wanted[t] = wanted[t]! + base[t]! * (each.uplift ?? 0) + pulled.reduce((a, b) => a + b, 0)
    pulled.forEach((amount, later) => {
      wanted[later] = wanted[later]! - amount
    })
    if (each.price !== undefined) price[t] = each.price
  }
  return { wanted, price }
}
