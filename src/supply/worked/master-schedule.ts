export type MasterSchedule = {
  onHand: number
  /** Units per period. */
  forecast: readonly number[]
  orders: readonly number[]
  /** Receipts of the master schedule; where they are left out, whole lots are scheduled when stock would fall below the safety stock. */
  schedule?: readonly number[] | undefined
  lotSize?: number | undefined
  safetyStock?: number | undefined
  /** Periods in which customer orders alone count as demand. */
  demandFence?: number | undefined
}

/**
 * A master production schedule with what can be promised. Projected stock = stock before + schedule - demand; demand is the greater of forecast and
 * orders, within the demand fence the orders. Available to promise, discrete: schedule (and in the first period the stock on hand) less all orders
 * until the next scheduled receipt; an amount below zero is taken from the receipts before it. Cumulative: the running sum of the discrete ones.
 */
export function masterSchedule(given: MasterSchedule) {
  const { onHand, forecast, orders, demandFence = 0, safetyStock = 0, lotSize } = given
  const periods = Math.max(forecast.length, orders.length)
  const demandOf = (t: number) => (t < demandFence ? (orders[t] ?? 0) : Math.max(forecast[t] ?? 0, orders[t] ?? 0))
  let stock = onHand
  const rows = Array.from({ length: periods }, (_, t) => {
    const demand = demandOf(t)
    const needed = safetyStock - (stock - demand)
    const schedule = given.schedule
      ? (given.schedule[t] ?? 0)
      : needed <= 0
        ? 0
        : lotSize
          ? Math.ceil(needed / lotSize) * lotSize
          : needed
    stock += schedule - demand
    return {
      period: t + 1,
      forecast: forecast[t] ?? 0,
      orders: orders[t] ?? 0,
      demand,
      schedule,
      projectedStock: stock,
    }
  })
  const discrete = promisable({ onHand, rows })
  let running = 0
  return {
    rows: rows.map((row, t) => {
      running += discrete[t] ?? 0
      return { ...row, availableToPromise: discrete[t] ?? null, cumulativeAvailableToPromise: running }
    }),
  }
}

/** By period: what is free of a receipt until the next one; null where nothing is received. */
function promisable(given: {
  onHand: number
  rows: readonly { orders: number; schedule: number }[]
}): (number | null)[] {
  const { onHand, rows } = given
  const starts = rows.flatMap(({ schedule }, t) => (t === 0 || schedule > 0 ? [t] : []))
  const free: (number | null)[] = rows.map(() => null)
  for (const [at, start] of starts.entries()) {
    const end = starts[at + 1] ?? rows.length
    const promised = rows.slice(start, end).reduce((sum, { orders }) => sum + orders, 0)
    free[start] = (start === 0 ? onHand : 0) + rows[start]!.schedule - promised
  }
  for (let at = starts.length - 1; at > 0; at--) {
    const short = Math.min(0, free[starts[at]!]!)
    free[starts[at]!]! -= short
    free[starts[at - 1]!]! += short
  }
  return free
}
