import { idOf, laneId, periodDays, periodNames, purchaseId, recipeId, subcontractId } from '../model/naming.ts'
import type {
  ChangeRow,
  ComponentRow,
  Limit,
  LotRule,
  PerPeriod,
  PlanModel,
  RecipeChangeRow,
  SetupRule,
} from '../model/plan-model.ts'
import { arrivalShares } from './arrival-shares.ts'
import type { Capacity, Source } from './instance-parts.ts'
import type { Points } from './points.ts'
import type { Series } from './series.ts'
import { type Values, valuesIn } from './values-in.ts'

const infinity = Number.POSITIVE_INFINITY

/** What sources are resolved with. */
interface Given {
  readonly model: PlanModel
  readonly series: Series
  readonly points: Points
  readonly capacities: readonly Capacity[]
}

/** Resolves every way to get units: recipes, subcontracts, purchases, and each item on each lane. */
export function sourcesOf(given: Given): Source[] {
  const { model, points } = given
  const capacityOf = new Map(given.capacities.map((each, c) => [each.id, c]))
  const common = (row: CommonRow) => commonPart(row, given.series, capacityOf)
  const all = [...makes(), ...subcontracts(), ...purchases(), ...shipments()]
  return withLastingSetups(model, given.capacities, all)

  function makes(): Source[] {
    return (model.recipes ?? []).map((row, i) =>
      changing(given, row, {
        ...common({ ...row, setup: row.setup }),
        kind: 'make',
        id: recipeId(row),
        path: `recipes[${i}]`,
        point: points.numberOf(row.item, row.site),
        uses: usesOf(points, row.components, row.site),
        substitutes: substitutesOf(points, row.components, row.site),
        gives: usesOf(points, row.byProducts, row.site),
        hours: hoursOf(capacityOf, row.hours),
        yield: row.yield ?? 1,
      }),
    )
  }

  function subcontracts(): Source[] {
    return (model.subcontract ?? []).map((row, i) =>
      changing(given, row, {
        ...common(row),
        kind: 'subcontract',
        id: subcontractId(row),
        path: `subcontract[${i}]`,
        point: points.numberOf(row.item, row.site),
        uses: usesOf(points, row.components, row.site),
        substitutes: substitutesOf(points, row.components, row.site),
      }),
    )
  }

  function purchases(): Source[] {
    return (model.purchases ?? []).map((row, i) =>
      changing(given, row, {
        ...common({
          ...row,
          cost: row.price,
          setup: row.orderCost === undefined ? undefined : { cost: row.orderCost },
        }),
        kind: 'buy',
        id: purchaseId(row),
        path: `purchases[${i}]`,
        point: points.numberOf(row.item, row.site),
      }),
    )
  }

  function shipments(): Source[] {
    return (model.lanes ?? []).flatMap((row, lane) =>
      (row.items ?? model.items.map(idOf)).map(
        (item): Source =>
          changing(given, row, {
            ...common(row),
            kind: 'ship',
            id: laneId(row),
            path: `lanes[${lane}]`,
            point: points.numberOf(item, row.to),
            uses: [{ point: points.numberOf(item, row.from), quantity: 1 }],
            hours: loadsUsed(given, lane, item),
            lane,
          }),
      ),
    )
  }
}

/** What a unit of an item takes of the loads of a lane, and of the one dispatch that a fixed cost pays for. */
function loadsUsed({ model, capacities }: Given, lane: number, item: string): Source['hours'] {
  const by = model.lanes![lane]!.load?.by
  const row = model.items.find((each) => idOf(each) === item)!
  const volume = typeof row === 'string' ? 0 : (row.volume ?? 0)
  return capacities.flatMap((each, capacity) => {
    if (each.lane !== lane) return []
    const hours = by === 'volume' && each.path.endsWith('.load') ? volume : 1
    return hours > 0 ? [{ capacity, hours }] : []
  })
}

/** Marks setups that stay: those with hours on resources on which nothing else is made, unless the resource says otherwise. */
function withLastingSetups(model: PlanModel, capacities: readonly Capacity[], sources: readonly Source[]): Source[] {
  const users = capacities.map(() => 0)
  for (const { hours, setupHours } of sources)
    for (const c of new Set([...hours, ...setupHours].map((each) => each.capacity))) users[c] = users[c]! + 1
  const refused = new Set(model.resources?.flatMap((row) => (row.carryOver === false ? [row.id] : [])))
  const lasts = ({ capacity }: { capacity: number }) =>
    users[capacity] === 1 && !capacities[capacity]!.pool && !refused.has(capacities[capacity]!.id)
  return sources.map((source) =>
    source.setupHours.length > 0 && !source.lot.min && source.setupHours.every(lasts)
      ? { ...source, setupStays: true }
      : source,
  )
}

/** Fields that all kinds of sources share. */
interface CommonRow {
  readonly cost?: PerPeriod | undefined
  readonly leadTime?: number | undefined
  readonly min?: PerPeriod | undefined
  readonly max?: Limit | undefined
  readonly setup?: SetupRule | undefined
  readonly lot?: LotRule | undefined
  readonly co2?: number | undefined
  readonly commitment?: number | undefined
  readonly maxTotal?: number | null | undefined
}

function commonPart(row: CommonRow, series: Series, capacityOf: ReadonlyMap<string, number>) {
  const needsSetup = row.setup !== undefined || (row.lot?.min ?? 0) > 0
  return {
    uses: [],
    substitutes: [],
    ...{ byPeriod: undefined, arrives: undefined, startBy: undefined, startsOf: undefined, leadDays: undefined },
    gives: [],
    hours: [],
    cost: series(row.cost, 0),
    leadTime: row.leadTime ?? 0,
    yield: 1,
    min: series(row.min, 0),
    max:
      typeof row.lot?.max !== 'number'
        ? series(row.max, infinity)
        : series(row.max, infinity).map((each) => Math.min(each, row.lot!.max!)),
    setupCost: needsSetup ? series(row.setup?.cost, 0) : undefined,
    setupStays: false,
    setupHours: hoursOf(capacityOf, row.setup?.hours),
    lot: row.lot ?? {},
    co2: row.co2 ?? 0,
    lane: -1,
    commitment: row.commitment ?? 0,
    maxTotal: row.maxTotal ?? infinity,
  }
}

/** The source with the values of each period, where the row says that some change. */
function changing(given: Given, row: ChangingRow, source: Source): Source {
  return inDays(given, row, changed(given, row, source))
}

interface ChangingRow {
  readonly changes?: readonly (ChangeRow | RecipeChangeRow)[] | undefined
  readonly site?: string | undefined
  readonly leadDays?: number | undefined
}

/** The source with what of a start arrives when, where its lead time is in days. */
function inDays({ model }: Given, row: ChangingRow, source: Source): Source {
  const daysIn = leadDaysIn(row, periodNames(model.periods))
  if (daysIn.every((each) => each === 0)) return source
  const leadDays = daysIn[0]!
  const lengths = periodDays(model.periods)
  const sharesOf = new Map([...new Set(daysIn)].map((each) => [each, arrivalShares(lengths, each)]))
  const shares = daysIn.map((each, t) => sharesOf.get(each)![t]!)
  const byPeriod = shares.map((arrives, t) => ({
    ...valuesIn(source, t),
    ...{ arrives, leadTime: arrives.length > 0 ? arrives.length - 1 : shares.length },
  }))
  const startBy = shares.map((_, arrival) => byPeriod.findLastIndex(({ leadTime }, t) => t + leadTime <= arrival))
  const main = shares.map((some, t) => (some.length > 0 ? t + some.indexOf(Math.max(...some)) : -1))
  const startsOf = shares.map((_, arrival) => main.flatMap((at, t) => (at === arrival ? [t] : [])))
  return { ...source, ...byPeriod[0]!, byPeriod, startBy, startsOf, leadDays }
}

/** Days from start to arrival by period of the start; 0 where the row counts in whole periods. */
function leadDaysIn({ leadDays = 0, changes = [] }: ChangingRow, names: readonly string[]): number[] {
  const stated = changes.flatMap(({ from, leadDays: days }) =>
    days === undefined ? [] : [{ at: typeof from === 'number' ? from - 1 : names.indexOf(from), days }],
  )
  const ordered = stated.sort((a, b) => a.at - b.at)
  return names.map((_, t) => ordered.findLast(({ at }) => at <= t)?.days ?? leadDays)
}

function changed({ model, points, capacities }: Given, row: ChangingRow, source: Source): Source {
  if (!row.changes?.length) return source
  const names = periodNames(model.periods)
  const capacityOf = new Map(capacities.map((each, c) => [each.id, c]))
  const start = (from: string | number) => (typeof from === 'number' ? from - 1 : names.indexOf(from))
  const ordered = row.changes.toSorted((a, b) => start(a.from) - start(b.from))
  const byPeriod = names.map((_, t) =>
    ordered
      .filter(({ from }) => start(from) <= t)
      .reduce<Values>((now, change) => {
        const recipe = change as RecipeChangeRow
        const named = hoursOf(capacityOf, recipe.hours)
        const others = now.hours.filter(({ capacity }) => recipe.hours?.[capacities[capacity]!.id] === undefined)
        return {
          yield: recipe.yield ?? now.yield,
          ...{ leadTime: change.leadTime ?? now.leadTime, arrives: now.arrives },
          hours: [...others, ...named],
          uses: recipe.components ? usesOf(points, recipe.components, row.site) : now.uses,
        }
      }, source),
  )
  return { ...source, ...byPeriod[0]!, byPeriod }
}

function substitutesOf(points: Points, components: readonly ComponentRow[] | undefined, site: string | undefined) {
  return (components ?? []).flatMap((each, use) =>
    (each.or ?? []).map((other) => ({ use, point: points.numberOf(other.item, site), quantity: other.quantity })),
  )
}

function usesOf(points: Points, components: readonly ComponentRow[] | undefined, site: string | undefined) {
  return (components ?? []).map((each) => ({ point: points.numberOf(each.item, site), quantity: each.quantity }))
}

function hoursOf(capacityOf: ReadonlyMap<string, number>, hours: Readonly<Record<string, number>> | undefined) {
  const named = Object.entries(hours ?? {}).filter(([, each]) => each !== 0)
  return named.map(([id, each]) => ({ capacity: capacityOf.get(id)!, hours: each }))
}
