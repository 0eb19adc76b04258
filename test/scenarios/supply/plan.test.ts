import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sopContract } from '#sop/contract.ts'
import { plansContract, questionsContract, recordContracts } from '#supply/contract.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { smallDemo } from '../../harness/demo.ts'
import { expectAsBefore } from './expected-demand.ts'

describe('a supply plan of the demo company', () => {
  let app: TestApp
  let planner: Caller
  beforeAll(async () => {
    app = await openTestApp({
      isDemo: true,
      clock: () => new Date(),
      demo: { size: smallDemo },
    })
    planner = await app.as('supply-planner')
    await expectAsBefore(app.work, new Date().toISOString().slice(0, 10))
    await app.settle()
  })
  afterAll(() => app.close())

  async function made(strategies: ('optimal' | 'chase' | 'level' | 'mixed')[] = ['optimal']) {
    const { body } = await planner.call(plansContract.make, { body: { strategies } })
    await app.settle()
    return Promise.all(
      body.plans.map(async ({ id }) => (await planner.call(plansContract.detail, { params: { id } })).body),
    )
  }

  const newest = async () =>
    (await planner.call(plansContract.list)).body.plans.findLast(({ margin }) => margin !== null)!.id
  const lineOf = async (id: string, measure: 'demand' | 'made' | 'sold' | 'stock') =>
    (await planner.call(plansContract.lines, { params: { id }, query: { measures: measure, limit: 10_000 } })).body
      .lines

  test('the first one is made by itself once demand is forecast', async () => {
    const { body } = await planner.call(plansContract.list)
    expect(body.plans.map(({ number, status, askedBy }) => [number, status, askedBy])).toEqual([
      [1, 'made', 'Drumbeat'],
    ])
  })

  test('balances for every item and period: stock before + made + bought + on order - used - sold', async () => {
    const id = (await planner.call(plansContract.list)).body.plans[0]!.id
    const { body } = await planner.call(plansContract.lines, { params: { id }, query: { limit: 10_000 } })
    const bought = body.lines.filter(({ measure }) => measure === 'bought')
    expect(bought.length).toBeGreaterThan(10)
    const sold = new Map(
      body.lines.filter(({ measure }) => measure === 'sold').map((line) => [line.subject, line.values]),
    )
    const demand = body.lines.filter(({ measure }) => measure === 'demand')
    for (const line of demand) {
      const total = (values: number[] = []) => values.reduce((sum, each) => sum + each, 0)
      expect(total(sold.get(line.subject)), line.subject).toBeLessThanOrEqual(total(line.values) + 1e-4)
    }
    const whole = (await planner.call(plansContract.detail, { params: { id } })).body
    expect(whole.violations).toEqual([])
    expect(whole.money.find(({ line }) => line === 'margin')!.amount).toBeCloseTo(whole.plan.margin!, 4)
  })

  test('the hours of one resource are asked for by its name, and are those of its load', async () => {
    const params = { id: (await planner.call(plansContract.list)).body.plans[0]!.id }
    const [first] = (await planner.call(plansContract.load, { params })).body.resources
    const query = { measures: 'hours used,hours available', resource: first!.resource }
    const { lines } = (await planner.call(plansContract.lines, { params, query })).body
    expect(lines.map(({ measure, subject }) => [measure, subject])).toEqual([
      ['hours available', first!.resource],
      ['hours used', first!.resource],
    ])
    expect(lines[1]!.values).toEqual(first!.used.map((hours) => expect.closeTo(hours, 5)))
    const { summary, causes } = (await planner.call(plansContract.explanation, { params })).body
    const late = causes.find(({ about, item }) => item && about.endsWith(' at Kassel warehouse'))!
    const pegged = { params, query: { item: late.item! } }
    expect((await planner.call(questionsContract.pegging, pegged)).status).toBe(200)
    expect(summary[0]).toMatchObject({ about: 'money', says: expect.stringContaining('The plan costs') })
  })

  test('sites are planned apart: what one holds at the end is what it held, was sent and bought, less what it sold', async () => {
    const id = (await planner.call(plansContract.list)).body.plans[0]!.id
    const { body } = await planner.call(plansContract.lines, { params: { id }, query: { limit: 10_000 } })
    expect(body.sites).toHaveLength(5)
    const sum = (lines: typeof body.lines, measure: string) =>
      lines.filter((line) => line.measure === measure).reduce((all, { values }) => all + values[3]!, 0)
    const sites = await Promise.all(
      body.sites.map(async (site) => {
        const query = { site, limit: 10_000 }
        return (await planner.call(plansContract.lines, { params: { id }, query })).body.lines
      }),
    )
    for (const measure of ['demand', 'stock', 'made', 'bought'])
      expect(sites.reduce((all, lines) => all + sum(lines, measure), 0)).toBeCloseTo(sum(body.lines, measure), 2)
    const kassel = sites[body.sites.indexOf('Kassel warehouse')]!
    const machine = kassel.find(({ subject, measure }) => subject.startsWith('ESP') && measure === 'moved in')!
    const of = (measure: string, t: number) =>
      kassel.find((line) => line.subject === machine.subject && line.measure === measure)?.values[t] ?? 0
    const arrives = of('moved in', 4) + of('arrivals', 4)
    expect(of('stock', 4)).toBeCloseTo(of('stock', 3) + arrives - of('sold', 4), 3)
    const wrong = await planner.call(plansContract.lines, { params: { id }, query: { site: 'Atlantis' } })
    expect([wrong.status, wrong.body.message]).toEqual([400, 'The plan has no site called "Atlantis".'])
    const { assumptions } = (await planner.call(plansContract.problems)).body
    const taken = assumptions.filter(({ kind }) => kind === 'taken in').map(({ about }) => about)
    expect(taken).toEqual(expect.arrayContaining(['sites', 'lanes', 'working days', 'holidays']))
  })

  test('says what is wrong with the data first, with items and money: stock below zero, a late receipt, a place without a site', async () => {
    const { body } = await planner.call(plansContract.problems)
    const negative = body.problems.find(({ kind }) => kind === 'negative stock')
    expect(negative).toMatchObject({ items: 1, leftOut: false })
    expect(negative!.money).toBeGreaterThan(0)
    expect(body.complete).toBeGreaterThan(0.9)
    const contract = recordContracts['stock-positions']!
    const { body: position } = await planner.call(contract.add, { body: { item: 'ESP-101', quantity: '5' } as never })
    const again = await planner.call(plansContract.problems)
    expect(again.body.problems.find(({ kind }) => kind === 'unknown site')?.codes).toEqual(['ESP-101'])
    await planner.call(contract.end, { params: { id: (position as { id: string }).id } })
  })

  test('a recipe that leads back to itself is left out and named, and the plan is made without it', async () => {
    const contract = recordContracts['recipe-components']!
    const { body } = await planner.call(contract.add, {
      body: { assembly: 'PRT-101', component: 'ESP-101', quantity: '1' } as never,
    })
    const problems = await planner.call(plansContract.problems)
    const cycle = problems.body.problems.find(({ kind }) => kind === 'recipe cycle')
    expect(cycle?.leftOut).toBe(true)
    expect(cycle?.codes).toContain('ESP-101')
    const [plan] = await made()
    expect(plan!.plan.status).toBe('made')
    expect(plan!.problems.some(({ kind }) => kind === 'recipe cycle')).toBe(true)
    expect((await planner.call(contract.end, { params: { id: (body as { id: string }).id } })).status).toBe(200)
  })

  test('chase is priced beside the best: it does not beat it', async () => {
    const best = (await planner.call(plansContract.list)).body.plans.findLast(({ margin }) => margin !== null)!
    const [chase] = await made(['chase'])
    expect(chase!.plan.margin).not.toBeNull()
    expect(chase!.plan.margin!).toBeLessThanOrEqual(best.margin! + 1)
  })

  test('who may not plan is refused, and a plan that waits is stopped', async () => {
    const finance = await app.as('finance')
    expect((await finance.call(plansContract.make, { body: {} })).status).toBe(403)
    expect((await finance.call(plansContract.list)).status).toBe(200)
  })

  test('an edit is answered from where the plan stands, and nothing is stored', async () => {
    const id = await newest()
    const grinder = (await lineOf(id, 'demand')).find(({ subject }) => subject.startsWith('GRD'))!
    const edits = [{ kind: 'demand' as const, item: grinder.subject, period: 3, quantity: grinder.values[2]! + 5 }]
    const { body } = await planner.call(questionsContract.tryEdits, { params: { id }, body: { edits } })
    expect(body.status).toBe('optimal')
    const demand = body.lines.find(({ measure, subject }) => measure === 'demand' && subject === grinder.subject)!
    expect(demand.after[2]! - demand.before[2]!).toBeCloseTo(5, 3)
    const again = await planner.call(questionsContract.tryEdits, { params: { id }, body: { edits: [] } })
    expect(again.body.difference).toBeCloseTo(0, 0)
    const wrong = await planner.call(questionsContract.tryEdits, {
      params: { id },
      body: { edits: [{ kind: 'capacity', resource: 'Moon line', period: 1, hours: 1 }] },
    })
    expect([wrong.status, wrong.body.message]).toEqual([400, 'The plan has no resource called "Moon line".'])
  })

  test('pegging: what is sold of an item is what serves it, down to purchases, and the way back leads to it', async () => {
    const id = await newest()
    const machine = (await lineOf(id, 'made')).find(({ subject }) => subject.startsWith('ESP'))!
    const { body } = await planner.call(questionsContract.pegging, { params: { id }, query: { item: machine.subject } })
    const served = body.steps.filter(({ depth }) => depth === 0).reduce((sum, step) => sum + step.quantity, 0)
    const sold = (await lineOf(id, 'sold')).find(({ subject }) => subject === machine.subject)!
    expect(served).toBeCloseTo(
      sold.values.reduce((sum, each) => sum + each, 0),
      3,
    )
    expect(body.steps.some(({ depth, from }) => depth > 0 && from.kind !== 'made')).toBe(true)
    expect(body.resources.length).toBeGreaterThan(0)
    const found = async (search: string) =>
      (await planner.call(plansContract.items, { params: { id }, query: { search, limit: 5 } })).body
    expect((await found(machine.subject.toLowerCase())).items[0]!.item).toBe(machine.subject)
    expect(await found('Kestrel')).toMatchObject({ total: 3, items: [{ name: 'Kestrel 2', isSold: true }, {}, {}] })
    expect(await found('100 %_')).toEqual({ total: 0, items: [] })
    const part = body.steps.find(({ depth }) => depth > 0)!.item
    const up = await planner.call(questionsContract.pegging, { params: { id }, query: { item: part, direction: 'up' } })
    expect(up.body.steps.some(({ item, to }) => item === machine.subject && to.kind === 'sold')).toBe(true)
  })

  test('risk, stock ahead, promises and service are answered with figures that fit together', async () => {
    const id = await newest()
    const risk = await planner.call(questionsContract.risk, { params: { id }, query: { samples: 60 } })
    for (const { chanceOfService } of risk.body.families) expect(chanceOfService).toBeGreaterThanOrEqual(0)
    expect(risk.body.margin.p10).toBeLessThanOrEqual(risk.body.margin.p90)
    const ahead = await planner.call(questionsContract.projection, { params: { id }, query: { limit: 5_000 } })
    const [first] = ahead.body.items
    const stock = (await lineOf(id, 'stock')).find(({ subject }) => subject === first!.item)!
    expect(first!.units).toEqual(stock.values)
    const promised = await planner.call(questionsContract.promises, { query: {} })
    expect(promised.body.deals).toBe(0)
    expect(promised.body.orders).toBeGreaterThan(0)
    const owner = await app.as('owner')
    expect((await owner.call(questionsContract.promises, { query: {} })).body.deals).toBeGreaterThan(0)
    const service = await planner.call(questionsContract.service, { query: { by: 'item' } })
    for (const { ladder } of service.body.items)
      for (const [at, level] of ladder.entries()) expect(level.units).toBeGreaterThanOrEqual(ladder[at - 1]?.units ?? 0)
  })

  test('scenarios of a cycle are solved anew beside the plan: a lost month costs, more demand sells more', async () => {
    const mona = await app.as('sales-ops-manager')
    const cycleId = (await mona.call(sopContract.cycles)).body.cycles[0]!.id
    const made = async (name: string) =>
      (await mona.call(sopContract.makeScenario, { params: { id: cycleId }, body: { name } })).body.id
    const [still, more] = [await made('The plant stands still'), await made('More of everything')]
    const { resources } = (await planner.call(plansContract.load, { params: { id: await newest() } })).body
    const { plans } = (await planner.call(plansContract.list)).body
    const months = plans.find(({ margin }) => margin !== null)!.startsOn.slice(1, 4)
    const cells = resources.flatMap(({ resource }) => months.map((month) => ({ resource, month, share: 0 })))
    const edited = await mona.call(sopContract.editCapacity, { params: { id: still }, body: { cells } })
    expect(edited.body.capacity).toHaveLength(cells.length)
    const { body: before } = await mona.call(sopContract.scenario, { params: { id: more } })
    const half = before.cells.map(({ familyId, month, units }) => ({
      familyId,
      month,
      units: Math.round((units ?? 0) * 1.5),
    }))
    await mona.call(sopContract.editScenario, { params: { id: more }, body: { cells: half } })
    const { body } = await mona.call(sopContract.compareScenarios, {
      params: { id: cycleId },
      query: { ids: `${still},${more}` },
    })
    const of = (key: string) => body.figures.find((figure) => figure.key === `supply:${key}`)!.values as number[]
    const [served, margin, ordered] = [of('service'), of('margin'), of('bought')]
    expect(served[1]).toBeLessThan(served[0]!)
    expect(margin[1]).toBeLessThan(margin[0]!)
    expect(ordered[2]).toBeGreaterThan(ordered[0]!)
    expect(body.figures.length).toBeGreaterThanOrEqual(30)
    const again = await mona.call(sopContract.compareScenarios, {
      params: { id: cycleId },
      query: { ids: `${still},${more}` },
    })
    expect(again.body.figures).toEqual(body.figures)
  })
})
