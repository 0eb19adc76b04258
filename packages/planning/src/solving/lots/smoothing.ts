import type { PlainItem, PlainLots } from './plain-lots.ts'

const farthest = 6
const rounds = 4
const trifle = 1e-9

/**
 * Moves lots, or parts of them, out of periods whose hours do not suffice, back and forth, each time what costs least per
 * hour relieved (after Trigeiro, Thomas and McClain 1989); then whole lots to wherever that saves money. Works on `starts`
 * by item and period; false if hours are exceeded all the same.
 */
export function smoothed({ items, periods, limit }: PlainLots, starts: Float64Array[]): boolean {
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
  for (let round = 0; round < rounds && exceeded(); round++) {
    for (let t = periods - 1; t > 0; t--) relieve(t, -1)
    for (let t = 0; t < periods - 1 && exceeded(); t++) relieve(t, 1)
  }
  if (exceeded()) return false
  for (let sweep = 0; sweep < 2; sweep++) for (let i = 0; i < items.length; i++) cheapened(i)
  return true

  function over(c: number, t: number): number {
    return limit[c] ? load[c]![t]! - limit[c]![t]! : 0
  }

  function exceeded(): boolean {
    return limit.some((each, c) => each?.some((_, t) => over(c, t) > 1e-7))
  }

  function relieve(t: number, way: 1 | -1): void {
    limit.forEach((_, c) => {
      for (let moves = 0; moves < 4 * users[c]!.length && over(c, t) > 1e-7; moves++) {
        const move = bestMove(c, t, way)
        if (!move) return
        shift(move)
      }
    })
  }

  function bestMove(c: number, t: number, way: 1 | -1): Move | undefined {
    let best: Move | undefined
    let least = Number.POSITIVE_INFINITY
    for (const i of users[c]!) {
      const lot = starts[i]![t]!
      if (lot <= 0) continue
      const use = items[i]!.hours.find((each) => each.capacity === c)!
      let free = lot
      for (let far = 1; far <= farthest; far++) {
        const to = t + way * far
        if (to < 0 || to >= periods) break
        if (way > 0) free = Math.min(free, surplus[i]![to - 1]!)
        if (free <= trifle) break
        const most = Math.min(free, roomFor(items[i]!, i, to))
        const pushed = most <= trifle && far === 1
        const reach = pushed ? free : most
        if (reach <= trifle) continue
        const wants = use.hours > 0 ? over(c, t) / use.hours : lot
        for (const quantity of reach >= lot && wants < lot ? [wants, lot] : [Math.min(reach, wants)]) {
          const whole = quantity >= lot - trifle
          const relief = Math.min(over(c, t), use.hours * quantity + (whole ? use.setupHours : 0))
          const cost = moveCost({ i, from: t, to, quantity: whole ? lot : quantity })
          const score = relief <= trifle ? Number.POSITIVE_INFINITY : cost / relief + (pushed ? 1e6 : 0)
          if (score >= least) continue
          least = score
          best = { i, from: t, to, quantity: whole ? lot : quantity }
        }
      }
    }
    return best
  }

  /** Units that fit into a period in addition, with their setup. */
  function roomFor({ hours }: PlainItem, i: number, to: number): number {
    let most = Number.POSITIVE_INFINITY
    for (const { capacity, hours: each, setupHours } of hours) {
      const left = -over(capacity, to) - (starts[i]![to]! > 0 ? 0 : setupHours)
      most = Math.min(most, each > 0 ? left / each : left >= 0 ? most : 0)
    }
    return most
  }

  function moveCost({ i, from, to, quantity }: Move): number {
    const { unit, setupCost } = items[i]!
    const opened = starts[i]![to]! > 0 ? 0 : setupCost[to]!
    const closed = quantity >= starts[i]![from]! ? setupCost[from]! : 0
    return (unit[to]! - unit[from]!) * quantity + opened - closed
  }

  function shift({ i, from, to, quantity }: Move): void {
    const mine = starts[i]!
    const whole = quantity >= mine[from]!
    for (const { capacity, hours, setupHours } of items[i]!.hours) {
      load[capacity]![from]! -= hours * quantity + (whole ? setupHours : 0)
      load[capacity]![to]! += hours * quantity + (mine[to]! > 0 ? 0 : setupHours)
    }
    mine[from] = whole ? 0 : mine[from]! - quantity
    mine[to]! += quantity
    for (let t = Math.min(from, to); t < Math.max(from, to); t++) surplus[i]![t]! += to < from ? quantity : -quantity
  }

  /** Whole lots of one item to where they fit, or what was made too early to a later lot, as long as that saves. */
  function cheapened(i: number): void {
    for (let from = 0; from < periods; from++)
      for (let to = 0; to < periods; to++) {
        const lot = starts[i]![from]!
        if (lot <= 0) break
        if (to === from) continue
        let most = Math.min(lot, roomFor(items[i]!, i, to))
        for (let t = from; t < to; t++) most = Math.min(most, surplus[i]![t]!)
        const quantity = most >= lot - trifle ? lot : most
        if (quantity > trifle && moveCost({ i, from, to, quantity }) < -1e-7) shift({ i, from, to, quantity })
      }
  }
}

interface Move {
  readonly i: number
  readonly from: number
  readonly to: number
  readonly quantity: number
}
