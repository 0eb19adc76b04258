import { type LotLoad, lotLoadOf, type Move, moveCost, over, roomFor, shift, trifle } from './lot-moves.ts'
import type { PlainLots } from './plain-lots.ts'

const farthest = 6
const rounds = 4

/**
 * Moves lots, or parts of them, out of periods whose hours do not suffice, back and forth, each time what costs least per
 * hour relieved (after Trigeiro, Thomas and McClain 1989); then whole lots to wherever that saves money. Works on `starts`
 * by item and period; false if hours are exceeded all the same.
 */
export function smoothed(lots: PlainLots, starts: Float64Array[]): boolean {
  const load = lotLoadOf(lots, starts)
  const { items, periods } = lots
  for (let round = 0; round < rounds && exceeded(load); round++) {
    for (let t = periods - 1; t > 0; t--) relieve(load, t, -1)
    for (let t = 0; t < periods - 1 && exceeded(load); t++) relieve(load, t, 1)
  }
  if (exceeded(load)) return false
  for (let sweep = 0; sweep < 2; sweep++) for (let i = 0; i < items.length; i++) cheapen(load, i)
  return true
}

function exceeded(load: LotLoad): boolean {
  return load.lots.limit.some((each, c) => each?.some((_, t) => over(load, c, t) > 1e-7))
}

function relieve(load: LotLoad, t: number, way: 1 | -1): void {
  load.lots.limit.forEach((_, c) => {
    for (let moves = 0; moves < 4 * load.users[c]!.length && over(load, c, t) > 1e-7; moves++) {
      const move = bestMove(load, c, t, way)
      if (!move) return
      shift(load, move)
    }
  })
}

/** A move that was found, with what it costs per hour relieved. */
interface Scored {
  move: Move | undefined
  score: number
}

function bestMove(load: LotLoad, c: number, t: number, way: 1 | -1): Move | undefined {
  const { lots, users, starts, surplus } = load
  const best: Scored = { move: undefined, score: Number.POSITIVE_INFINITY }
  for (const i of users[c]!) {
    const lot = starts[i]![t]!
    if (lot <= 0) continue
    let free = lot
    for (let far = 1; far <= farthest; far++) {
      const to = t + way * far
      if (to < 0 || to >= lots.periods) break
      if (way > 0) free = Math.min(free, surplus[i]![to - 1]!)
      if (free <= trifle) break
      const most = Math.min(free, roomFor(load, i, to))
      const pushed = most <= trifle && far === 1
      const reach = pushed ? free : most
      if (reach > trifle) tryMove(load, best, { c, i, from: t, to, reach, pushed })
    }
  }
  return best.move
}

/** Weighs the part of a lot that is wanted elsewhere, and the whole lot where it fits. */
function tryMove(
  load: LotLoad,
  best: Scored,
  given: { c: number; i: number; from: number; to: number; reach: number; pushed: boolean },
): void {
  const { c, i, from, to, reach, pushed } = given
  const lot = load.starts[i]![from]!
  const use = load.lots.items[i]!.hours.find((each) => each.capacity === c)!
  const wants = use.hours > 0 ? over(load, c, from) / use.hours : lot
  for (const quantity of reach >= lot && wants < lot ? [wants, lot] : [Math.min(reach, wants)]) {
    const whole = quantity >= lot - trifle
    const relief = Math.min(over(load, c, from), use.hours * quantity + (whole ? use.setupHours : 0))
    const move = { i, from, to, quantity: whole ? lot : quantity }
    const score = relief <= trifle ? Number.POSITIVE_INFINITY : moveCost(load, move) / relief + (pushed ? 1e6 : 0)
    if (score >= best.score) continue
    best.score = score
    best.move = move
  }
}

/** Moves whole lots of one item to where they fit, or what was made too early to a later lot, as long as that saves. */
function cheapen(load: LotLoad, i: number): void {
  const { lots, starts, surplus } = load
  for (let from = 0; from < lots.periods; from++)
    for (let to = 0; to < lots.periods; to++) {
      const lot = starts[i]![from]!
      if (lot <= 0) break
      if (to === from) continue
      let most = Math.min(lot, roomFor(load, i, to))
      for (let t = from; t < to; t++) most = Math.min(most, surplus[i]![t]!)
      const quantity = most >= lot - trifle ? lot : most
      const move = { i, from, to, quantity }
      if (quantity > trifle && moveCost(load, move) < -1e-7) shift(load, move)
    }
}
