import type { PlanModel } from '@drumbeat/planning'
import type { PublishedProblem } from './published-problem.ts'

/** Plans of production and stock with limits per period and several kinds of capacity. */
export const productionProblems: readonly PublishedProblem[] = [
  {
    about: 'sailboats in regular time and overtime',
    source: 'Winston, Operations Research, ch. 3 (Sailco)',
    model: {
      periods: 4,
      items: ['boat'],
      stock: [{ item: 'boat', opening: 10, holdingCost: 20 }],
      demand: [{ item: 'boat', quantity: [40, 60, 75, 25] }],
      recipes: [
        { id: 'regular', item: 'boat', cost: 400, max: 40 },
        { id: 'overtime', item: 'boat', cost: 450 },
      ],
    },
    optimum: 78_450,
  },
  {
    about: 'jet engines whose cost changes from month to month',
    source: 'Hillier & Lieberman, Introduction to Operations Research, ch. 8 (Northern Airplane)',
    model: {
      periods: 4,
      items: ['engine'],
      stock: [{ item: 'engine', holdingCost: 0.015 }],
      demand: [{ item: 'engine', quantity: [10, 15, 25, 20] }],
      recipes: [{ item: 'engine', cost: [1.08, 1.11, 1.1, 1.13], max: [25, 35, 30, 10] }],
    },
    optimum: 77.3,
  },
  {
    about: 'windows bought or made ahead of a price rise',
    source: 'Taha, Operations Research, ch. 2 (multiple-period production-inventory)',
    model: {
      periods: 6,
      items: ['window'],
      stock: [{ item: 'window', holdingCost: 8 }],
      demand: [{ item: 'window', quantity: [100, 250, 190, 140, 220, 110] }],
      recipes: [{ item: 'window', cost: [50, 45, 55, 48, 52, 50] }],
    },
    optimum: 49_980,
  },
  {
    about: 'carpets over four quarters of different cost',
    source: 'Anderson, Sweeney & Williams, An Introduction to Management Science (Contois Carpets)',
    model: {
      periods: 4,
      items: ['carpet'],
      stock: [{ item: 'carpet', holdingCost: 0.25 }],
      demand: [{ item: 'carpet', quantity: [400, 500, 400, 400] }],
      recipes: [{ item: 'carpet', cost: [2, 5, 3, 3], max: [600, 300, 500, 400] }],
    },
    optimum: 5150,
  },
  {
    about: 'footballs with limited production and storage, holding at 5 % of the cost of making',
    source: 'Winston & Albright, Practical Management Science (Pigskin)',
    model: {
      periods: 6,
      items: ['ball'],
      stock: [
        {
          item: 'ball',
          opening: 5000,
          max: 10_000,
          holdingCost: [12.5, 12.55, 12.7, 12.8, 12.85, 12.95].map((cost) => cost * 0.05),
        },
      ],
      demand: [{ item: 'ball', quantity: [10_000, 15_000, 30_000, 35_000, 25_000, 10_000] }],
      recipes: [{ item: 'ball', cost: [12.5, 12.55, 12.7, 12.8, 12.85, 12.95], max: 30_000 }],
    },
    optimum: 1_535_562.5,
    rounding: 1,
  },
  {
    about: 'compressors between least and most production and stock, holding on the average of two stocks',
    source: 'Ragsdale, Spreadsheet Modeling and Decision Analysis, ch. 3 (Upton)',
    model: {
      periods: 6,
      items: ['compressor'],
      stock: [
        {
          item: 'compressor',
          opening: 2750,
          min: 1500,
          max: 6000,
          holdingCost: [240, 250, 265, 285, 280, 260].map((cost) => cost * 0.015),
          holdingOn: 'average',
        },
      ],
      demand: [{ item: 'compressor', quantity: [1000, 4500, 6000, 5500, 3500, 4000] }],
      recipes: [
        {
          item: 'compressor',
          cost: [240, 250, 265, 285, 280, 260],
          min: [2000, 1750, 2000, 2250, 2000, 1750],
          max: [4000, 3500, 4000, 4500, 4000, 3500],
        },
      ],
    },
    optimum: 6_209_403,
    rounding: 1,
  },
  {
    about: 'regular time, overtime, subcontract and units that may be late, as a transportation table',
    source: 'Stevenson, Operations Management, ch. Aggregate Planning (example 3)',
    model: {
      periods: 3,
      items: ['unit'],
      stock: [{ item: 'unit', opening: 100, holdingCost: 1 }],
      demand: [{ item: 'unit', quantity: [550, 700, 750], backlogCost: 3, endBacklog: 0 }],
      recipes: [
        { id: 'regular', item: 'unit', cost: 60, max: 500 },
        { id: 'overtime', item: 'unit', cost: 80, max: 50 },
      ],
      subcontract: [{ item: 'unit', cost: 90, max: [120, 120, 100] }],
    },
    optimum: 124_730,
  },
  {
    about: 'steel: bands and coils share the hours of a mill, what sells is chosen',
    source: 'Fourer, Gay & Kernighan, AMPL, ch. 4 (steelT)',
    model: {
      objective: 'margin',
      periods: 4,
      items: ['bands', 'coils'],
      stock: [
        { item: 'bands', opening: 10, holdingCost: 2.5 },
        { item: 'coils', opening: 0, holdingCost: 3 },
      ],
      demand: [
        { item: 'bands', quantity: [6000, 6000, 4000, 6500], price: [25, 26, 27, 27], lost: true },
        { item: 'coils', quantity: [4000, 2500, 3500, 4200], price: [30, 35, 37, 39], lost: true },
      ],
      recipes: [
        { item: 'bands', cost: 10, hours: { mill: 1 / 200 } },
        { item: 'coils', cost: 11, hours: { mill: 1 / 140 } },
      ],
      resources: [{ id: 'mill', capacity: [40, 40, 32, 40] }],
    },
    optimum: 515_033,
    rounding: 1,
  },
  {
    about: 'seven products on five kinds of machines, months of maintenance given',
    source: 'Williams, Model Building in Mathematical Programming (factory planning I)',
    model: factory({
      grinder: [3, 4, 4, 4, 3, 4],
      'vertical drill': [2, 2, 2, 1, 1, 2],
      'horizontal drill': [3, 1, 3, 3, 3, 2],
      borer: [1, 1, 0, 1, 1, 1],
      planer: [1, 1, 1, 1, 1, 0],
    }),
    optimum: 93_715.178571,
    rounding: 0.01,
  },
  {
    about: 'the same, the plan chooses the months of maintenance',
    source: 'Williams, as above (factory planning II)',
    model: factory(
      { grinder: 4, 'vertical drill': 2, 'horizontal drill': 3, borer: 1, planer: 1 },
      { grinder: 2, 'vertical drill': 2, 'horizontal drill': 3, borer: 1, planer: 1 },
    ),
    optimum: 108_855,
    rounding: 0.01,
  },
]

/** One period: which products, and how many, earn most with the hours there are. */
export const mixProblems: readonly PublishedProblem[] = [
  mix({
    about: 'doors and windows in three plants',
    source: 'Hillier & Lieberman, Introduction to Operations Research, ch. 3 (Wyndor Glass)',
    earns: { door: 3, window: 5 },
    hours: { door: { one: 1, three: 3 }, window: { two: 2, three: 2 } },
    capacity: { one: 4, two: 12, three: 18 },
    optimum: 36,
  }),
  mix({
    about: 'desks, tables and chairs from lumber, finishing and carpentry',
    source: 'Winston, Operations Research, ch. 4 (Dakota Furniture)',
    earns: { desk: 60, table: 30, chair: 20 },
    hours: {
      desk: { lumber: 8, finishing: 4, carpentry: 2 },
      table: { lumber: 6, finishing: 2, carpentry: 1.5 },
      chair: { lumber: 1, finishing: 1.5, carpentry: 0.5 },
    },
    capacity: { lumber: 48, finishing: 20, carpentry: 8 },
    most: { table: 5 },
    optimum: 280,
  }),
  mix({
    about: 'soldiers and trains, of which at most 40 soldiers sell',
    source: 'Winston, Operations Research, ch. 3 (Giapetto)',
    earns: { soldier: 3, train: 2 },
    hours: { soldier: { finishing: 2, carpentry: 1 }, train: { finishing: 1, carpentry: 1 } },
    capacity: { finishing: 100, carpentry: 80 },
    most: { soldier: 40 },
    optimum: 180,
  }),
  mix({
    about: 'two kinds of glasses on one machine and one store',
    source: 'Bradley, Hax & Magnanti, Applied Mathematical Programming, ch. 1 (custom molder)',
    earns: { six: 5, ten: 4.5 },
    hours: { six: { moulding: 6, store: 10 }, ten: { moulding: 5, store: 20 } },
    capacity: { moulding: 60, store: 150 },
    most: { six: 8 },
    optimum: 51 + 3 / 7,
  }),
]

function mix(input: {
  about: string
  source: string
  earns: Record<string, number>
  hours: Record<string, Record<string, number>>
  capacity: Record<string, number>
  most?: Record<string, number>
  optimum: number
}): PublishedProblem {
  const { about, source, earns, hours, capacity, most = {}, optimum } = input
  const items = Object.keys(earns)
  return {
    about,
    source,
    optimum,
    model: {
      objective: 'margin',
      periods: 1,
      items,
      demand: items.map((item) => ({ item, quantity: most[item] ?? 1000, price: earns[item]!, lost: true })),
      recipes: items.map((item) => ({ item, hours: hours[item]! })),
      resources: Object.entries(capacity).map(([id, each]) => ({ id, capacity: each })),
    },
  }
}

function factory(machines: Record<string, number | number[]>, stops: Record<string, number> = {}): PlanModel {
  const hours = 24 * 16
  const profits = [10, 6, 8, 4, 11, 9, 3]
  const markets = [
    [500, 600, 300, 200, 0, 500],
    [1000, 500, 600, 300, 100, 500],
    [300, 200, 0, 400, 500, 100],
    [300, 0, 0, 500, 100, 300],
    [800, 400, 500, 200, 1000, 1100],
    [200, 300, 400, 0, 300, 500],
    [100, 150, 100, 100, 0, 60],
  ]
  const times: readonly Record<string, number>[] = [
    { grinder: 0.5, 'vertical drill': 0.1, 'horizontal drill': 0.2, borer: 0.05 },
    { grinder: 0.7, 'vertical drill': 0.2, borer: 0.03 },
    { 'horizontal drill': 0.8, planer: 0.01 },
    { 'vertical drill': 0.3, borer: 0.07 },
    { grinder: 0.3, 'horizontal drill': 0, borer: 0.1, planer: 0.05 },
    { grinder: 0.2, 'vertical drill': 0.6 },
    { grinder: 0.5, 'horizontal drill': 0.6, borer: 0.08, planer: 0.05 },
  ]
  return {
    objective: 'margin',
    periods: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun'],
    items: profits.map((_, i) => `P${i + 1}`),
    stock: profits.map((_, i) => ({ item: `P${i + 1}`, holdingCost: 0.5, max: 100, endStock: { exactly: 50 } })),
    demand: markets.map((quantity, i) => ({ item: `P${i + 1}`, quantity, price: profits[i]!, lost: true })),
    recipes: times.map((each, i) => ({ item: `P${i + 1}`, hours: each })),
    resources: Object.entries(machines).map(([id, count]) => ({
      id,
      capacity: typeof count === 'number' ? count * hours : count.map((each) => each * hours),
      ...(stops[id] === undefined ? {} : { maintenance: { count: stops[id], hours } }),
    })),
  }
}
