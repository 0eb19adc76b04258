import type { PublishedProblem } from './published-problem.ts'

/** Lots with setup costs, parts of parts with known arithmetic, quantity discounts, blends. */
export const lotProblems: readonly PublishedProblem[] = [
  {
    about: 'twelve months of one part with setup cost 54 and holding 0.4',
    source: 'Silver, Pyke & Thomas, Inventory and Production Management, ch. 5 (dynamic lot sizing example)',
    model: {
      periods: 12,
      items: ['part'],
      stock: [{ item: 'part', holdingCost: 0.4 }],
      demand: [{ item: 'part', quantity: [10, 62, 12, 130, 154, 129, 88, 52, 124, 160, 238, 41] }],
      purchases: [{ item: 'part', orderCost: 54, leadTime: 0 }],
    },
    optimum: 501.2,
  },
  {
    about: 'twelve months with a setup cost that changes from month to month',
    source: 'Wagner & Whitin, Management Science 5 (1958)',
    model: {
      periods: 12,
      items: ['part'],
      stock: [{ item: 'part', holdingCost: 1 }],
      demand: [{ item: 'part', quantity: [69, 29, 36, 61, 61, 26, 34, 67, 45, 67, 79, 56] }],
      recipes: [{ item: 'part', setup: { cost: [85, 102, 102, 101, 98, 114, 105, 86, 119, 110, 98, 114] } }],
    },
    optimum: 864,
  },
  {
    about: 'airplanes: four periods, setup 2, holding 0.2',
    source: 'Hillier & Lieberman, Introduction to Operations Research, ch. 18 (dynamic lot size example)',
    model: {
      periods: 4,
      items: ['plane'],
      stock: [{ item: 'plane', holdingCost: 0.2 }],
      demand: [{ item: 'plane', quantity: [3, 2, 3, 2] }],
      recipes: [{ item: 'plane', setup: { cost: 2 } }],
    },
    optimum: 4.8,
  },
  {
    about: 'four weeks of lots',
    source: 'Nahmias, Production and Operations Analysis, ch. 8 (Wagner-Whitin example); 75 + 75 + 75 + 23 by hand',
    model: {
      periods: 4,
      items: ['part'],
      stock: [{ item: 'part', holdingCost: 1 }],
      demand: [{ item: 'part', quantity: [52, 87, 23, 56] }],
      recipes: [{ item: 'part', setup: { cost: 75 } }],
    },
    optimum: 75 * 3 + 23 + 0,
  },
  {
    about: 'oils bought ahead, stored and blended between two limits of hardness, as corner blends',
    source: 'Williams, Model Building in Mathematical Programming (food manufacture I)',
    model: food(),
    optimum: 107_842.592593,
    rounding: 0.01,
  },
  {
    about: 'gross to net requirements over three levels with lead times and goods under way',
    source: 'own arithmetic: 60 tables need 240 legs and 60 tops, less stock and arrivals, offset by lead times',
    model: {
      periods: 6,
      items: ['table', 'leg', 'top'],
      stock: [
        { item: 'table', opening: 10, holdingCost: 5 },
        { item: 'leg', opening: 40, holdingCost: 1 },
        { item: 'top', holdingCost: 2 },
      ],
      arrivals: [{ item: 'leg', quantity: [0, 60, 0, 0, 0, 0] }],
      demand: [{ item: 'table', quantity: [0, 0, 0, 30, 0, 40] }],
      recipes: [
        {
          item: 'table',
          leadTime: 1,
          components: [
            { item: 'leg', quantity: 4 },
            { item: 'top', quantity: 1 },
          ],
        },
        { item: 'leg', leadTime: 2 },
      ],
      purchases: [{ item: 'top', price: 7, leadTime: 1 }],
    },
    // 60 tops at 7; 10 tables for 3 months; 40 legs for 2 and 60 - 20 - … of the arrival until they are used in month 5.
    optimum: 60 * 7 + 10 * 3 * 5 + (40 + 100 + 20 + 20),
  },
  {
    about: 'joint replenishment: an order costs 60 whatever is in it, each item in it a little more',
    source: 'the least of all 32 patterns of orders, with the cheapest lots of each item in each',
    model: {
      periods: 5,
      items: ['a', 'b', 'c'],
      stock: [
        { item: 'a', holdingCost: 1 },
        { item: 'b', holdingCost: 1 },
        { item: 'c', holdingCost: 2 },
      ],
      demand: [
        { item: 'a', quantity: [10, 20, 15, 30, 5] },
        { item: 'b', quantity: [8, 12, 20, 6, 14] },
        { item: 'c', quantity: [5, 5, 10, 10, 5] },
      ],
      recipes: [
        { item: 'a', setup: { cost: 10 }, hours: { order: 1 }, leadTime: 0 },
        { item: 'b', setup: { cost: 12 }, hours: { order: 1 }, leadTime: 0 },
        { item: 'c', setup: { cost: 8 }, hours: { order: 1 }, leadTime: 0 },
      ],
      resources: [{ id: 'order', capacity: 0, shifts: { hours: 500, cost: 60, max: 1, integer: true } }],
    },
    optimum: 336,
  },
  {
    about: 'a line that costs 45 to start up after a pause and 30 a period while it runs',
    source: 'the least of all 128 patterns of running, with the cheapest quantities in each by dynamic programming',
    model: {
      periods: 7,
      items: ['roll'],
      stock: [{ item: 'roll', holdingCost: 1 }],
      demand: [{ item: 'roll', quantity: [20, 30, 10, 0, 0, 45, 35] }],
      recipes: [{ item: 'roll', cost: [3, 3, 4, 3, 5, 4, 3], hours: { line: 1 }, leadTime: 0 }],
      workforce: [{ id: 'line', hoursPerWorker: 60, max: 1, integer: true, wage: 30, hireCost: 45 }],
    },
    optimum: 685,
  },
]

/** Every blend of five oils within the limits of hardness is a mixture of blends at the corners of those limits. */
function food() {
  const hardness = { veg1: 8.8, veg2: 6.1, oil1: 2, oil2: 4.2, oil3: 5 } as const
  type Oil = keyof typeof hardness
  const oils = Object.keys(hardness) as Oil[]
  const prices: Record<Oil, number[]> = {
    veg1: [110, 130, 110, 120, 100, 90],
    veg2: [120, 130, 140, 110, 120, 100],
    oil1: [130, 110, 130, 120, 150, 140],
    oil2: [110, 90, 100, 120, 110, 80],
    oil3: [115, 115, 95, 125, 105, 135],
  }
  const blends: { oil: Oil; share: number }[][] = oils
    .filter((oil) => hardness[oil] >= 3 && hardness[oil] <= 6)
    .map((oil) => [{ oil, share: 1 }])
  for (const limit of [3, 6])
    for (const soft of oils.filter((oil) => hardness[oil] < limit))
      for (const hard of oils.filter((oil) => hardness[oil] > limit)) {
        const share = (limit - hardness[soft]) / (hardness[hard] - hardness[soft])
        blends.push([
          { oil: soft, share: 1 - share },
          { oil: hard, share },
        ])
      }
  return {
    objective: 'margin' as const,
    periods: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun'],
    items: [...oils, 'food'],
    stock: [
      ...oils.map((item) => ({ item, opening: 500, holdingCost: 5, max: 1000, endStock: { exactly: 500 } })),
      { item: 'food', max: 0 },
    ],
    demand: [{ item: 'food', quantity: 450, price: 150, lost: true }],
    purchases: oils.map((item) => ({ item, price: prices[item], leadTime: 0 })),
    recipes: blends.map((blend, i) => {
      const share = (kind: string) =>
        blend.reduce((total, each) => total + (each.oil.startsWith(kind) ? each.share : 0), 0)
      return {
        id: `blend ${i + 1}`,
        item: 'food',
        leadTime: 0,
        components: blend.map((each) => ({ item: each.oil, quantity: each.share })),
        hours: { vegetable: share('veg'), other: share('oil') },
      }
    }),
    resources: [
      { id: 'vegetable', capacity: 200 },
      { id: 'other', capacity: 250 },
    ],
  }
}
