import type { Column } from './column.ts'

/** How a person arranged the columns of a grid: kept on the device, and with a saved view. */
export type Layout = {
  /** Ids in their order; those not named follow in the order of the screen. */
  order?: string[]
  widths?: Record<string, number>
  visible?: Record<string, boolean>
  /** How many columns at the left stay while the rest scrolls; one by default. */
  frozen?: number
}

/** A column in its place, in pixels. */
export type Placed<Row> = { column: Column<Row>; left: number; width: number; frozen: boolean }

export const leastColumn = 48
const mostColumn = 900

/** The columns that show, in their order. */
export function arranged<Row>(columns: Column<Row>[], { order = [], visible = {} }: Layout): Column<Row>[] {
  const rank = new Map(order.map((id, at) => [id, at]))
  const inOrder = columns
    .map((column, at) => ({ column, rank: rank.get(column.id) ?? order.length + at }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ column }) => column)
  return inOrder.filter(({ id, hidden }) => visible[id] ?? !hidden)
}

/** Gives each column its width: its own, and a share of what is left over if it may grow; one that was resized stays as it is. */
export function placed<Row>(columns: Column<Row>[], layout: Layout, room: number): Placed<Row>[] {
  const own = squeezed(columns, layout, room)
  const shares = columns.map((column) => (layout.widths?.[column.id] ? 0 : column.grow ? 3 : 1))
  const allShares = shares.reduce<number>((sum, share) => sum + share, 0)
  const free = Math.max(0, room - own.reduce((sum, width) => sum + width, 0))
  const frozen = Math.min(layout.frozen ?? 1, columns.length)
  let end = 0
  return columns.map((column, at) => {
    const left = Math.round(end)
    end += own[at]! + (allShares > 0 ? (free * shares[at]!) / allShares : 0)
    return { column, left, width: Math.round(end) - left, frozen: at < frozen }
  })
}

/**
 * The columns that show in so much room: where not all fit, those that only show if there is room give way, the last first;
 * what somebody chose to see stays.
 */
export function fitting<Row>(columns: Column<Row>[], layout: Layout, room: number): Column<Row>[] {
  if (room === 0 || fits(columns, layout, room)) return columns
  const last = columns.findLastIndex(({ id, ifRoom }) => ifRoom && layout.visible?.[id] === undefined)
  return last < 0 ? columns : fitting(columns.toSpliced(last, 1), layout, room)
}

function fits<Row>(columns: Column<Row>[], { widths = {} }: Layout, room: number): boolean {
  const least = (gives: number) =>
    columns.reduce((sum, column) => {
      const own = widths[column.id]
      return sum + (own ?? leastWidth(column) * (column.kind === 'number' ? 1 : 1 - gives))
    }, 0)
  return least(mostSqueeze) <= room
}

/** How much narrower columns of text may get where that keeps every column in sight. */
const mostSqueeze = 0.25

/** The least widths; where they are a little too wide for the room, columns of text give way, those that were resized do not. */
function squeezed<Row>(columns: Column<Row>[], { widths = {} }: Layout, room: number): number[] {
  const own = columns.map((column) => widths[column.id] ?? leastWidth(column))
  const gives = columns.map(({ id, kind }, at) => (widths[id] || kind === 'number' ? 0 : own[at]!))
  const over = own.reduce((sum, width) => sum + width, 0) - room
  const share = over / gives.reduce((sum, width) => sum + width, 0)
  return over > 0 && share <= mostSqueeze ? own.map((width, at) => width - gives[at]! * share) : own
}

/** The layout after a column was given a width. */
export function resized(layout: Layout, id: string, width: number): Layout {
  const kept = Math.round(Math.min(mostColumn, Math.max(leastColumn, width)))
  return { ...layout, widths: { ...layout.widths, [id]: kept } }
}

/** The layout after a column was moved to the place of another. */
export function reordered<Row>(columns: Column<Row>[], layout: Layout, move: { id: string; to: number }): Layout {
  const shown = arranged(columns, layout).map(({ id }) => id)
  const rest = shown.filter((id) => id !== move.id)
  const to = Math.max(0, Math.min(rest.length, move.to))
  const order = [...rest.slice(0, to), move.id, ...rest.slice(to)]
  const hidden = columns.map(({ id }) => id).filter((id) => !order.includes(id))
  return { ...layout, order: [...order, ...hidden] }
}

function leastWidth<Row>(column: Column<Row>): number {
  return column.width ?? (column.grow ? 200 : column.kind === 'number' ? 110 : 130)
}
