import { expect, test } from 'vitest'
import type { Inputs, PlanItem } from './inputs.ts'
import { placesOf } from './sites.ts'

const item = (id: string, made: boolean): PlanItem => ({
  ...{ id, code: id.toUpperCase(), family: null, unit: 'each', price: 10, activeTo: null, made, cost: 5 },
  ...{ safetyStock: null, leadDays: 0, serviceTarget: null, daysOfCover: null, stock: 30, negativePositions: 0 },
  ...{ unsitedPositions: 0, scrapRate: null, leastLot: null, lotMultiple: null, shelfLifeDays: null },
})
const items = [item('pump', true), item('seal', false), item('oil', false)]
const [plant, west, east] = ['plant', 'west', 'east']
const lane = (from: string, to: string, leadDays: number) => ({
  ...{ fromSiteId: from, toSiteId: to, leadDays, costPerUnit: 2, capacityPerMonth: to === east ? 50 : null },
  ...{ loadSize: null, costPerLoad: null, loadsPerMonth: null, fixedCost: null },
})
const sites: Inputs['sites'] = {
  all: [plant, west, east].map((id) => ({ id, name: `the ${id}` })),
  lanes: [lane(plant, west, 5), lane(plant, east, 40)],
  stock: [
    { itemId: 'pump', siteId: west, quantity: 8 },
    { itemId: 'seal', siteId: east, quantity: 4 },
    { itemId: 'seal', siteId: null, quantity: 6 },
  ],
  sold: [
    { itemId: 'pump', siteId: west, units: 30 },
    { itemId: 'pump', siteId: east, units: 10 },
    { itemId: 'oil', siteId: null, units: 5 },
  ],
}
const asked = {
  ...{ sites, items, steps: [], resources: [], isMade: ({ made }: PlanItem) => made === true, wholeLoads: false },
  recipes: new Map([
    ['pump', [{ componentId: 'seal', quantity: 1, scrap: 0, unit: null }]],
  ]) as unknown as Inputs['recipes'],
  isSold: (id: string) => id !== 'seal',
  periods: [
    { startsOn: '2026-01-01', endsOn: '2026-01-31', label: 'Jan', from: '2026-01-16', days: 16, share: 0.5 },
    { startsOn: '2026-02-01', endsOn: '2026-02-28', label: 'Feb', from: '2026-02-01', days: 28, share: 1 },
  ],
}

test('demand falls on the sites that served it, stock lies where it lies, lanes carry what is asked for at their end', () => {
  const places = placesOf(asked)
  expect(places.names).toEqual(['the plant', 'the west', 'the east'])
  expect(places.held('pump')).toEqual([
    { site: 'the west', stock: 8, share: 0.75 },
    { site: 'the east', stock: 0, share: 0.25 },
    { site: 'the plant', stock: 0, share: 0 },
  ])
  expect(places.madeAt('pump')).toEqual({ site: 'the plant' })
  expect(places.lanes).toEqual([
    { id: 'the plant to the west', from: 'the plant', to: 'the west', items: ['PUMP'], leadDays: 5, cost: 2 },
    {
      ...{ id: 'the plant to the east', from: 'the plant', to: 'the east', items: ['PUMP'], leadDays: 40, cost: 2 },
      capacity: [25, 50],
    },
  ])
})

test('a part is bought where it is used, what no site serves is asked for where most lanes begin, and stranded stock is named', () => {
  const places = placesOf(asked)
  expect(places.boughtAt('seal')).toEqual([{ site: 'the plant' }])
  expect(places.held('seal').find(({ site }) => site === 'the plant')).toEqual({
    site: 'the plant',
    stock: 6,
    share: 0,
  })
  expect(places.stranded).toEqual(['seal'])
  expect(places.held('oil')).toEqual([{ site: 'the plant', stock: 0, share: 1 }])
})

test('without lanes all stock is one', () => {
  const places = placesOf({ ...asked, sites: { ...sites, lanes: [] } })
  expect([places.names, places.held('pump'), places.boughtAt('seal')]).toEqual([[], [{ stock: 30, share: 1 }], [{}]])
})
