import type { DemandRow, PlanModel, WorkforceRow } from '@drumbeat/planning'
import type { PublishedProblem } from './published-problem.ts'

/** Aggregate plans with people who are hired, released and work overtime. */
export const workforceProblems: readonly PublishedProblem[] = [
  {
    about: 'six months with workers, overtime, subcontract and backlog; price promoted in January',
    source:
      'Chopra & Meindl, Supply Chain Management, ch. Sales and Operations Planning (Red Tomato, promotion in January)',
    model: tools({ quantity: [3000, 2400, 2560, 3800, 2200, 2200], whole: true }),
    optimum: 422_080,
  },
  {
    about: 'the same, price promoted in April',
    source: 'Chopra & Meindl, as above (promotion in April)',
    model: tools({ quantity: [1600, 3000, 3200, 5060, 1760, 1760], whole: true }),
    optimum: 438_920,
  },
  {
    about: 'pairs of shoes by whole workers with overtime, all in time',
    source: 'Winston & Albright, Practical Management Science, aggregate planning (SureStep)',
    model: shoes({ quantity: [3000, 5000, 2000, 1000] }),
    optimum: 692_820,
  },
  {
    about: 'the same, where pairs may be late at 20 each and month',
    source: 'Winston & Albright, as above (SureStep with backlogging)',
    model: shoes({ quantity: [3000, 5000, 2000, 1000], backlogCost: 20, endBacklog: 0 }),
    optimum: 690_180,
  },
  {
    about: 'disk drives by workers counted in months of different length',
    source: 'Nahmias, Production and Operations Analysis, ch. Aggregate Planning (Densepack), linear program',
    model: {
      periods: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun'],
      items: ['drive'],
      stock: [{ item: 'drive', opening: 500, holdingCost: 80, endStock: 600 }],
      demand: [{ item: 'drive', quantity: [1280, 640, 900, 1200, 2000, 1400] }],
      recipes: [{ item: 'drive', hours: { crew: 1 } }],
      workforce: [
        {
          id: 'crew',
          opening: 300,
          hoursPerWorker: [2.931, 3.517, 2.638, 3.81, 3.224, 2.198],
          hireCost: 500,
          releaseCost: 1000,
          noIdle: true,
        },
      ],
    },
    optimum: 379_320.9,
    rounding: 0.1,
  },
  {
    about: 'four quarters of candy: hire, release and hold, nothing else costs',
    source:
      'Russell & Taylor, Operations Management, ch. Sales and Operations Planning (Good and Rich), linear program',
    model: {
      periods: ['spring', 'summer', 'fall', 'winter'],
      items: ['candy'],
      stock: [{ item: 'candy', holdingCost: 0.5 }],
      demand: [{ item: 'candy', quantity: [80_000, 50_000, 120_000, 150_000] }],
      recipes: [{ item: 'candy', hours: { crew: 1 } }],
      workforce: [{ id: 'crew', opening: 100, hoursPerWorker: 1000, hireCost: 100, releaseCost: 500, noIdle: true }],
    },
    optimum: 32_000,
  },
  {
    about: 'temporary workers beside ten permanent ones',
    source: 'Taha, Operations Research, ch. Linear Programming (multi-period production smoothing)',
    model: {
      periods: ['Mar', 'Apr', 'May', 'Jun'],
      items: ['product'],
      stock: [{ item: 'product', holdingCost: 50 }],
      demand: [{ item: 'product', quantity: [520, 720, 520, 620] }],
      recipes: [
        { id: 'permanent', item: 'product', min: 120, max: 120 },
        { id: 'temporary', item: 'product', hours: { temps: 1 } },
      ],
      workforce: [{ id: 'temps', hoursPerWorker: 10, hireCost: 200, releaseCost: 400, noIdle: true }],
    },
    optimum: 19_500,
  },
  {
    about: 'roofing, plan 1: ten workers make 50 a day all the time',
    source: 'Heizer & Render, Operations Management, ch. Aggregate Planning (roofing supplier, plan 1)',
    model: roofing({ workers: 10, perDay: 50 }),
    optimum: 108_450,
  },
  {
    about: 'roofing, plan 2: 7.6 workers make 38 a day, the rest is subcontracted',
    source: 'Heizer & Render, as above (plan 2)',
    model: roofing({ workers: 7.6, perDay: 38 }),
    optimum: 105_152,
  },
]

function roofing({ workers, perDay }: { workers: number; perDay: number }): PlanModel {
  const days = [22, 18, 21, 21, 22, 20]
  const made = days.map((each) => each * perDay)
  return {
    periods: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun'],
    items: ['roof'],
    stock: [{ item: 'roof', holdingCost: 5 }],
    demand: [{ item: 'roof', quantity: [900, 700, 800, 1200, 1500, 1100] }],
    recipes: [{ item: 'roof', hours: { crew: 1.6 }, min: made, max: made }],
    workforce: [
      {
        id: 'crew',
        opening: workers,
        hoursPerWorker: days.map((each) => each * 8),
        wage: days.map((each) => each * 80),
        maxHires: 0,
        maxReleases: 0,
      },
    ],
    subcontract: [{ item: 'roof', cost: 20 }],
  }
}

function tools({ whole, ...demand }: Partial<DemandRow> & { quantity: number[]; whole?: boolean }): PlanModel {
  return {
    periods: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun'],
    items: ['tool'],
    stock: [{ item: 'tool', opening: 1000, holdingCost: 2, endStock: 500 }],
    demand: [{ item: 'tool', backlogCost: 5, endBacklog: 0, ...demand }],
    recipes: [{ item: 'tool', cost: 10, hours: { crew: 4 } }],
    workforce: [
      {
        id: 'crew',
        opening: 80,
        hoursPerWorker: 160,
        wage: 640,
        hireCost: 300,
        releaseCost: 500,
        integer: whole,
        overtime: { costPerHour: 6, maxHoursPerWorker: 10 },
      },
    ],
    subcontract: [{ item: 'tool', cost: 30 }],
  }
}

function shoes(demand: Partial<DemandRow> & { quantity: number[] }): PlanModel {
  const crew: WorkforceRow = {
    id: 'crew',
    opening: 100,
    hoursPerWorker: 160,
    wage: 1500,
    hireCost: 1600,
    releaseCost: 2000,
    integer: true,
    overtime: { costPerHour: 13, maxHoursPerWorker: 20 },
  }
  return {
    periods: 4,
    items: ['shoes'],
    stock: [{ item: 'shoes', opening: 500, holdingCost: 3 }],
    demand: [{ item: 'shoes', ...demand }],
    recipes: [{ item: 'shoes', cost: 15, hours: { crew: 4 } }],
    workforce: [crew],
  }
}
