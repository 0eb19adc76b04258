export type Tracked = { actual: readonly number[]; forecast: readonly number[] }

/** Errors are actual - forecast. Running sum of errors, mean absolute deviation so far, tracking signal = sum / deviation. */
export function trackingSignal({ actual, forecast }: Tracked) {
  let [errors, absolute, squared, percent, counted] = [0, 0, 0, 0, 0]
  const rows = actual.slice(0, forecast.length).map((value, t) => {
    const error = value - forecast[t]!
    errors += error
    absolute += Math.abs(error)
    squared += error * error
    if (value !== 0) {
      percent += Math.abs(error / value)
      counted++
    }
    const mad = absolute / (t + 1)
    return {
      period: t + 1,
      actual: value,
      forecast: forecast[t]!,
      error,
      absoluteError: Math.abs(error),
      runningSumOfErrors: errors,
      mad,
      trackingSignal: mad === 0 ? null : errors / mad,
    }
  })
  const periods = rows.length
  const total = rows.reduce((sum, row) => sum + Math.abs(row.actual), 0)
  return {
    rows,
    runningSumOfErrors: errors,
    mad: periods === 0 ? null : absolute / periods,
    mse: periods === 0 ? null : squared / periods,
    rmse: periods === 0 ? null : Math.sqrt(squared / periods),
    mape: counted === 0 ? null : percent / counted,
    wape: total === 0 ? null : absolute / total,
    meanError: periods === 0 ? null : errors / periods,
    /** Of the forecast: above zero where it was too high, as a share of what came. */
    bias: total === 0 ? null : -errors / total,
    trackingSignal: rows.at(-1)?.trackingSignal ?? null,
    outOfControl: rows
      .filter((row) => row.trackingSignal !== null && Math.abs(row.trackingSignal) > 4)
      .map((row) => row.period),
  }
}

export type Waterfall = {
  /** Each plan: the period in which it was made, and what it said of later periods. Periods are numbers. */
  plans: readonly { madeIn: number; values: readonly { period: number; value: number }[] }[]
  actuals: readonly { period: number; value: number }[]
}

/** What each plan said of each period, by lag (periods between making and coming), against what came. Errors are forecast - actual. */
export function waterfallByLag({ plans, actuals }: Waterfall) {
  const cameIn = new Map(actuals.map(({ period, value }) => [period, value]))
  const cells = plans.flatMap(({ madeIn, values }) =>
    values.map(({ period, value }) => {
      const actual = cameIn.get(period) ?? null
      return { madeIn, period, lag: period - madeIn, value, actual, error: actual === null ? null : value - actual }
    }),
  )
  const known = cells.filter((cell) => cell.actual !== null)
  const lags = [...new Set(known.map(({ lag }) => lag))]
    .sort((a, b) => a - b)
    .map((lag) => {
      const some = known.filter((cell) => cell.lag === lag)
      const actual = some.reduce((sum, cell) => sum + Math.abs(cell.actual!), 0)
      const absolute = some.reduce((sum, cell) => sum + Math.abs(cell.error!), 0)
      const errors = some.reduce((sum, cell) => sum + cell.error!, 0)
      const shares = some.filter((cell) => cell.actual !== 0).map((cell) => Math.abs(cell.error! / cell.actual!))
      return {
        lag,
        count: some.length,
        mad: absolute / some.length,
        wape: actual === 0 ? null : absolute / actual,
        mape: shares.length === 0 ? null : shares.reduce((sum, share) => sum + share, 0) / shares.length,
        bias: actual === 0 ? null : errors / actual,
      }
    })
  return { cells, lags }
}

export type Adherence = { planned: readonly number[]; actual: readonly number[]; tolerance?: number | undefined }

/** Adherence of a period = 1 - |actual - planned| / planned; in tolerance where the deviation is at most the share given. */
export function planAdherence({ planned, actual, tolerance = 0.05 }: Adherence) {
  const rows = planned.map((plan, t) => {
    const came = actual[t] ?? 0
    const deviation = plan === 0 ? null : (came - plan) / plan
    return {
      period: t + 1,
      planned: plan,
      actual: came,
      difference: came - plan,
      deviation,
      adherence: deviation === null ? null : 1 - Math.abs(deviation),
      attainment: plan === 0 ? null : came / plan,
      inTolerance: deviation === null ? came === 0 : Math.abs(deviation) <= tolerance + 1e-12,
    }
  })
  const total = planned.reduce((sum, plan) => sum + plan, 0)
  const missed = rows.reduce((sum, row) => sum + Math.abs(row.difference), 0)
  return {
    rows,
    adherence: total === 0 ? null : 1 - missed / total,
    attainment: total === 0 ? null : rows.reduce((sum, row) => sum + row.actual, 0) / total,
    unitsKept: total === 0 ? null : rows.reduce((sum, row) => sum + Math.min(row.planned, row.actual), 0) / total,
    periodsInTolerance: rows.filter((row) => row.inTolerance).length,
    shareInTolerance: rows.length === 0 ? null : rows.filter((row) => row.inTolerance).length / rows.length,
  }
}
