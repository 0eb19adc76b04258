import type { StockPoint } from '../instance/instance-parts.ts'
import type { BuildContext } from './layout.ts'
import { codeOf } from './program.ts'

const infinity = Number.POSITIVE_INFINITY

/** Balance rows, stock, safety stock and disposal: opening + arrivals + made - used - sold - stock = 0. */
export function addStock({ instance, draft, layout }: BuildContext): void {
  const length = instance.periods.length
  instance.points.forEach((point, p) => {
    for (let t = 0; t < length; t++) {
      const fixed = -point.arrivals[t]! - (t === 0 ? point.opening : 0)
      const row = draft.row(codeOf('balance'), p, t, fixed, fixed)
      if (t === 0) layout.balanceRow[p] = row
    }
    for (let t = 0; t < length; t++) {
      const column = draft.column(codeOf('stock'), p, t, holdingAt(point, t, length), point.min[t]!, point.max[t]!)
      if (t === 0) layout.stock[p] = column
      draft.entry(layout.balanceRow[p]! + t, column, -1)
      if (t + 1 < length) draft.entry(layout.balanceRow[p]! + t + 1, column, 1)
    }
    draft.addOffset(openingCharge(point))
    if (point.disposalCost !== undefined) {
      for (let t = 0; t < length; t++) {
        const column = draft.column(codeOf('disposal'), p, t, point.disposalCost, 0, infinity)
        if (t === 0) layout.disposal[p] = column
        draft.entry(layout.balanceRow[p]! + t, column, -1)
      }
    }
    if (point.safety) addSafety(point, p)
  })
  addShelfLives({ instance, draft, layout })

  function addSafety(point: StockPoint, p: number): void {
    for (let t = 0; t < length; t++) {
      const target = point.safety![t]!
      const column = draft.column(codeOf('shortfall'), p, t, point.safetyCost ?? 0, 0, target)
      if (t === 0) layout.shortfall[p] = column
      if (target <= point.min[t]!) continue
      const row = draft.row(codeOf('safetyRow'), p, t, target, infinity)
      draft.entry(row, layout.stock[p]! + t, 1)
      draft.entry(row, column, 1)
    }
  }
}

/** Money charged per unit of the stock at the end of period t, wherever the charge falls. */
export function holdingAt(point: StockPoint, t: number, length: number): number {
  const own = point.holding[t]!
  const next = t + 1 < length ? point.holding[t + 1]! : 0
  const value = t === length - 1 ? -point.endValue : 0
  if (point.holdingOn === 'start') return next + value
  return (point.holdingOn === 'average' ? (own + next) / 2 : own) + value
}

/** Money charged for the opening stock, which no plan can change. */
export function openingCharge({ holdingOn, opening, holding }: StockPoint): number {
  if (holdingOn === 'end') return 0
  return opening * holding[0]! * (holdingOn === 'average' ? 0.5 : 1)
}

/** First in, first out: what is in stock after t must have left by t + shelf life. Opening stock counts as arrived in the first period. */
function addShelfLives({ instance, draft, layout }: BuildContext): void {
  const length = instance.periods.length
  instance.points.forEach((point, p) => {
    if (point.shelfLife === undefined) return
    for (let t = 0; t + point.shelfLife < length; t++) {
      const row = draft.row(codeOf('shelfRow'), p, t, -infinity, 0)
      if (t === 0) layout.shelfRow[p] = row
      draft.entry(row, layout.stock[p]! + t, 1)
      for (let later = t + 1; later <= t + point.shelfLife; later++)
        if (layout.disposal[p]! >= 0) draft.entry(row, layout.disposal[p]! + later, -1)
    }
  })
}

/** Tells the shelf rows that a column takes `quantity` units of the point out of stock in period t. */
export function leavesStock(
  context: BuildContext,
  use: { point: number; period: number; column: number; quantity: number },
): void {
  if (context.instance.points[use.point]!.shelfLife === undefined) return
  for (const row of shelfRowsAbout(context, use)) context.draft.entry(row, use.column, -use.quantity)
}

/** Tells the shelf rows that a known quantity leaves in period t. */
export function leavesStockSurely(
  context: BuildContext,
  use: { point: number; period: number; quantity: number },
): void {
  if (context.instance.points[use.point]!.shelfLife === undefined) return
  for (const row of shelfRowsAbout(context, use)) context.draft.addRhs(row, use.quantity)
}

function shelfRowsAbout({ instance, layout }: BuildContext, use: { point: number; period: number }): number[] {
  const life = instance.points[use.point]!.shelfLife
  if (life === undefined) return []
  const rows: number[] = []
  const last = Math.min(use.period, instance.periods.length - life)
  for (let t = Math.max(0, use.period - life); t < last; t++) rows.push(layout.shelfRow[use.point]! + t)
  return rows
}
