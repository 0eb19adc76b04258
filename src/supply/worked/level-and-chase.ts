/** What staffing and stock cost in the textbook's plans; what is left out costs nothing. */
export type PlanCosts = {
  regularCostPerUnit?: number | undefined
  wagePerWorker?: number | undefined
  hireCost?: number | undefined
  releaseCost?: number | undefined
  holdingCost?: number | undefined
  backorderCost?: number | undefined
  increaseCost?: number | undefined
  decreaseCost?: number | undefined
}

export type RatePlan = {
  demand: readonly number[]
  openingStock?: number | undefined
  closingStock?: number | undefined
  safetyStock?: number | undefined
  workingDays?: readonly number[] | undefined
  unitsPerWorker?: number | undefined
  unitsPerWorkerDay?: number | undefined
  openingWorkers?: number | undefined
  openingRate?: number | undefined
  wholeWorkers?: boolean | undefined
  wholeUnits?: boolean | undefined
  backordersAllowed?: boolean | undefined
  holdingOn?: 'end' | 'average' | undefined
  costs?: PlanCosts | undefined
}

type Row = {
  period: number
  demand: number
  production: number
  stock: number
  backorder: number
  workers: number | null
  hires: number
  releases: number
}

/**
 * Level: the same rate in every period (per working day where these are given). Average demand to be met = (demand - opening + closing
 * stock) / periods; without backorders the rate also covers the cumulative need of the dearest stretch from the start.
 */
export function levelPlan(given: RatePlan) {
  const days = given.demand.map((_, t) => given.workingDays?.[t] ?? 1)
  const need = sum(given.demand) - (given.openingStock ?? 0) + (given.closingStock ?? 0)
  const averageRate = need / sum(days)
  const rateForNoBackorder = leastRate(given, days)
  const wanted = given.backordersAllowed === false ? Math.max(averageRate, rateForNoBackorder) : averageRate
  const rate = given.wholeUnits ? Math.ceil(wanted - 1e-9) : wanted
  const perWorker = workerOutput(given, days)
  const workers =
    perWorker === null ? null : workersFor(Math.max(...days.map((count, t) => (rate * count) / perWorker[t]!)), given)
  const production = days.map((count, t) =>
    workers === null || !given.wholeWorkers ? rate * count : workers * perWorker![t]!,
  )
  const rows = course(given, { production, workers: production.map(() => workers) })
  return { rate, averageRate, rateForNoBackorder, workers, ...summary(rows, given) }
}

/** Chase: production follows demand in each period, after opening stock and towards the closing stock. */
export function chasePlan(given: RatePlan) {
  const { demand } = given
  const days = demand.map((_, t) => given.workingDays?.[t] ?? 1)
  const safety = given.safetyStock ?? given.closingStock ?? 0
  let stock = given.openingStock ?? 0
  const perWorker = workerOutput(given, days)
  const workers: (number | null)[] = []
  const production = demand.map((units, t) => {
    const aim = t === demand.length - 1 ? (given.closingStock ?? safety) : safety
    const net = Math.max(0, units + aim - stock)
    const wanted = given.wholeUnits ? Math.ceil(net - 1e-9) : net
    const staff = perWorker === null ? null : workersFor(wanted / perWorker[t]!, given)
    const made = staff !== null && given.wholeWorkers ? staff * perWorker![t]! : wanted
    workers.push(staff)
    stock += made - units
    return made
  })
  return summary(course(given, { production, workers }), given)
}

function course(
  given: RatePlan,
  { production, workers }: { production: readonly number[]; workers: readonly (number | null)[] },
): Row[] {
  let net = given.openingStock ?? 0
  let before = given.openingWorkers ?? workers[0] ?? 0
  return given.demand.map((units, t) => {
    net += production[t]! - units
    const now = workers[t] ?? null
    const change = now === null ? 0 : now - before
    before = now ?? before
    const at = Math.abs(net) < 1e-9 ? 0 : net
    return {
      period: t + 1,
      demand: units,
      production: production[t]!,
      stock: Math.max(0, at),
      backorder: Math.max(0, -at),
      workers: now,
      hires: Math.max(0, change),
      releases: Math.max(0, -change),
    }
  })
}

function summary(rows: readonly Row[], given: RatePlan) {
  const costs = given.costs ?? {}
  const total = (pick: (row: Row) => number) => sum(rows.map(pick))
  let last = given.openingStock ?? 0
  const held = rows.map((row) => {
    const charged = given.holdingOn === 'average' ? (Math.max(0, last) + row.stock) / 2 : row.stock
    last = row.stock
    return charged
  })
  let rate = given.openingRate ?? rows[0]?.production ?? 0
  const changes = rows.map(({ production }) => {
    const change = production - rate
    rate = production
    return change
  })
  const money = {
    regular: total((row) => row.production) * (costs.regularCostPerUnit ?? 0),
    wages: total((row) => row.workers ?? 0) * (costs.wagePerWorker ?? 0),
    hiring: total((row) => row.hires) * (costs.hireCost ?? 0),
    release: total((row) => row.releases) * (costs.releaseCost ?? 0),
    holding: sum(held) * (costs.holdingCost ?? 0),
    backorders: total((row) => row.backorder) * (costs.backorderCost ?? 0),
    increases: sum(changes.map((change) => Math.max(0, change))) * (costs.increaseCost ?? 0),
    decreases: sum(changes.map((change) => Math.max(0, -change))) * (costs.decreaseCost ?? 0),
  }
  return {
    rows: [...rows],
    totals: {
      production: total((row) => row.production),
      stock: total((row) => row.stock),
      averageStock: rows.length === 0 ? 0 : sum(held) / rows.length,
      backorders: total((row) => row.backorder),
      hires: total((row) => row.hires),
      releases: total((row) => row.releases),
      rateIncreases: sum(changes.map((change) => Math.max(0, change))),
      rateDecreases: sum(changes.map((change) => Math.max(0, -change))),
    },
    money: { ...money, total: sum(Object.values(money)) },
  }
}

/** The least rate at which cumulative production never falls behind cumulative demand. */
function leastRate({ demand, openingStock = 0, safetyStock = 0 }: RatePlan, days: readonly number[]): number {
  let [needed, worked, least] = [safetyStock - openingStock, 0, 0]
  demand.forEach((units, t) => {
    needed += units
    worked += days[t]!
    least = Math.max(least, needed / worked)
  })
  return least
}

function workerOutput({ unitsPerWorker, unitsPerWorkerDay }: RatePlan, days: readonly number[]): number[] | null {
  if (unitsPerWorkerDay !== undefined) return days.map((count) => unitsPerWorkerDay * count)
  return unitsPerWorker === undefined ? null : days.map(() => unitsPerWorker)
}

function workersFor(exact: number, { wholeWorkers }: RatePlan): number {
  return wholeWorkers ? Math.ceil(exact - 1e-9) : exact
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
