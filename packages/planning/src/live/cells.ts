import type { Instance } from '../instance/instance-parts.ts'
import { noLock } from './edits.ts'

/** One number of an opened plan: of which kind, whose, and in which period (from 0). */
export interface Cell {
  readonly kind: 'demand' | 'capacity' | 'cost' | 'lock'
  /** Number of the demand row, of the resource or of the source in the instance. */
  readonly ref: number
  readonly t: number
}

/** Finds cells by their key (`demand/0/3`, `capacity/press/1`, `cost/chair/2`, `lock/chair/2`) and knows their value in the base. */
export interface Cells {
  readonly at: (key: string) => Cell
  readonly baseOf: (key: string) => number
}

/** The cells of an instance. Throws a `RangeError` for a key that is no cell. */
export function cellsOf(instance: Instance): Cells {
  const capacityOf = new Map(instance.capacities.flatMap((each, c) => (each.pool ? [] : [[each.id, c] as const])))
  const sourceOf = new Map(instance.sources.flatMap((each, s) => (each.kind === 'ship' ? [] : [[each.id, s] as const])))
  return { at, baseOf: (key) => baseValue(instance, at(key)) }

  function at(key: string): Cell {
    const { kind, id, period } = partsOf(key)
    const t = Number(period) - 1
    const ref = kind === 'demand' ? demandRow(id) : kind === 'capacity' ? capacityOf.get(id) : sourceOf.get(id)
    const length = instance.periods.length
    if (ref === undefined || !(Number.isInteger(t) && t >= 0 && t < length) || !isKind(kind))
      throw new RangeError(
        `${key} is no cell of the plan: name a demand row, resource or source, and a period from 1 to ${length}.`,
      )
    return { kind, ref, t }
  }

  function demandRow(id: string): number | undefined {
    const row = Number(id)
    return id !== '' && instance.demand[row] ? row : undefined
  }
}

/** The kind stands before the first slash and the period after the last, so that an id may hold slashes of its own. */
function partsOf(key: string): { kind: string; id: string; period: string } {
  const [first, last] = [key.indexOf('/'), key.lastIndexOf('/')]
  return { kind: key.slice(0, first), id: key.slice(first + 1, last), period: key.slice(last + 1) }
}

function isKind(kind: string): kind is Cell['kind'] {
  return kind === 'demand' || kind === 'capacity' || kind === 'cost' || kind === 'lock'
}

function baseValue(instance: Instance, { kind, ref, t }: Cell): number {
  if (kind === 'demand') return instance.demand[ref]!.quantity[t]!
  if (kind === 'capacity') return instance.capacities[ref]!.hours[t]!
  return kind === 'lock' ? noLock : instance.sources[ref]!.cost[t]!
}

/** Refuses values that a cell cannot have: demand, capacity and locks are zero or more (Infinity is no limit, and no lock), a cost any number. */
export function checkValue(key: string, value: number): void {
  const least = key.startsWith('cost/') ? Number.NEGATIVE_INFINITY : 0
  const limitless = value === Number.POSITIVE_INFINITY && /^(capacity|lock)[/]/.test(key)
  if (limitless || (Number.isFinite(value) && value >= least)) return
  throw new RangeError(`${key} cannot be ${value}: give ${least === 0 ? 'a number of zero or more' : 'a number'}.`)
}

/** The instance with the cells of a scenario; what they do not touch is shared with the base. */
export function editedInstance(instance: Instance, cells: Cells, values: ReadonlyMap<string, number>): Instance {
  const demand = instance.demand.slice()
  const capacities = instance.capacities.slice()
  const sources = instance.sources.slice()
  for (const [key, value] of values) {
    const { kind, ref, t } = cells.at(key)
    if (kind === 'demand') {
      if (demand[ref] === instance.demand[ref])
        demand[ref] = { ...demand[ref]!, quantity: demand[ref]!.quantity.slice() }
      demand[ref]!.quantity[t] = value
    } else if (kind === 'capacity') {
      if (capacities[ref] === instance.capacities[ref])
        capacities[ref] = { ...capacities[ref]!, hours: capacities[ref]!.hours.slice() }
      capacities[ref]!.hours[t] = value
    } else {
      const { cost, min, max } = sources[ref]!
      if (sources[ref] === instance.sources[ref])
        sources[ref] = { ...sources[ref]!, cost: cost.slice(), min: min.slice(), max: max.slice() }
      if (kind === 'cost') sources[ref]!.cost[t] = value
      else sources[ref]!.min[t] = sources[ref]!.max[t] = value
    }
  }
  return { ...instance, demand, capacities, sources }
}
