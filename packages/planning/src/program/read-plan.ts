import { wanted } from '../instance/demand.ts'
import { valuesIn } from '../instance/values-in.ts'
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
import { cleanNumber } from './clean-values.ts'
import type { Built } from './layout.ts'
import { type ReadSequence, readSequences } from './read-sequences.ts'

/** The lines of a plan, without status and money. */
export type PlanLines = Pick<
  Plan,
  'production' | 'subcontract' | 'purchases' | 'shipments' | 'loads' | 'stock' | 'demand' | 'resources' | 'workforce'
>

/** Reads the values of columns period by period. */
interface Reader {
  readonly at: (column: number) => number
  /** One number per period from the first column on; zeros where there is none. */
  readonly take: (first: number) => number[]
  /** The same as a field of that name, which is absent where there is no column. */
  readonly maybe: <K extends string>(name: K, first: number) => Partial<Record<K, number[]>>
}

/** Translates the columns of a solved program back into the lines of a plan. */
export function readPlan(built: Built, values: Float64Array): PlanLines {
  const { instance } = built
  const reader = readerOf(values, instance.periods.length)
  const hours = hoursUsed(built, reader)
  const loads = loadLines(built, reader)
  const sequences = readSequences(built, values)
  const made = sourceLines(built, reader, 'make').map((line) => ({ ...line, ...changesInto(built, sequences, line) }))
  return {
    ...(loads.length > 0 && { loads }),
    production: made,
    subcontract: sourceLines(built, reader, 'subcontract'),
    purchases: sourceLines(built, reader, 'buy'),
    shipments: shipmentLines(built, reader),
    stock: stockLines(built, reader),
    demand: demandLines(built, reader),
    resources: instance.capacities.flatMap((each, c) =>
      each.pool || each.lane !== undefined
        ? []
        : [
            {
              ...resourceLine(built, reader, c, hours[c]!),
              ...orderOn(sequences, c),
            },
          ],
    ),
    workforce: instance.capacities.flatMap((each, c) =>
      each.pool ? [workforceLine(built, reader, c, hours[c]!)] : [],
    ),
  }
}

function readerOf(values: Float64Array, length: number): Reader {
  const at = (column: number) => values[column]! + 0
  const take = (first: number): number[] => {
    const taken: number[] = []
    for (let t = 0; t < length; t++) taken.push(first < 0 ? 0 : at(first + t))
    return taken
  }
  const maybe = <K extends string>(name: K, first: number) =>
    (first < 0 ? {} : { [name]: take(first) }) as Partial<Record<K, number[]>>
  return { at, take, maybe }
}

function sourceLines(built: Built, reader: Reader, kind: 'make' | 'subcontract' | 'buy'): SourceLine[] {
  const { instance, layout } = built
  const { take, maybe } = reader
  return instance.sources.flatMap((source, s) => {
    if (source.kind !== kind) return []
    const { item, site } = instance.points[source.point]!
    return [
      {
        source: source.id,
        item,
        site,
        quantity: take(layout.start[s]!),
        ...maybe('setups', layout.setup[s]!),
        ...replacedOf(built, reader, s),
      },
    ]
  })
}

/** Units made with other components, where there is a choice. */
function replacedOf({ instance, layout }: Built, { at }: Reader, s: number): Pick<SourceLine, 'replaced'> {
  const { substitutes, uses } = instance.sources[s]!
  if (substitutes.length === 0) return {}
  const replaced = substitutes.map(({ use, point }, k) => ({
    component: instance.points[uses[use]!.point]!.item,
    by: instance.points[point]!.item,
    quantity: instance.periods.map((_, t) => at(layout.part[s]! + t * substitutes.length + k)),
  }))
  return { replaced }
}

/** Setups of a recipe on a resource that stays set up: the changes into it. */
function changesInto(
  { instance }: Built,
  sequences: readonly ReadSequence[],
  { source }: SourceLine,
): { setups?: number[] } {
  for (const { sequence, taken } of sequences) {
    const place = sequence.sources.findIndex((s) => instance.sources[s]!.id === source)
    if (place < 0) continue
    const steps = sequence.steps.flatMap(({ to }, step) => (to === place ? [step] : []))
    return { setups: instance.periods.map((_, t) => steps.reduce((sum, step) => sum + taken(step, t), 0)) }
  }
  return {}
}

function orderOn(sequences: readonly ReadSequence[], c: number): { sequence?: string[][] } {
  const found = sequences.find(({ sequence }) => sequence.capacity === c)
  return found ? { sequence: found.order } : {}
}

function shipmentLines({ instance, layout }: Built, { take }: Reader): ShipmentLine[] {
  return instance.sources.flatMap((source, s) => {
    if (source.kind !== 'ship') return []
    const { item, site } = instance.points[source.point]!
    const from = instance.points[source.uses[0]!.point]!.site
    return [{ lane: source.id, item, from, to: site, quantity: take(layout.start[s]!) }]
  })
}

/** Loads and dispatches of each lane that pays for them. */
function loadLines({ instance, layout }: Built, { take }: Reader): LoadLine[] {
  return instance.lanes.flatMap(({ id, path }, lane): LoadLine[] => {
    const of = instance.capacities.flatMap((each, c) =>
      each.lane === lane ? [{ c, isLoad: each.path === `${path}.load` }] : [],
    )
    const [load, dispatch] = [of.find(({ isLoad }) => isLoad), of.find(({ isLoad }) => !isLoad)]
    return of.length === 0
      ? []
      : [
          {
            lane: id,
            ...(load && { loads: take(layout.shifts[load.c]!) }),
            ...(dispatch && { dispatched: take(layout.shifts[dispatch.c]!) }),
          },
        ]
  })
}

function stockLines({ instance, layout }: Built, { take, maybe }: Reader): StockLine[] {
  return instance.points.map(
    ({ item, site }, p): StockLine => ({
      item,
      site,
      quantity: take(layout.stock[p]!),
      ...maybe('shortfall', layout.shortfall[p]!),
      ...maybe('disposed', layout.disposal[p]!),
    }),
  )
}

function demandLines({ instance, layout }: Built, { at, take }: Reader): DemandLine[] {
  return instance.demand.map((demand, d): DemandLine => {
    const { item, site } = instance.points[demand.point]!
    const lost = take(layout.lost[d]!)
    const backlog = take(layout.backlog[d]!)
    const sold = lost.map((each, t) =>
      layout.sold[d]! < 0 ? cleanNumber(wanted(demand, t) - each) : at(layout.sold[d]! + t),
    )
    return { item, site, class: demand.class, demand: Array.from(demand.quantity), sold, backlog, lost }
  })
}

function resourceLine({ instance, layout }: Built, { maybe }: Reader, c: number, used: number[]): ResourceLine {
  const capacity = instance.capacities[c]!
  return {
    resource: capacity.id,
    used,
    available: Array.from(capacity.hours),
    ...maybe('regular', layout.regular[c]!),
    ...maybe('overtime', layout.overtime[c]!),
    ...maybe('shifts', layout.shifts[c]!),
    ...maybe('maintenance', layout.maintenance[c]!),
  }
}

function workforceLine({ instance, layout }: Built, { take, maybe }: Reader, c: number, used: number[]): WorkforceLine {
  return {
    pool: instance.capacities[c]!.id,
    workers: take(layout.workers[c]!),
    hires: take(layout.hires[c]!),
    releases: take(layout.releases[c]!),
    used,
    ...maybe('regular', layout.regular[c]!),
    ...maybe('overtime', layout.overtime[c]!),
  }
}

/** Adds up the hours that starts, setups and training take, by capacity and period. */
function hoursUsed({ instance, layout }: Built, { at }: Reader): number[][] {
  const { capacities, sources, periods } = instance
  const length = periods.length
  const sums = new Float64Array(capacities.length * length)
  sources.forEach((source, s) => {
    for (let t = 0; t < length; t++)
      for (const { capacity, hours } of valuesIn(source, t).hours)
        sums[capacity * length + t]! += hours * at(layout.start[s]! + t)
    if (layout.setup[s]! < 0) return
    for (const { capacity, hours } of source.setupHours)
      for (let t = 0; t < length; t++) sums[capacity * length + t]! += hours * at(layout.setup[s]! + t)
  })
  instance.sequences.forEach(({ steps }, q) => {
    steps.forEach((step, place) => {
      for (const { capacity, hours } of step.hours)
        for (let t = 0; t < length; t++)
          sums[capacity * length + t]! += hours * at(layout.changes[q]! + place * length + t)
    })
  })
  capacities.forEach(({ pool }, c) => {
    if (pool && pool.trainingHours > 0)
      for (let t = 0; t < length; t++) sums[c * length + t]! += pool.trainingHours * at(layout.hires[c]! + t)
  })
  return capacities.map((_, c) => Array.from(sums.subarray(c * length, (c + 1) * length), cleanNumber))
}
