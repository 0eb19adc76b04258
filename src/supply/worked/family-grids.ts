/** A make-to-stock family: sales, production, stock and days on hand by period. */
export type MakeToStock = {
  openingStock: number
  /** Forecast sales per period. */
  sales: readonly number[]
  /** Actual sales of the periods that are over, which then count instead. */
  actualSales?: readonly number[] | undefined
  production: readonly number[]
  actualProduction?: readonly number[] | undefined
  workingDays?: number | readonly number[] | undefined
  daysOnHandBy?: 'next period' | 'this period' | 'average' | undefined
  unitCost?: number | undefined
}

/** Stock = stock before + production - sales; days on hand = stock / (sales per working day of the period chosen). */
export function makeToStockGrid(given: MakeToStock) {
  const { openingStock, sales, production, daysOnHandBy = 'next period', unitCost } = given
  const sold = sales.map((planned, t) => given.actualSales?.[t] ?? planned)
  const made = sales.map((_, t) => given.actualProduction?.[t] ?? production[t] ?? 0)
  const days = sales.map((_, t) => dayCount(given.workingDays, t))
  const average = sum(sold) / Math.max(1, sum(days))
  let stock = openingStock
  const rows = sold.map((units, t) => {
    stock += made[t]! - units
    const basis = daysOnHandBy === 'next period' && t + 1 < sold.length ? t + 1 : t
    const daily = daysOnHandBy === 'average' ? average : sold[basis]! / days[basis]!
    return {
      period: t + 1,
      forecastSales: sales[t]!,
      sales: units,
      salesDeviation: units - sales[t]!,
      plannedProduction: production[t] ?? 0,
      production: made[t]!,
      stock,
      stockValue: unitCost === undefined ? null : stock * unitCost,
      daysOnHand: daily > 0 ? stock / daily : null,
    }
  })
  return {
    rows,
    totalSales: sum(sold),
    totalProduction: sum(made),
    closingStock: stock,
    averageStock: averageOf(rows.map((row) => row.stock)),
  }
}

/** A make-to-order family: bookings, shipments and backlog by period. */
export type MakeToOrder = {
  openingBacklog: number
  bookings: readonly number[]
  actualBookings?: readonly number[] | undefined
  /** Left out where the backlog at the end is given: they are then level. */
  shipments?: readonly number[] | undefined
  closingBacklog?: number | undefined
  actualShipments?: readonly number[] | undefined
}

/** Backlog = backlog before + bookings - shipments; periods of backlog = backlog / shipments of the next period (of this one at the end). */
export function makeToOrderGrid(given: MakeToOrder) {
  const booked = given.bookings.map((planned, t) => given.actualBookings?.[t] ?? planned)
  const total = given.openingBacklog + sum(booked) - (given.closingBacklog ?? 0)
  const level = given.closingBacklog === undefined ? 0 : total / Math.max(1, booked.length)
  const shipped = booked.map((_, t) => given.actualShipments?.[t] ?? given.shipments?.[t] ?? level)
  let backlog = given.openingBacklog
  const rows = booked.map((units, t) => {
    backlog += units - shipped[t]!
    const rate = shipped[t + 1] ?? shipped[t]!
    return {
      period: t + 1,
      bookings: units,
      shipments: shipped[t]!,
      backlog,
      periodsOfBacklog: rate > 0 ? backlog / rate : null,
    }
  })
  return { rows, totalBookings: sum(booked), totalShipments: sum(shipped), closingBacklog: backlog }
}

function dayCount(days: number | readonly number[] | undefined, t: number): number {
  return typeof days === 'number' ? days : (days?.[t] ?? 20)
}

function averageOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : sum(values) / values.length
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
