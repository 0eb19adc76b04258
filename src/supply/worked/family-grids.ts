/** A make-to-stock family: sales, production, stock and days on hand by period. */
export type MakeToStock = {
  openingStock: number
  /** Forecast sales per period. */
  sales: readonly number[]
  /** Actual sales of the periods that are over, which then count instead. */
  actualSales?: readonly number[] | undefined
  /** Left out where stock is to be kept at a number of days, or to end at a number of units. */
  production?: readonly number[] | undefined
  targetDaysOnHand?: number | undefined
  closingStock?: number | undefined
  actualProduction?: readonly number[] | undefined
  workingDays?: number | readonly number[] | undefined
  daysOnHandBy?: 'next period' | 'this period' | 'average' | undefined
  unitCost?: number | undefined
}

/** Stock = stock before + production - sales; days on hand = stock / (sales per working day of the period chosen). */
export function makeToStockGrid(given: MakeToStock) {
  const { openingStock, sales, daysOnHandBy = 'next period', unitCost } = given
  const sold = sales.map((planned, t) => given.actualSales?.[t] ?? planned)
  const days = sales.map((_, t) => dayCount(given.workingDays, t))
  const average = sum(sold) / Math.max(1, sum(days))
  const dailySales = sold.map((_, t) => {
    const basis = daysOnHandBy === 'next period' && t + 1 < sold.length ? t + 1 : t
    return daysOnHandBy === 'average' ? average : sold[basis]! / days[basis]!
  })
  let stock = openingStock
  const rows = sold.map((units, t) => {
    const daily = dailySales[t]!
    const planned = plannedProduction(given, { t, before: stock, units, daily, sold })
    const made = given.actualProduction?.[t] ?? planned
    stock += made - units
    return {
      period: t + 1,
      forecastSales: sales[t]!,
      sales: units,
      salesDeviation: units - sales[t]!,
      plannedProduction: planned,
      production: made,
      stock,
      stockValue: unitCost === undefined ? null : stock * unitCost,
      daysOnHand: daily > 0 ? stock / daily : null,
    }
  })
  return {
    rows,
    totalSales: sum(sold),
    totalProduction: sum(rows.map((row) => row.production)),
    closingStock: stock,
    averageStock: averageOf(rows.map((row) => row.stock)),
  }
}

/** As given; else what brings stock to so many days of sales; else the same in every period, so that stock ends where it should. */
function plannedProduction(
  { production, targetDaysOnHand, closingStock = 0, openingStock }: MakeToStock,
  at: { t: number; before: number; units: number; daily: number; sold: readonly number[] },
): number {
  if (production) return production[at.t] ?? 0
  if (targetDaysOnHand !== undefined) return Math.max(0, at.units + targetDaysOnHand * at.daily - at.before)
  return (sum(at.sold) + closingStock - openingStock) / at.sold.length
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
