import type { Built } from '../building/build.ts'
import { codeOf, kinds } from '../building/program.ts'
import { ruleWords } from '../solving/rule-words.ts'
import type { Found } from '../solving/search.ts'

/** What scarcity a unit pays for: a binding rule in a period, and the money of it in one unit. */
export interface Rent {
  readonly rule: string
  readonly path: string
  readonly period: string
  readonly money: number
}

/** Finds the binding rules behind the value of a unit. */
export interface Rents {
  /** Behind one more unit of the stock point in the period. */
  readonly ofUnit: (point: number, period: number) => Rent[]
  /** Behind hours beyond the regular ones: those of the period, and of earlier ones from which stock is carried here. */
  readonly ofOvertime: (capacity: number, period: number) => Rent[]
  /** Behind not using a source more than the plan does. */
  readonly ofSource: (source: number, period: number) => Rent[]
}

const nothing = 1e-7
const definitions = new Set((['balance', 'demandRow', 'workersRow', 'changeRow', 'lotRow'] as const).map(codeOf))
const deepest = 400

/**
 * Unrolls duals. For a column in use, cost = sum of (coefficient x price of its rows) + reduced cost; solved for the
 * balance it fills, the value of a unit is its direct cost, the value of its parts (unrolled in turn) and the rents
 * of the limits it runs into.
 */
export function rentsOf({ company, program, layout }: Built, found: Found): Rents {
  const prices = found.rowPrices!
  const reduced = found.colPrices!
  const values = found.values!
  const length = company.periods.length
  const suppliers = company.points.map(() => [] as number[])
  company.sources.forEach((source, s) => {
    suppliers[source.point]!.push(s)
  })
  return {
    ofUnit(point, period) {
      const gathered = new Map<string, Rent>()
      // Every way that is in use or at its limit would have brought one more unit, in this period or by stock from earlier ones.
      for (let t: number | undefined = period; t !== undefined; ) {
        const stock: number = t > 0 ? layout.stock[point]! + t - 1 : -1
        let carried = false
        for (const column of suppliersOf(point, t)) {
          if (values[column]! <= program.colLower[column]! + 1e-9 && -reduced[column]! <= nothing) continue
          carried ||= column === stock
          walkColumn(column, point, t, 1, gathered, column === stock ? deepest : 0)
        }
        t = carried ? t - 1 : undefined
      }
      if (gathered.size === 0) walkUnit(point, period, 1, gathered, 0)
      return [...gathered.values()]
    },
    ofOvertime(capacity, period) {
      const gathered = new Map<string, Rent>()
      const seen = new Set<number>()
      busy(capacity, period, gathered, seen)
      return [...gathered.values()]
    },
    ofSource(source, period) {
      const gathered = new Map<string, Rent>()
      walkColumn(
        layout.start[source]! + period,
        company.sources[source]!.point,
        period + company.sources[source]!.leadTime,
        1,
        gathered,
        0,
      )
      return [...gathered.values()]
    },
  }

  /** The hours of a period that are all used; where goods made with them came out of stock, also the periods that made that stock. */
  function busy(capacity: number, period: number, gathered: Map<string, Rent>, seen: Set<number>): void {
    if (seen.has(period)) return
    seen.add(period)
    const row = layout.capacityRow[capacity]! + period
    if (-prices[row]! > nothing) gather(gathered, 'row', row, -prices[row]!)
    company.sources.forEach((source, s) => {
      const uses = source.hours.some((each) => each.capacity === capacity)
      const arrival = period + source.leadTime
      if (!uses || values[layout.start[s]! + period]! <= 1e-9 || arrival === 0 || arrival >= length) return
      const carried = layout.stock[source.point]! + arrival - 1
      if (-reduced[carried]! > nothing) gather(gathered, 'column', carried, -reduced[carried]!)
      const shelf = layout.shelfRow[source.point]!
      if (shelf >= 0 && arrival - 1 + company.points[source.point]!.shelfLife! < length) {
        const money = -prices[shelf + arrival - 1]!
        if (money > nothing) gather(gathered, 'row', shelf + arrival - 1, money)
      }
      if (values[carried]! > 1e-9 && period > 0) busy(capacity, period - 1, gathered, seen)
    })
  }

  function walkUnit(point: number, period: number, share: number, gathered: Map<string, Rent>, depth: number): void {
    if (depth > deepest) return
    const column = supplierOf(point, period)
    if (column >= 0) walkColumn(column, point, period, share, gathered, depth)
  }

  /** The column that fills the balance: one that the plan uses, else the one nearest to being used. */
  function supplierOf(point: number, period: number): number {
    let best = -1
    let least = Number.POSITIVE_INFINITY
    for (const column of suppliersOf(point, period)) {
      const used = values[column]! > program.colLower[column]! + 1e-9
      const carried = column === layout.stock[point]! + period - 1
      const rank = (used ? 0 : 1e9) + Math.max(0, reduced[column]!) + (carried ? 0.5 : 0)
      if (rank >= least) continue
      least = rank
      best = column
    }
    return best
  }

  /** The columns that can fill a balance: what starts early enough, and the stock of the period before. */
  function suppliersOf(point: number, period: number): number[] {
    const columns = suppliers[point]!.flatMap((s) => {
      const start = period - company.sources[s]!.leadTime
      return start >= 0 ? [layout.start[s]! + start] : []
    })
    if (period > 0) columns.push(layout.stock[point]! + period - 1)
    return columns
  }

  function walkColumn(
    column: number,
    point: number,
    period: number,
    share: number,
    gathered: Map<string, Rent>,
    depth: number,
  ): void {
    const own = layout.balanceRow[point]! + period
    let fills = 1
    for (let k = program.starts[column]!; k < program.starts[column + 1]!; k++)
      if (program.indices[k] === own) fills = program.values[k]!
    if (fills <= 0) return
    const atLimit = -reduced[column]!
    if (atLimit > nothing) gather(gathered, 'column', column, (atLimit * share) / fills)
    for (let k = program.starts[column]!; k < program.starts[column + 1]!; k++) {
      const row = program.indices[k]!
      if (row === own) continue
      const kind = program.rowTag.kind[row]!
      const money = -program.values[k]! * prices[row]!
      if (kind === codeOf('balance')) {
        if (program.values[k]! < 0)
          walkUnit(
            program.rowTag.ref[row]!,
            program.rowTag.period[row]!,
            (share * -program.values[k]!) / fills,
            gathered,
            depth + 1,
          )
      } else if (!definitions.has(kind) && money > nothing) gather(gathered, 'row', row, (money * share) / fills)
    }
  }

  function gather(gathered: Map<string, Rent>, on: 'row' | 'column', index: number, money: number): void {
    const tags = on === 'row' ? program.rowTag : program.colTag
    const { rule, path } = ruleWords(company, { kind: kinds[tags.kind[index]!]!, ref: tags.ref[index]!, direction: 1 })
    const period = company.periods[tags.period[index]!]!
    const key = `${rule}\u0000${period}`
    gathered.set(key, { rule, path, period, money: (gathered.get(key)?.money ?? 0) + money })
  }
}
