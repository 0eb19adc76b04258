export type Turns = {
  costOfGoodsSold: number
  averageInventory?: number | undefined
  openingInventory?: number | undefined
  closingInventory?: number | undefined
  inventories?: readonly number[] | undefined
  /** Days that the cost of goods sold covers. */
  days?: number | undefined
}

/** Turns = cost of goods sold / average inventory; days on hand = days / turns. Turns per year where the days are not a year. */
export function inventoryTurns(given: Turns) {
  const { costOfGoodsSold, days = 365 } = given
  const averageInventory = averageOf(given)
  const turns = averageInventory ? costOfGoodsSold / averageInventory : null
  return {
    averageInventory,
    turns,
    turnsPerYear: turns === null ? null : (turns * 365) / days,
    daysOnHand: turns ? days / turns : null,
    weeksOnHand: turns ? days / turns / 7 : null,
  }
}

export type Cover = { stock: number; demand: readonly number[]; daysPerPeriod?: number | readonly number[] | undefined }

/** Days that a stock lasts when it is used up by the demand of the periods that follow; `isLasting` where it outlasts them all. */
export function daysOfCover({ stock, demand, daysPerPeriod = 30 }: Cover) {
  const lengthOf = (t: number) => (typeof daysPerPeriod === 'number' ? daysPerPeriod : (daysPerPeriod[t] ?? 30))
  let [left, days] = [Math.max(0, stock), 0]
  for (let t = 0; t < demand.length; t++) {
    if (left < demand[t]!)
      return { days: days + (lengthOf(t) * left) / demand[t]!, periods: t + left / demand[t]!, isLasting: false }
    left -= demand[t]!
    days += lengthOf(t)
  }
  return { days, periods: demand.length, isLasting: left > 0 }
}

export type Delivered = {
  orders: readonly { requestedOn: string; deliveredOn: string | null; ordered: number; delivered: number }[]
  /** Days late that still count as on time. */
  graceDays?: number | undefined
  /** Earlier than this is not on time; left out, early is on time. */
  mostDaysEarly?: number | undefined
  daysBetween: (from: string, to: string) => number
}

/** On time: delivered by the day asked for. In full: everything that was ordered. OTIF: both, of all orders. */
export function onTimeInFull({
  orders,
  graceDays = 0,
  mostDaysEarly = Number.POSITIVE_INFINITY,
  daysBetween,
}: Delivered) {
  const rows = orders.map((order) => {
    const late = order.deliveredOn === null ? null : daysBetween(order.requestedOn, order.deliveredOn)
    const onTime = late !== null && late <= graceDays && -late <= mostDaysEarly
    const inFull = order.delivered >= order.ordered - 1e-9
    return { ...order, daysLate: late, onTime, inFull, otif: onTime && inFull }
  })
  const share = (test: (row: (typeof rows)[number]) => boolean) =>
    rows.length === 0 ? null : rows.filter(test).length / rows.length
  const ordered = rows.reduce((sum, row) => sum + row.ordered, 0)
  const filled = rows.reduce((sum, row) => sum + Math.min(row.ordered, row.delivered), 0)
  return {
    orders: rows.length,
    onTime: share((row) => row.onTime),
    inFull: share((row) => row.inFull),
    otif: share((row) => row.otif),
    fillRate: ordered === 0 ? null : filled / ordered,
    rows,
  }
}

function averageOf({ averageInventory, openingInventory, closingInventory, inventories }: Turns): number | null {
  if (averageInventory !== undefined) return averageInventory
  if (inventories && inventories.length > 0)
    return inventories.reduce((sum, each) => sum + each, 0) / inventories.length
  return openingInventory === undefined || closingInventory === undefined
    ? null
    : (openingInventory + closingInventory) / 2
}
