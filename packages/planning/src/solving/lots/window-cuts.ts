import type { Extra, WindowCapacity } from './capacity-windows.ts'
import type { Cut, RowDraft } from './cut.ts'
import { type LotItem, needed } from './lot-items.ts'
import type { LotPoint } from './lot-point.ts'
import { addAhead } from './setup-cuts.ts'

/** What the separation of window cuts works on. */
export interface WindowPlace {
  readonly items: readonly LotItem[]
  readonly at: readonly LotPoint[]
  readonly point: Float64Array
  readonly draft: RowDraft
  readonly base: WindowBase
}

/** Scratch of one window: coefficients of the setups, by column. */
export interface WindowBase {
  readonly value: Float64Array
  /** Room for the columns of the window whose setups are not whole. */
  readonly split: Int32Array
  columns: number[]
}

const widest = 16

/**
 * Mixed-integer rounding over the hours of a window of periods a..b (the relaxation of Miller, Nemhauser and Savelsbergh
 * 2000, widened from one period to many): the need of the window, less what is ahead at its start, plus what must be
 * ahead at its end, plus setups, fit into its hours. What is ahead is bounded from below by setups that are left out,
 * so that a row over setups and a few continuous amounts remains; it is divided, and rounded.
 */
export function windowCuts(place: WindowPlace, capacity: WindowCapacity): Cut[] {
  const cuts: Cut[] = []
  const length = capacity.limit.length
  for (let a = 0; a < length; a++)
    for (let b = a; b < Math.min(length, a + widest); b++) {
      if (!Number.isFinite(capacity.limit[b]!)) break
      for (const choosy of [false, true]) {
        const cut = windowCut({ place, capacity, a, b, choosy })
        if (cut) cuts.push(cut)
      }
    }
  return cuts
}

function windowCut(input: {
  place: WindowPlace
  capacity: WindowCapacity
  a: number
  b: number
  choosy: boolean
}): Cut | undefined {
  const { place, capacity, a, b, choosy } = input
  const { items, at, point, base } = place
  let room = 0
  let loose = 0
  for (let t = a; t <= b; t++) room += capacity.limit[t]!
  const kept: Extra[] = []
  for (let t = a; t <= b; t++)
    for (const each of capacity.extra[t]!) {
      const used = point[each.column]! - each.lower
      if (Number.isFinite(each.upper) && used > (each.upper - each.lower) / 2)
        room += each.hours * (each.upper - each.lower)
      else {
        kept.push(each)
        loose += each.hours * used
      }
    }
  const taken: (typeof capacity.users)[number][] = []
  for (const user of capacity.users) {
    const item = items[user.item]!
    const here = at[user.item]!
    if (user.setupHours > 0) for (let u = a; u <= b; u++) addTo(base, item.setup + u, user.setupHours)
    if (user.hours === 0) continue
    let slack = here.surplus[a]! - here.least[a]!
    const last = Math.max(b, here.reach[b + 1]!)
    for (let u = Math.min(b, here.reach[a]!) + 1; u <= last; u++) slack += here.relief[u]!
    if (here.late) slack += here.late[b]!
    const load = needed(item, a, b) + here.least[b + 1]! - here.surplus[a]!
    if (choosy ? load <= slack || slack > 0.2 * load : load <= 1e-6) continue
    taken.push(user)
    const [ahead, after] = [here.reach[a]!, here.reach[b + 1]!]
    room -= user.hours * (needed(item, a, b) - needed(item, a, ahead) + needed(item, b + 1, after))
    for (let u = a; u <= ahead; u++) addTo(base, item.setup + u, user.hours * needed(item, u, ahead))
    for (let u = b + 1; u <= after; u++) addTo(base, item.setup + u, -user.hours * needed(item, u, after))
    loose += user.hours * slack
  }
  const rounded =
    taken.length > 0 ? bestRounding({ place, room, loose, continuous: taken.length + kept.length }) : undefined
  const cut = rounded && rowOf({ place, a, b, taken, kept, ...rounded })
  for (const column of base.columns) base.value[column] = 0
  base.columns = []
  return cut
}

function addTo(base: WindowBase, column: number, value: number): void {
  if (base.value[column] === 0) base.columns.push(column)
  base.value[column]! += value
}

/** Coefficient of a column in the rounded row: floor plus the part of the fraction that exceeds that of the right side. */
function rounding(value: number, fraction: number): number {
  const whole = Math.floor(value + 1e-9)
  return whole + Math.max(0, value - whole - fraction) / (1 - fraction)
}

/** sum of value x setup <= room + loose amounts; the divisor by which the rounded row is broken most, if any breaks it. */
function bestRounding(input: {
  place: WindowPlace
  room: number
  loose: number
  continuous: number
}): { divisor: number; turned: number } | undefined {
  const { place, room, loose, continuous } = input
  const { base, point } = place
  const { columns, value, split } = base
  let turned = room
  let open = 0
  const divisors = new Set<number>()
  for (let k = 0; k < columns.length; k++) {
    const column = columns[k]!
    const setup = point[column]!
    if (setup > 0.5) turned -= value[column]!
    if (setup <= 1e-6 || setup >= 1 - 1e-6) continue
    split[open++] = column
    divisors.add(Math.round(Math.abs(value[column]!) * 1e6) / 1e6)
  }
  if (open === 0) return undefined
  if (Math.abs(turned) > 1) divisors.add(Math.abs(turned))
  let [best, most] = [0, 1e-3]
  const tried = [...divisors].sort((p, q) => q - p).slice(0, 16)
  for (const divisor of tried) attempt(divisor)
  if (best > 0) for (const part of [2, 4, 8]) attempt(best / part)
  return best > 0 ? { divisor: best, turned } : undefined

  /** Setups that are whole add nothing to how far the row is broken, only to its length: they are looked at last. */
  function attempt(divisor: number): void {
    if (divisor < 1e-3) return
    const right = turned / divisor
    const whole = Math.floor(right + 1e-9)
    const fraction = right - whole
    if (fraction < 0.01 || fraction > 0.99) return
    const scale = 1 / (1 - fraction) / divisor
    let left = -loose * scale - whole
    for (let k = 0; k < open; k++) {
      const column = split[k]!
      const setup = point[column]!
      left +=
        setup > 0.5
          ? rounding(-value[column]! / divisor, fraction) * (1 - setup)
          : rounding(value[column]! / divisor, fraction) * setup
    }
    let square = continuous * scale * scale
    if (left <= most * Math.sqrt(square)) return
    for (let k = 0; k < columns.length; k++) {
      const column = columns[k]!
      const rounded = rounding((point[column]! > 0.5 ? -value[column]! : value[column]!) / divisor, fraction)
      square += rounded * rounded
    }
    const violation = left / Math.sqrt(square)
    if (violation <= most) return
    most = violation
    best = divisor
  }
}

function rowOf(input: {
  place: WindowPlace
  a: number
  b: number
  taken: readonly WindowCapacity['users'][number][]
  kept: readonly Extra[]
  divisor: number
  turned: number
}): Cut | undefined {
  const { place, a, b, taken, kept, divisor, turned } = input
  const { items, at, point, draft, base } = place
  const whole = Math.floor(turned / divisor + 1e-9)
  const fraction = turned / divisor - whole
  const scale = 1 / (1 - fraction)
  for (const column of base.columns) {
    const value = base.value[column]!
    const flipped = point[column]! > 0.5
    const rounded = divisor * rounding((flipped ? -value : value) / divisor, fraction)
    if (flipped) draft.addConstant(-rounded)
    draft.add(column, flipped ? rounded : -rounded)
  }
  for (const { item: i, hours } of taken) {
    const item = items[i]!
    const here = at[i]!
    const ahead = here.reach[a]!
    const times = hours * scale
    addAhead({ item, at: here, point, draft }, a, ahead, times)
    draft.addConstant(-times * needed(item, a, ahead))
    const last = Math.max(b, here.reach[b + 1]!)
    for (let u = Math.min(b, ahead) + 1; u <= last; u++) draft.addExpression(item.relief[u]!, times)
    if (item.late) draft.addExpression(item.late[b]!, times)
  }
  for (const { column, hours, lower } of kept) {
    draft.add(column, hours * scale)
    draft.addConstant(-hours * scale * lower)
  }
  return draft.finish(-divisor * whole, point)
}
