import { startFor } from '../instance/arrivals.ts'
import { valuesIn } from '../instance/values-in.ts'
import type { Built } from '../program/layout.ts'
import { codeOf, kinds } from '../program/program.ts'
import type { Found } from '../solving/found.ts'
import { ruleWords } from '../solving/rule-words.ts'

/** A binding rule in a period, and how much of the value of one unit it accounts for. */
export interface AttributedPrice {
  readonly rule: string
  readonly path: string
  readonly period: string
  readonly money: number
}

/** Attributes the value of a unit or an hour to the binding rules behind it. */
export interface Attribution {
  /** Rules behind one more unit of the stock point in the period. */
  readonly ofUnit: (point: number, period: number) => AttributedPrice[]
  /** Rules behind hours beyond the regular ones: those of the period, and of earlier ones from which stock is carried here. */
  readonly ofOvertime: (capacity: number, period: number) => AttributedPrice[]
  /** Rules behind not using a source more than the plan does. */
  readonly ofSource: (source: number, period: number) => AttributedPrice[]
}

const nothing = 1e-7
const definitions = new Set((['balance', 'demandRow', 'workersRow', 'changeRow', 'lotRow'] as const).map(codeOf))
const deepest = 400

/** What one attribution gathers, and from where. */
interface Walk {
  readonly built: Built
  readonly prices: Float64Array
  readonly reduced: Float64Array
  readonly values: Float64Array
  /** Sources of each point. */
  readonly suppliers: readonly (readonly number[])[]
  readonly gathered: Map<string, AttributedPrice>
}

/** One more unit (or `share` of it) of a stock point in a period, `depth` parts below the unit that was asked about. */
interface Want {
  readonly point: number
  readonly period: number
  readonly share: number
  readonly depth: number
}

/**
 * Unrolls duals. For a column in use, cost = sum of (coefficient x price of its rows) + reduced cost; solved for the
 * balance it fills, the value of a unit is its direct cost, the value of its parts (unrolled in turn) and the shadow
 * prices of the limits it runs into.
 */
export function attributionOf(built: Built, found: Found): Attribution {
  const { instance } = built
  const suppliers = instance.points.map(() => [] as number[])
  instance.sources.forEach((source, s) => {
    suppliers[source.point]!.push(s)
  })
  const walk = (): Walk => ({
    built,
    suppliers,
    prices: found.rowPrices!,
    reduced: found.colPrices!,
    values: found.values!,
    gathered: new Map(),
  })
  const gatheredBy = (step: (walk: Walk) => void): AttributedPrice[] => {
    const own = walk()
    step(own)
    return [...own.gathered.values()]
  }
  return {
    ofUnit: (point, period) => gatheredBy((own) => walkAllWays(own, point, period)),
    ofOvertime: (capacity, period) => gatheredBy((own) => walkBusyHours(own, capacity, period, new Set())),
    ofSource: (s, start) =>
      gatheredBy((own) => {
        const { point } = instance.sources[s]!
        const { leadTime } = valuesIn(instance.sources[s]!, start)
        const column = built.layout.start[s]! + start
        walkColumn(own, column, { point, period: start + leadTime, share: 1, depth: 0 })
      }),
  }
}

/** Every way that is in use or at its limit would have brought one more unit, in this period or by stock from earlier ones. */
function walkAllWays(walk: Walk, point: number, period: number): void {
  const { built, values, reduced, gathered } = walk
  for (let t: number | undefined = period; t !== undefined; ) {
    const stock: number = t > 0 ? built.layout.stock[point]! + t - 1 : -1
    let carried = false
    for (const column of suppliersOf(walk, point, t)) {
      if (values[column]! <= built.program.colLower[column]! + 1e-9 && -reduced[column]! <= nothing) continue
      carried ||= column === stock
      walkColumn(walk, column, { point, period: t, share: 1, depth: column === stock ? deepest : 0 })
    }
    t = carried ? t - 1 : undefined
  }
  if (gathered.size === 0) walkUnit(walk, { point, period, share: 1, depth: 0 })
}

/** The hours of a period that are all used; where goods made with them came out of stock, also the periods that made that stock. */
function walkBusyHours(walk: Walk, capacity: number, period: number, seen: Set<number>): void {
  const { built, prices, reduced, values } = walk
  const { instance, layout } = built
  if (seen.has(period)) return
  seen.add(period)
  const row = layout.capacityRow[capacity]! + period
  if (-prices[row]! > nothing) gather(walk, 'row', row, -prices[row]!)
  instance.sources.forEach((source, s) => {
    const uses = source.hours.some((each) => each.capacity === capacity)
    const arrival = period + valuesIn(source, period).leadTime
    if (!uses || values[layout.start[s]! + period]! <= 1e-9) return
    if (arrival === 0 || arrival >= instance.periods.length) return
    const carried = layout.stock[source.point]! + arrival - 1
    if (-reduced[carried]! > nothing) gather(walk, 'column', carried, -reduced[carried]!)
    gatherShelfLife(walk, source.point, arrival)
    if (values[carried]! > 1e-9 && period > 0) walkBusyHours(walk, capacity, period - 1, seen)
  })
}

function gatherShelfLife(walk: Walk, point: number, arrival: number): void {
  const { instance, layout } = walk.built
  const shelf = layout.shelfRow[point]!
  if (shelf < 0 || arrival - 1 + instance.points[point]!.shelfLife! >= instance.periods.length) return
  const money = -walk.prices[shelf + arrival - 1]!
  if (money > nothing) gather(walk, 'row', shelf + arrival - 1, money)
}

function walkUnit(walk: Walk, want: Want): void {
  if (want.depth > deepest) return
  const column = supplierOf(walk, want.point, want.period)
  if (column >= 0) walkColumn(walk, column, want)
}

/** The column that fills the balance: one that the plan uses, else the one nearest to being used. */
function supplierOf(walk: Walk, point: number, period: number): number {
  const { built, values, reduced } = walk
  let best = -1
  let least = Number.POSITIVE_INFINITY
  for (const column of suppliersOf(walk, point, period)) {
    const used = values[column]! > built.program.colLower[column]! + 1e-9
    const carried = column === built.layout.stock[point]! + period - 1
    const rank = (used ? 0 : 1e9) + Math.max(0, reduced[column]!) + (carried ? 0.5 : 0)
    if (rank >= least) continue
    least = rank
    best = column
  }
  return best
}

/** The columns that can fill a balance: what starts early enough, and the stock of the period before. */
function suppliersOf({ built, suppliers }: Walk, point: number, period: number): number[] {
  const { instance, layout } = built
  const columns = suppliers[point]!.flatMap((s) => {
    const start = startFor(instance.sources[s]!, period)
    return start >= 0 ? [layout.start[s]! + start] : []
  })
  if (period > 0) columns.push(layout.stock[point]! + period - 1)
  return columns
}

function walkColumn(walk: Walk, column: number, { point, period, share, depth }: Want): void {
  const { built, reduced, prices } = walk
  const { program, layout } = built
  const own = layout.balanceRow[point]! + period
  let fills = 1
  for (let k = program.starts[column]!; k < program.starts[column + 1]!; k++)
    if (program.indices[k] === own) fills = program.values[k]!
  if (fills <= 0) return
  const atLimit = -reduced[column]!
  if (atLimit > nothing) gather(walk, 'column', column, (atLimit * share) / fills)
  for (let k = program.starts[column]!; k < program.starts[column + 1]!; k++) {
    const row = program.indices[k]!
    if (row === own) continue
    const kind = program.rowTag.kind[row]!
    const value = program.values[k]!
    const money = -value * prices[row]!
    if (kind === codeOf('balance')) {
      const part = { point: program.rowTag.ref[row]!, period: program.rowTag.period[row]! }
      if (value < 0) walkUnit(walk, { ...part, share: (share * -value) / fills, depth: depth + 1 })
    } else if (!definitions.has(kind) && money > nothing) gather(walk, 'row', row, (money * share) / fills)
  }
}

function gather({ built, gathered }: Walk, on: 'row' | 'column', index: number, money: number): void {
  const { instance, program } = built
  const tags = on === 'row' ? program.rowTag : program.colTag
  const tag = {
    kind: kinds[tags.kind[index]!]!,
    ref: tags.ref[index]!,
    period: tags.period[index]!,
    direction: 1,
  } as const
  const { rule, path } = ruleWords(instance, tag)
  const period = instance.periods[tag.period]!
  const key = `${rule}\u0000${period}`
  gathered.set(key, { rule, path, period, money: (gathered.get(key)?.money ?? 0) + money })
}
