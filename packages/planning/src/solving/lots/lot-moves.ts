import type { PlainLots } from './plain-lots.ts'

/** Quantities below this are nothing. */
export const trifle = 1e-9

/** Units of an item that move from one period to another. */
export interface Move {
  readonly i: number
  readonly from: number
  readonly to: number
  readonly quantity: number
}

/** Lots as they stand, and the hours and the stock ahead that follow from them; moves keep all of them in step. */
export interface LotLoad {
  readonly lots: PlainLots
  /** Units started, by item and period. */
  readonly starts: Float64Array[]
  /** Hours taken, by capacity and period. */
  readonly load: readonly Float64Array[]
  /** Items that work on each capacity. */
  readonly users: readonly (readonly number[])[]
  /** Units started beyond the need so far, by item and period. */
  readonly surplus: readonly Float64Array[]
}

/** Adds up the hours and the stock ahead of given lots. */
export function lotLoadOf(lots: PlainLots, starts: Float64Array[]): LotLoad {
  const { items, periods, limit } = lots
  const load = limit.map(() => new Float64Array(periods))
  const users = limit.map((_, c) => items.flatMap((item, i) => (item.hours.some((e) => e.capacity === c) ? [i] : [])))
  const surplus = items.map(({ need }, i) => {
    const ahead = new Float64Array(periods)
    let sum = 0
    for (let t = 0; t < periods; t++) {
      sum += starts[i]![t]! - need[t]!
      ahead[t] = sum
    }
    return ahead
  })
  items.forEach(({ hours }, i) => {
    for (let t = 0; t < periods; t++)
      if (starts[i]![t]! > 0)
        for (const each of hours) load[each.capacity]![t]! += each.hours * starts[i]![t]! + each.setupHours
  })
  return { lots, starts, load, users, surplus }
}

/** Hours by which a capacity is exceeded in a period; below 0 where there is room. */
export function over({ lots, load }: LotLoad, c: number, t: number): number {
  return lots.limit[c] ? load[c]![t]! - lots.limit[c]![t]! : 0
}

/** Units that fit into a period in addition, with their setup. */
export function roomFor(state: LotLoad, i: number, to: number): number {
  let most = Number.POSITIVE_INFINITY
  for (const { capacity, hours, setupHours } of state.lots.items[i]!.hours) {
    const left = -over(state, capacity, to) - (state.starts[i]![to]! > 0 ? 0 : setupHours)
    most = Math.min(most, hours > 0 ? left / hours : left >= 0 ? most : 0)
  }
  return most
}

/** Money that a move costs: storage, setups opened and closed. */
export function moveCost({ lots, starts }: LotLoad, { i, from, to, quantity }: Move): number {
  const { unit, setupCost } = lots.items[i]!
  const opened = starts[i]![to]! > 0 ? 0 : setupCost[to]!
  const closed = quantity >= starts[i]![from]! ? setupCost[from]! : 0
  return (unit[to]! - unit[from]!) * quantity + opened - closed
}

/** Moves units. */
export function shift({ lots, starts, load, surplus }: LotLoad, { i, from, to, quantity }: Move): void {
  const mine = starts[i]!
  const whole = quantity >= mine[from]!
  for (const { capacity, hours, setupHours } of lots.items[i]!.hours) {
    load[capacity]![from]! -= hours * quantity + (whole ? setupHours : 0)
    load[capacity]![to]! += hours * quantity + (mine[to]! > 0 ? 0 : setupHours)
  }
  mine[from] = whole ? 0 : mine[from]! - quantity
  mine[to]! += quantity
  for (let t = Math.min(from, to); t < Math.max(from, to); t++) surplus[i]![t]! += to < from ? quantity : -quantity
}
