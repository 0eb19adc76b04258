import type { PlanModel, RateRow } from '@drumbeat/planning'
import type { PublishedProblem } from './published-problem.ts'

/** Plans in which changing the rate of production costs, hours must be used, or staff is trained and leaves. */
export const changeProblems: readonly PublishedProblem[] = [
  {
    about: 'two components; more or less than the month before costs, space and hours are shared',
    source: 'Anderson, Sweeney & Williams, An Introduction to Management Science (Bollinger Electronics)',
    model: {
      periods: ['Apr', 'May', 'Jun'],
      items: [
        { id: '322A', volume: 2 },
        { id: '802B', volume: 3 },
      ],
      stock: [
        { item: '322A', opening: 500, holdingCost: 0.3, endStock: 400 },
        { item: '802B', opening: 200, holdingCost: 0.15, endStock: 200 },
      ],
      demand: [
        { item: '322A', quantity: [1000, 3000, 5000] },
        { item: '802B', quantity: [1000, 500, 3000] },
      ],
      recipes: [
        { item: '322A', cost: 20, hours: { machine: 0.1, labour: 0.05 } },
        { item: '802B', cost: 10, hours: { machine: 0.08, labour: 0.07 } },
      ],
      resources: [
        { id: 'machine', capacity: [400, 500, 600] },
        { id: 'labour', capacity: [300, 300, 300] },
      ],
      budgets: [{ kind: 'volume', max: 10_000 }],
      rates: [{ opening: 2500, increaseCost: 0.5, decreaseCost: 0.2 }],
    },
    optimum: 225_295,
  },
  {
    about: 'two motors; a no-layoff policy fixes the least hours, overtime the most',
    source: 'Render, Stair & Hanna, Quantitative Analysis for Management (Greenberg Motors)',
    model: {
      periods: ['Jan', 'Feb', 'Mar', 'Apr'],
      items: [
        { id: 'GM3A', volume: 1 },
        { id: 'GM3B', volume: 1 },
      ],
      stock: [
        { item: 'GM3A', holdingCost: 0.18, endStock: { exactly: 450 } },
        { item: 'GM3B', holdingCost: 0.13, endStock: { exactly: 300 } },
      ],
      demand: [
        { item: 'GM3A', quantity: [800, 700, 1000, 1100] },
        { item: 'GM3B', quantity: [1000, 1200, 1400, 1400] },
      ],
      recipes: [
        { item: 'GM3A', cost: [10, 10, 11, 11], hours: { labour: 1.3 } },
        { item: 'GM3B', cost: [6, 6, 6.6, 6.6], hours: { labour: 0.9 } },
      ],
      resources: [{ id: 'labour', capacity: 2560, minHours: 2240 }],
      budgets: [{ kind: 'volume', max: 3300 }],
    },
    optimum: 76_301.61,
    rounding: 0.01,
  },
  {
    about: 'sailboats where a change of the quarterly rate costs',
    source: 'own variant of Winston (Sailco) with costs of change; optimum by glpsol and cbc',
    model: boats([{ opening: 50, increaseCost: 400, decreaseCost: 500 }]),
    optimum: 94_500,
  },
  {
    about: 'technicians who are trained by technicians for a month, of whom 5 % leave every month',
    source: 'Winston, Operations Research, ch. 3 (CSL Computer)',
    model: {
      periods: ['Jan', 'Feb', 'Mar', 'Apr', 'May'],
      items: ['service hour'],
      stock: [{ item: 'service hour', max: 0 }],
      demand: [{ item: 'service hour', quantity: [6000, 7000, 8000, 9500, 11_000] }],
      recipes: [{ item: 'service hour', hours: { technicians: 1 } }],
      workforce: [
        {
          id: 'technicians',
          opening: 50,
          hoursPerWorker: 160,
          wage: 2000,
          hireCost: 1000,
          hireLeadTime: 1,
          trainingHours: 50,
          attrition: 0.05,
          maxReleases: 0,
        },
      ],
    },
    optimum: 593_777,
    rounding: 1,
  },
]

function boats(rates: readonly RateRow[]): PlanModel {
  return {
    periods: 4,
    items: ['boat'],
    stock: [{ item: 'boat', opening: 10, holdingCost: 20 }],
    demand: [{ item: 'boat', quantity: [40, 60, 75, 25] }],
    recipes: [
      { id: 'regular', item: 'boat', cost: 400, max: 40 },
      { id: 'overtime', item: 'boat', cost: 450 },
    ],
    rates,
  }
}
