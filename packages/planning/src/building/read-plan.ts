import type { DemandLine, Plan, ResourceLine, SourceLine, StockLine, WorkforceLine } from '../model/plan.ts'
import type { Built } from './build.ts'
import { cleanNumber } from './clean-values.ts'
import { wanted } from './demand.ts'

/** The lines of a plan, without status and money. */
export type PlanLines = Pick<
  Plan,
  'production' | 'subcontract' | 'purchases' | 'shipments' | 'stock' | 'demand' | 'resources' | 'workforce'
>

/** Translates the columns of a solved program back into the company's nouns. */
export function readPlan({ company, layout }: Built, values: Float64Array): PlanLines {
  const length = company.periods.length
  let hoursUsed: Float64Array | undefined
  const take = (first: number): number[] => {
    const taken: number[] = []
    for (let t = 0; t < length; t++) taken.push(first < 0 ? 0 : at(first + t))
    return taken
  }
  const maybe = <K extends string>(name: K, first: number) =>
    first < 0 ? {} : ({ [name]: take(first) } as Record<K, number[]>)
  const lines = (kind: 'make' | 'subcontract' | 'buy'): SourceLine[] =>
    company.sources.flatMap((source, s) => {
      if (source.kind !== kind) return []
      const { item, site } = company.points[source.point]!
      return [{ source: source.id, item, site, quantity: take(layout.start[s]!), ...maybe('setups', layout.setup[s]!) }]
    })
  return {
    production: lines('make'),
    subcontract: lines('subcontract'),
    purchases: lines('buy'),
    shipments: company.sources.flatMap((source, s) => {
      if (source.kind !== 'ship') return []
      const { item, site } = company.points[source.point]!
      return [
        {
          lane: source.id,
          item,
          from: company.points[source.uses[0]!.point]!.site,
          to: site,
          quantity: take(layout.start[s]!),
        },
      ]
    }),
    stock: company.points.map(
      ({ item, site }, p): StockLine => ({
        item,
        site,
        quantity: take(layout.stock[p]!),
        ...maybe('shortfall', layout.shortfall[p]!),
        ...maybe('disposed', layout.disposal[p]!),
      }),
    ),
    demand: company.demand.map((demand, d): DemandLine => {
      const { item, site } = company.points[demand.point]!
      const lost = take(layout.lost[d]!)
      const backlog = take(layout.backlog[d]!)
      const sold = lost.map((each, t) =>
        layout.sold[d]! < 0 ? cleanNumber(wanted(demand, t) - each) : at(layout.sold[d]! + t),
      )
      return { item, site, class: demand.class, demand: Array.from(demand.quantity), sold, backlog, lost }
    }),
    resources: company.capacities.flatMap((capacity, c): ResourceLine[] =>
      capacity.pool
        ? []
        : [
            {
              resource: capacity.id,
              used: used(c),
              available: Array.from(capacity.hours),
              ...maybe('regular', layout.regular[c]!),
              ...maybe('overtime', layout.overtime[c]!),
              ...maybe('shifts', layout.shifts[c]!),
              ...maybe('maintenance', layout.maintenance[c]!),
            },
          ],
    ),
    workforce: company.capacities.flatMap((capacity, c): WorkforceLine[] =>
      capacity.pool
        ? [
            {
              pool: capacity.id,
              workers: take(layout.workers[c]!),
              hires: take(layout.hires[c]!),
              releases: take(layout.releases[c]!),
              used: used(c),
              ...maybe('regular', layout.regular[c]!),
              ...maybe('overtime', layout.overtime[c]!),
            },
          ]
        : [],
    ),
  }

  function at(column: number): number {
    return values[column]! + 0
  }

  function used(c: number): number[] {
    hoursUsed ??= hoursOfAll()
    return Array.from(hoursUsed.subarray(c * length, (c + 1) * length), cleanNumber)
  }

  function hoursOfAll(): Float64Array {
    const sums = new Float64Array(company.capacities.length * length)
    company.sources.forEach((source, s) => {
      for (const { capacity, hours } of source.hours)
        for (let t = 0; t < length; t++) sums[capacity * length + t]! += hours * at(layout.start[s]! + t)
      if (layout.setup[s]! < 0) return
      for (const { capacity, hours } of source.setupHours)
        for (let t = 0; t < length; t++) sums[capacity * length + t]! += hours * at(layout.setup[s]! + t)
    })
    company.capacities.forEach(({ pool }, c) => {
      if (pool && pool.trainingHours > 0)
        for (let t = 0; t < length; t++) sums[c * length + t]! += pool.trainingHours * at(layout.hires[c]! + t)
    })
    return sums
  }
}
