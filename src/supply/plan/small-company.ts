import type { Inputs, PlanItem } from './inputs.ts'

export const item = (code: string, more: Partial<PlanItem> = {}): PlanItem => ({
  ...{ id: code, code, family: null, unit: 'each', price: 10, activeTo: null, made: null, cost: 5 },
  ...{ safetyStock: null, leadDays: 0, serviceTarget: null, daysOfCover: null, stock: 3, negativePositions: 0 },
  ...{ unsitedPositions: 0, scrapRate: null, leastLot: null, lotMultiple: null, shelfLifeDays: null, ...more },
})
export const expected = (itemId: string) => {
  const startsOn = ['2026-03-01', '2026-04-01', '2026-05-01']
  const [mean, low, high] = [20, 15, 25].map((units) => startsOn.map(() => units)) as [number[], number[], number[]]
  return { itemId, startsOn, mean, lo80: low, hi80: high, lo95: low, hi95: high, wape: null }
}
export const part = (componentId: string, quantity = 1, scrap = 0) => ({ componentId, quantity, scrap, unit: null })
export const noShares = { leastShare: null, mostShare: null }
export const policy = {
  ...{ horizonPeriods: 3, serviceTarget: 0.95, holdingRate: 0.2, lateShare: 0.02, lostMarginShare: 1 },
  ...{ buyLeadDays: 0, costShare: 0.6, frozenPeriods: 0, lots: false, timeLimitSeconds: 5 },
}

export function company(more: Partial<Inputs>): Inputs {
  return {
    ...{
      today: '2026-03-01',
      currency: 'EUR',
      locale: 'de-DE',
      policy,
      receipts: [],
      spendingLimits: [],
      wrongUnits: [],
      hours: [],
    },
    calendar: { kind: 'month', startMonth: 1, weekStart: 1 } as Inputs['calendar'],
    expected: [expected('pump')],
    recipes: new Map([['pump', [part('seal')]]]) as unknown as Inputs['recipes'],
    ...{ alternates: new Map(), byProducts: new Map() },
    items: [item('pump'), item('seal')],
    steps: [{ itemId: 'pump', resourceId: 'line', hours: 0.5, setupHours: 0, cost: 1 }],
    changeovers: [],
    resources: [resource({})],
    bought: [
      { itemId: 'seal', supplierId: 's', supplier: 'Sealers', leadDays: 3, price: 2, leastOrder: null, ...noShares },
    ],
    holidays: [],
    sites: { all: [], lanes: [], stock: [], sold: [] },
    ...more,
  }
}

/** The company with one more item, made of another. */
export function made(id: string, of: string): Pick<Inputs, 'recipes' | 'items'> {
  return {
    recipes: new Map([
      ['pump', [part('seal')]],
      [id, [part(of)]],
    ]),
    items: [item('pump'), item('seal'), item(id)],
  }
}

export function resource(more: Partial<Inputs['resources'][number]>): Inputs['resources'][number] {
  return {
    ...{ id: 'line', name: 'line', siteId: null, units: 1, hoursPerDay: 8, daysPerWeek: 5, efficiency: 1 },
    ...{ costPerHour: null, overtimeCost: null, overtimeHours: null, keepsSetup: null },
    ...{ setUpForId: null, ...more },
  }
}

export const offer = (supplier: string, more: Partial<Inputs['bought'][number]> = {}) => ({
  ...{ itemId: 'seal', supplierId: supplier, supplier, leadDays: 0, price: 2, leastOrder: null, ...noShares, ...more },
})
