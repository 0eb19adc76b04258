export type ProductionPlan = {
  demand: readonly number[]
  openingStock?: number | undefined
  /** Units made in regular time, in overtime, and bought from outside, per period. */
  regular: readonly number[]
  overtime?: readonly number[] | undefined
  subcontract?: readonly number[] | undefined
  workers?: readonly number[] | undefined
  openingWorkers?: number | undefined
  unmetDemandIs?: 'late' | 'lost' | undefined
  holdingOn?: 'end' | 'average' | undefined
  costs?: {
    regularCostPerUnit?: number | undefined
    overtimeCostPerUnit?: number | undefined
    subcontractCostPerUnit?: number | undefined
    wagePerWorker?: number | undefined
    hireCost?: number | undefined
    releaseCost?: number | undefined
    holdingCost?: number | undefined
    backorderCost?: number | undefined
    lostSaleCost?: number | undefined
  }
}

/**
 * A production plan that somebody gives: its stock, backlog, lost sales, hires and releases, and what each costs. Stock = stock before + output -
 * demand, below zero is late (or lost). With holding on the average, (stock before + stock) / 2 is charged.
 */
export function productionPlan(given: ProductionPlan) {
  const { demand, openingStock = 0, unmetDemandIs = 'late', holdingOn = 'end' } = given
  let net = openingStock
  let staff = given.openingWorkers ?? given.workers?.[0] ?? 0
  const rows = demand.map((units, t) => {
    const [regular, overtime, subcontract] = [
      given.regular[t] ?? 0,
      given.overtime?.[t] ?? 0,
      given.subcontract?.[t] ?? 0,
    ]
    const before = net
    const after = before + regular + overtime + subcontract - units
    const lost = unmetDemandIs === 'lost' ? Math.max(0, -after) : 0
    net = after + lost
    const workers = given.workers?.[t] ?? staff
    const change = workers - staff
    staff = workers
    const [stock, backlog] = [Math.max(0, net), Math.max(0, -net)]
    return {
      ...{ period: t + 1, demand: units, regular, overtime, subcontract, output: regular + overtime + subcontract },
      ...{ openingStock: Math.max(0, before), stock, averageStock: (Math.max(0, before) + stock) / 2, backlog, lost },
      ...{ workers, hired: Math.max(0, change), released: Math.max(0, -change) },
    }
  })
  const total = (pick: (row: (typeof rows)[number]) => number) => rows.reduce((sum, row) => sum + pick(row), 0)
  const priced = (price: number | undefined, units: number) => (price ?? 0) * units
  const money = {
    regular: priced(
      given.costs?.regularCostPerUnit,
      total((row) => row.regular),
    ),
    overtime: priced(
      given.costs?.overtimeCostPerUnit,
      total((row) => row.overtime),
    ),
    subcontract: priced(
      given.costs?.subcontractCostPerUnit,
      total((row) => row.subcontract),
    ),
    wages: priced(
      given.costs?.wagePerWorker,
      total((row) => row.workers),
    ),
    hiring: priced(
      given.costs?.hireCost,
      total((row) => row.hired),
    ),
    releasing: priced(
      given.costs?.releaseCost,
      total((row) => row.released),
    ),
    holding: priced(
      given.costs?.holdingCost,
      total((row) => (holdingOn === 'average' ? row.averageStock : row.stock)),
    ),
    backorders: priced(
      given.costs?.backorderCost,
      total((row) => row.backlog),
    ),
    lostSales: priced(
      given.costs?.lostSaleCost,
      total((row) => row.lost),
    ),
  }
  return { rows, money, totalCost: Object.values(money).reduce((sum, each) => sum + each, 0), closingStock: net }
}
