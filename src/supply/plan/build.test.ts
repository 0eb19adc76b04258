import { solvePlan } from '@drumbeat/planning'
import { expect, test } from 'vitest'
import { solverEdits } from '../questions/edits.ts'
import { downFrom, pegs } from '../questions/pegging.ts'
import { buildModel } from './build.ts'
import type { Inputs } from './inputs.ts'
import { linesOf } from './lines.ts'
import { company, expected, item, made, noShares, offer, part, policy, resource } from './small-company.ts'

const lane = (leadDays: number, costPerUnit: number) => ({
  ...{ fromSiteId: 'a', toSiteId: 'b', leadDays, costPerUnit, capacityPerMonth: null },
  ...{ loadSize: null, costPerLoad: null, loadsPerMonth: null, fixedCost: null },
})
const twoSites = (leadDays: number, costPerUnit = 1): Inputs['sites'] => ({
  all: [
    { id: 'a', name: 'A' },
    { id: 'b', name: 'B' },
  ],
  lanes: [lane(leadDays, costPerUnit)],
  stock: [{ itemId: 'pump', siteId: 'b', quantity: 3 }],
  sold: [{ itemId: 'pump', siteId: 'b', units: 9 }],
})

test.each<[string, Partial<Inputs>, string | null]>([
  [
    'a recipe that leads back to itself',
    {
      recipes: new Map([
        ['pump', [part('seal')]],
        ['seal', [part('pump')]],
      ]) as never,
    },
    'recipe cycle',
  ],
  ['a bought item without a lead time', { bought: [] }, 'no source'],
  ['a resource without hours', { resources: [resource({ hoursPerDay: 0 })] }, 'no capacity'],
  ['stock below zero', { items: [item('pump', { negativePositions: 1, stock: 0 }), item('seal')] }, 'negative stock'],
  ['another unit in the recipe', { wrongUnits: ['seal'] }, 'unit mismatch'],
  [
    'demand of an item that is no longer sold',
    { items: [item('pump', { activeTo: '2025-01-01' }), item('seal')] },
    'inactive item',
  ],
  ['stock at no named site', { items: [item('pump', { unsitedPositions: 1 }), item('seal')] }, 'unknown site'],
  [
    'a lead time beyond the plan',
    {
      bought: [
        { itemId: 'seal', supplierId: 's', supplier: 'S', leadDays: 4_000, price: 2, leastOrder: null, ...noShares },
      ],
    },
    'beyond horizon',
  ],
  ['a part that is all scrap', { recipes: new Map([['pump', [part('seal', 1, 1)]]]) as never }, 'impossible recipe'],
  [
    'a part of which less than nothing is used',
    { recipes: new Map([['pump', [part('seal', -2)]]]) as never },
    'impossible recipe',
  ],
  [
    'an alternate that leads back to what it goes into',
    { alternates: new Map([['pump', [{ ...part('rotor'), insteadOf: 'seal' }]]]), ...made('rotor', 'pump') },
    'alternate cycle',
  ],
  [
    'an alternate of a part that the recipe does not hold',
    { alternates: new Map([['pump', [{ ...part('rotor'), insteadOf: 'screw' }]]]), ...made('rotor', 'seal') },
    'stray alternate',
  ],
  [
    'a by-product of which less than nothing comes',
    { byProducts: new Map([['pump', [{ itemId: 'seal', quantity: -1, disposalCost: 0 }]]]) },
    'impossible by-product',
  ],
  [
    'suppliers of whom each is to have more than half',
    { bought: ['Sealers', 'Rings'].map((supplier) => offer(supplier, { leastShare: 0.6 })) },
    'impossible shares',
  ],
  ['a lane longer than the plan', { sites: twoSites(4_000) }, null],
  ['a lane of less than no days and money', { sites: twoSites(-40, -3) }, null],
  ['no price and no cost', { items: [item('pump', { price: null, cost: null }), item('seal')] }, 'no price'],
])('%s: named before the solve with its money, and planned all the same', async (_, more, kind) => {
  const { model, problems } = buildModel(company(more))
  if (kind) expect(problems.map((each) => each.kind)).toContain(kind)
  for (const { says, codes } of problems) expect(says).toContain(codes[0]!)
  const solved = await solvePlan(model, { timeLimit: 5 })
  if (model.items.length > 0) expect(solved).toMatchObject({ kind: 'plan' })
})

test('a short seal is replaced by two of cork, and the swarf of the pumps is sold before it is thrown away: plan, pegging and words say so', async () => {
  const [swarfWanted, perPump] = [5, 0.5]
  const inputs = company({
    items: [
      item('pump', { stock: 0 }),
      item('seal', { stock: 12 }),
      item('cork', { stock: 40, cost: 0.5 }),
      item('swarf', { stock: 0, cost: null }),
    ],
    expected: [
      { ...expected('pump'), mean: [20, 0, 0] },
      { ...expected('swarf'), mean: [swarfWanted, 0, 0] },
    ],
    bought: [
      { itemId: 'seal', supplierId: 's', supplier: 'Sealers', leadDays: 60, price: 2, leastOrder: null, ...noShares },
    ],
    alternates: new Map([['pump', [{ ...part('cork', 2), insteadOf: 'seal' }]]]),
    byProducts: new Map([['pump', [{ itemId: 'swarf', quantity: perPump, disposalCost: 0 }]]]),
    ...{ policy: { ...policy, serviceTarget: 0.5 }, steps: [] },
  })
  const built = buildModel(inputs)
  expect(built.model.recipes![0]).toMatchObject({
    components: [{ item: 'seal', quantity: 1, or: [{ item: 'cork', quantity: 2 }] }],
    byProducts: [{ item: 'swarf', quantity: perPump }],
  })
  expect(built.model.purchases!.some(({ item: code }) => code === 'swarf')).toBe(false)
  expect(built.assumptions.map(({ about }) => about)).toEqual(expect.arrayContaining(['alternates', 'by-products']))
  const solved = await solvePlan(built.model, { explain: true })
  if (solved.kind !== 'plan') throw new Error(JSON.stringify(solved))
  const { plan, explanation } = solved
  const lines = linesOf({ model: built.model, plan }, built)
  const of = (measure: string, subject: string) =>
    lines.find((line) => line.measure === measure && line.subject === subject)!.values
  const pumps = of('made', 'pump')
  expect(pumps[0]).toBe(20) // 12 seals and 8 times two corks
  expect(of('used instead', 'cork')[0]).toBe(16)
  expect(of('by-product', 'swarf')).toEqual(pumps.map((units) => units * perPump))
  expect(of('sold', 'swarf')).toEqual([swarfWanted, 0, 0])
  const says = explanation!.summary.map((sentence) => sentence.says).join(' ')
  expect(says).toMatch(
    /pump is made with cork in place of seal: 8 of 20 in Mar 2026; bought, cork costs 1 for each and seal 2/,
  )
  expect(says).toMatch(/10 swarf come with the making of pump; 5 of all swarf are thrown away/)
  const links = pegs({ model: built.model, plan })
  const chain = downFrom(links, { item: 'pump', period: 0 })
  expect(chain.filter(({ depth }) => depth === 1).map(({ item: code, quantity }) => [code, quantity])).toEqual([
    ['seal', 12],
    ['cork', 16],
  ])
  expect(downFrom(links, { item: 'swarf', period: 0 })[0]!.from).toMatchObject({ kind: 'beside', with: 'pump' })
})

test('hours, prices, costs and lead times below zero are named, not used, and stop no plan', async () => {
  const odd = { hoursPerDay: 8, costPerHour: -20, overtimeCost: -30, overtimeHours: -1 }
  const inputs = company({
    items: [item('pump', { cost: -5, leadDays: -3, scrapRate: -0.2 }), item('seal')],
    bought: [{ itemId: 'seal', supplierId: 's', supplier: 'S', leadDays: -9, price: -2, leastOrder: -1, ...noShares }],
    steps: [{ itemId: 'pump', resourceId: 'line', hours: -1, setupHours: 0, cost: -4 }],
    resources: [resource(odd)],
  })
  const { model, assumptions } = buildModel(inputs)
  expect(assumptions.find(({ about }) => about === 'odd figures')?.says).toBe(
    'Figures below zero were not used: 1 purchase prices, 2 lead times, 1 least orders, 1 standard costs, 1 hours of steps, 1 costs of steps, 2 costs of an hour, 1 hours of overtime. Correct them under Supply.',
  )
  expect(await solvePlan(model, { timeLimit: 5 })).toMatchObject({ kind: 'plan' })
})

test('holidays of a site close its resources, and special hours come before them', () => {
  const day = (on: string, siteId: string | null) => ({ day: on, siteId })
  const hoursIn = (more: Partial<Inputs>) => buildModel(company(more)).model.resources![0]!.capacity as number[]
  const [plain, closed, elsewhere, opened] = [
    hoursIn({}),
    hoursIn({ holidays: [day('2026-03-02', null), day('2026-03-07', null)] }), // a Monday and a Saturday
    hoursIn({ holidays: [day('2026-03-02', 'other')] }),
    hoursIn({
      holidays: [day('2026-03-02', null)],
      hours: [{ resourceId: 'line', startsOn: '2026-03-02', endsOn: '2026-03-02', hoursPerDay: 4 }],
    }),
  ]
  expect([closed[0]! - plain[0]!, elsewhere[0]! - plain[0]!, opened[0]! - plain[0]!]).toEqual([-8, 0, -4])
})

test('lead times are kept in days and said so; plans in whole lots, and very large ones, round them to months', async () => {
  const about = ({ assumptions }: ReturnType<typeof buildModel>) =>
    assumptions.find((each) => each.about === 'lead times')!.says
  const bought = (leadDays: number) => [
    { itemId: 'seal', supplierId: 's', supplier: 'S', leadDays, price: 2, leastOrder: null, ...noShares },
  ]
  const inDays = buildModel(company({ bought: bought(20) }))
  expect(inDays.model.purchases![0]).toMatchObject({ leadDays: 20 })
  expect(about(inDays)).toMatch(/^Lead times are kept in days/)
  const inLots = buildModel(company({ bought: bought(20), policy: { ...policy, lots: true } }))
  expect(inLots.model.purchases![0]).toMatchObject({ leadTime: 1 })
  expect(about(inLots)).toMatch(/whole months, to the nearest, as plans in whole lots/)
  const solved = await solvePlan(inDays.model)
  if (solved.kind !== 'plan') throw new Error(JSON.stringify(solved))
  const chain = downFrom(pegs({ model: inDays.model, plan: solved.plan }), { item: 'pump', period: 1 })
  const seals = chain.filter(({ item: code, from }) => code === 'seal' && from.kind === 'bought')
  expect(new Set(seals.map(({ from }) => from.arrives - from.period))).toEqual(new Set([0, 1]))
})

test('trucks go whole and a month of sending costs its fixed sum where plans keep whole lots; else part loads are paid in part', async () => {
  const truck = {
    ...lane(0, 0),
    capacityPerMonth: 100,
    loadSize: 25,
    costPerLoad: 50,
    loadsPerMonth: 4,
    fixedCost: 90,
  }
  const plan = async (lots: boolean) => {
    const built = buildModel(
      company({
        items: [item('pump', { safetyStock: 0 }), item('seal', { safetyStock: 0 })],
        sites: { ...twoSites(0), lanes: [truck] },
        ...{ steps: [], policy: { ...policy, lots } },
      }),
    )
    const solved = await solvePlan(built.model, { explain: true })
    if (solved.kind !== 'plan') throw new Error(JSON.stringify(solved))
    const says = (about: string) => built.assumptions.find((each) => each.about === about)!.says
    return { ...solved, says }
  }
  const [whole, part] = [await plan(true), await plan(false)]
  // 3 of the 60 wanted at B lie there: 57 units are three trucks of 25, sent in one month
  expect([whole.plan.money.transport, part.plan.money.transport]).toEqual([240, 114])
  const said = whole.explanation!.summary.filter(({ about }) => about === 'sent').map(({ says }) => says)
  expect(said).toEqual([
    'Loads of A to B: Mar 2026 3, Apr 2026 and May 2026 0, 76 % full.',
    'The fixed cost of A to B is paid in 1 of 3 periods.',
  ])
  expect([whole.says('loads'), part.says('fixed costs of lanes')]).toEqual([
    'Loads are whole: 1 lane states what a truck carries and costs.',
    'The fixed cost of sending in a month is left out, as the policy keeps no whole lots: 1 lane states one.',
  ])
  const sizeless = { ...lane(0, 0), capacityPerMonth: -4, costPerLoad: 50, loadsPerMonth: -1 }
  const { model, assumptions } = buildModel(company({ sites: { ...twoSites(0), lanes: [sizeless] } }))
  for (const none of ['load', 'capacity']) expect(model.lanes![0]).not.toHaveProperty(none)
  expect(assumptions.map(({ about }) => about)).toEqual(expect.arrayContaining(['odd lanes', 'loads without a size']))
})

test('the dearer of two suppliers has the part that is asked for, and the plan says who has what; offers that another beats stay out', async () => {
  const bought = [
    offer('Sealers', { mostShare: 0.6 }),
    offer('Rings', { price: 3 }),
    offer('Slow', { price: 4, leadDays: 9 }),
  ]
  const inputs = company({
    items: [item('pump', { stock: 0, safetyStock: 0 }), item('seal', { stock: 0 })],
    bought,
    steps: [],
  })
  const built = buildModel(inputs)
  const solved = await solvePlan(built.model, { explain: true })
  if (solved.kind !== 'plan') throw new Error(JSON.stringify(solved))
  // 60 pumps take 60 seals: 36 at 2 and 24 at 3
  expect(solved.plan.money.purchases).toBe(144)
  expect(solved.explanation!.summary.map(({ says }) => says)).toContain(
    'Of 60 seal come 60 % from Sealers (at most 60 %) and 40 % from Rings.',
  )
  expect(built.assumptions.map(({ about }) => about)).toEqual(
    expect.arrayContaining(['suppliers', 'shares of suppliers']),
  )
  const lock = { kind: 'lock', measure: 'bought', item: 'seal', period: 1, quantity: 10 } as const
  const split = (edit: Parameters<typeof solverEdits>[0]) => solverEdits(edit, built.model) as { quantity: number }[]
  expect(split(lock).map(({ quantity }) => quantity)).toEqual([6, 4, 0])
  expect(solverEdits({ ...lock, supplier: 'Nobody' }, built.model)).toMatch(/may come from Sealers, Rings, Slow/)
  const free = buildModel({ ...inputs, bought: bought.map((each) => ({ ...each, ...noShares })) }).model
  expect(free.purchases!.map(({ supplier }) => supplier)).toEqual(['Sealers'])
})
