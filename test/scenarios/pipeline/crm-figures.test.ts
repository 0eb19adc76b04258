import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pipelineContract } from '#pipeline/contract.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { drop } from '../import-crm/dropping.ts'
import {
  composedFigures,
  days,
  figures,
  isOpen,
  monthKey,
  plainCurves,
  plainWaterfall,
  share,
  split,
  spreadFigures,
} from './crm-plain.ts'
import { folder, type Row, readSet } from './crm-set.ts'
import { areaOf, bandOf, medianOf, near, quarterOf, tally } from './crm-words.ts'

/** Everything here is computed twice: by the product through its API, and by plain loops over the rows of the files. */
describe.skipIf(!existsSync(folder))('the pipeline of the CRM set', () => {
  let app: TestApp
  let boss: Caller
  let all: Row[]
  beforeAll(async () => {
    all = readSet()
    app = await openTestApp()
    const files = ['sales_pipeline.csv', 'accounts.csv', 'sales_teams.csv', 'products.csv']
    await drop(app.work, { paths: files.map((name) => join(folder, name)), acceptMends: true })
    boss = await app.as('sales-ops-manager')
  })
  afterAll(() => app.close())

  const segments: Record<string, (row: Row) => string> = {
    owner: (row) => row.agent,
    manager: (row) => row.manager,
    team: (row) => row.office,
    item: (row) => row.product,
    family: (row) => row.series,
    account: (row) => row.account ?? 'Without an account',
    sector: (row) => row.sector ?? 'None',
    country: (row) => row.country ?? 'None',
    'closed-month': (row) => row.closed?.slice(0, 7) ?? '',
    'created-month': (row) => row.engaged?.slice(0, 7) ?? '',
  }

  test.each(Object.keys(segments).map((name) => [name]))(
    'has every count, sum, rate, mean and quantile right by %s, over all days and over one quarter',
    async (by) => {
      for (const window of [{}, { from: '2017-04-01', to: '2017-06-30' }]) {
        const query = { asOf: '2017-12-31', ...window, by, measures: Object.keys(figures).join(',') }
        const { body } = await boss.call(pipelineContract.measures, { query: query as never })
        const [from, to] = ['from' in window ? window.from! : '0000', 'to' in window ? window.to! : '9999']
        const known = all.filter((row) => row.engaged !== null && row.engaged <= '2017-12-31')
        const groups = Map.groupBy(known, (row) =>
          /-month$/.test(by) ? monthKey(segments[by]!(row)) : segments[by]!(row),
        )
        expect(body.segments.length, by).toBe(groups.size)
        for (const { keys, labels, values } of body.segments) {
          const name = /-month$/.test(by) ? keys[0]! : labels[0]!
          const rows = groups.get(name)
          expect(rows, `${by} ${name}`).toBeDefined()
          for (const [measure, compute] of Object.entries(figures)) {
            near(values[measure]!, compute(split(rows!, { from, to })), `${by} ${name} ${measure}`)
          }
        }
      }
    },
    60_000,
  )

  const bands: Record<string, (row: Row) => string> = {
    employees: (row) => bandOf(row.employees, [50, 200, 500, 1000, 5000, 10000]),
    'account-revenue': (row) =>
      bandOf(row.revenue === null ? null : row.revenue * 1e6, [10e6, 100e6, 500e6, 1e9, 2.5e9, 5e9, 10e9]),
    founded: (row) => (row.founded === null ? 'none' : `${String(row.founded).slice(0, 3)}0s`),
    size: (row) => bandOf(row.worth / 100, [1e3, 5e3, 1e4, 25e3, 5e4, 1e5, 25e4, 5e5, 1e6]),
    'created-weekday': (row) => String(((new Date(row.engaged!).getUTCDay() + 6) % 7) + 1),
    'closed-month-of-year': (row) => (row.closed ? String(Number(row.closed.slice(5, 7))) : 'none'),
    'created-month-of-quarter': (row) => String(((Number(row.engaged!.slice(5, 7)) - 1) % 3) + 1),
    'cycle-days': (row) => bandOf(row.closed ? days(row.engaged!, row.closed) : null, [15, 31, 61, 91, 121, 181, 366]),
    parent: (row) => row.parent ?? 'none',
    outcome: (row) => ({ Won: 'won', Lost: 'lost', Engaging: 'open', Prospecting: 'open' })[row.stage],
  }

  test.each([...Object.keys(bands), 'owner,sector', 'manager,family,closed-quarter'].map((by) => [by]))(
    'has quantiles, deviations, shares, discounts and numbers of accounts right by %s',
    async (by) => {
      const measures = [...Object.keys(spreadFigures), 'won', 'won-share', 'won-amount-share'].join(',')
      const { body } = await boss.call(pipelineContract.measures, {
        query: { asOf: '2017-12-31', by, measures } as never,
      })
      const known = all.filter((row) => row.engaged !== null && row.engaged <= '2017-12-31')
      const parts = by.split(',').map((name) => bands[name] ?? segments[name] ?? ((row: Row) => quarterOf(row.closed)))
      const groups = Map.groupBy(known, (row) => parts.map((of) => of(row)).join('|'))
      expect(body.segments.length).toBe(groups.size)
      const whole = split(known, { from: '0000', to: '9999' })
      for (const { keys, labels, values } of body.segments) {
        const isNamed = (name: string) => name in segments || name === 'parent'
        const place = by.split(',').map((name, at) => (isNamed(name) && keys[at] !== 'none' ? labels[at]! : keys[at]!))
        const rows = groups.get(
          place.map((part, at) => (by.split(',')[at] === 'sector' && part === 'none' ? 'None' : part)).join('|'),
        )
        expect(rows, place.join('|')).toBeDefined()
        const of = split(rows!, { from: '0000', to: '9999' })
        for (const [measure, compute] of Object.entries(spreadFigures)) {
          near(values[measure]!, compute(of), `${by} ${place} ${measure}`)
        }
        near(values['won-share']!, of.won.length / whole.won.length, `${by} ${place} share`)
      }
    },
    60_000,
  )

  test('is narrowed by names as people say them, and by when deals were created and closed', async () => {
    const query = {
      asOf: '2017-12-31',
      manager: 'dustin brinkmann',
      family: 'GTX',
      sector: 'technology',
      createdFrom: '2017-01-01',
      createdTo: '2017-06-30',
      closedFrom: '2017-04-01',
      measures: 'won,won-amount,lost,win-rate',
    }
    const { body } = await boss.call(pipelineContract.measures, { query: query as never })
    const rows = all.filter(
      (row) =>
        row.manager === 'Dustin Brinkmann' &&
        row.series === 'GTX' &&
        row.sector === 'technology' &&
        (row.engaged ?? '') >= '2017-01-01' &&
        (row.engaged ?? '9') <= '2017-06-30' &&
        (row.closed ?? '') >= '2017-04-01',
    )
    const won = rows.filter((row) => row.stage === 'Won')
    expect(won.length).toBeGreaterThan(5)
    expect(body.segments[0]!.values).toMatchObject({
      won: won.length,
      'won-amount': won.reduce((sum, row) => sum + row.worth, 0),
      lost: rows.length - won.length,
    })
    const nobody = await boss.call(pipelineContract.measures, {
      query: { owner: 'Nobody Such', measures: 'won' } as never,
    })
    expect(nobody).toMatchObject({ status: 400, body: { message: 'There is no owner called "Nobody Such".' } })
  })

  test('says composed figures: any quantity of any set by any statistic, different ones, per, the largest, and within days', async () => {
    const names = Object.keys(composedFigures)
    for (const by of [undefined, 'owner', 'family,team'] as const) {
      const query = { asOf: '2017-12-31', measures: names.join(','), ...(by && { by }) }
      const { body } = await boss.call(pipelineContract.measures, { query: query as never })
      const known = all.filter((row) => row.engaged !== null)
      for (const { labels, values } of body.segments) {
        const rows = known.filter((row) =>
          (by ?? '').split(',').every((name, at) => !name || segments[name]!(row) === labels[at]),
        )
        const of = split(rows, { from: '0000', to: '9999' })
        for (const name of names) near(values[name]!, composedFigures[name]!(of), `${by} ${labels} ${name}`)
      }
    }
    const wrong = await boss.call(pipelineContract.measures, { query: { measures: 'won-amount-p100' } as never })
    expect(wrong.status).toBe(400)
    expect(wrong.body.message).toContain('There is no figure "won-amount-p100"')
  })

  test('tells deals apart by bands of one’s own, by price, and by conditions on any segment', async () => {
    const ask = async (query: object) =>
      (await boss.call(pipelineContract.measures, { query: { asOf: '2017-12-31', ...query } as never })).body
    const won = all.filter((row) => row.stage === 'Won')
    const counted = (told: { segments: { keys: string[]; values: Record<string, number | null> }[] }) =>
      Object.fromEntries(told.segments.map(({ keys, values }) => [keys[0], values.won]).filter(([, count]) => count))
    const staff = (row: Row) => bandOf(row.employees, [300, 3000])
    expect(counted(await ask({ by: 'employees(300;3000)', measures: 'won' }))).toEqual(tally(won, staff))
    const price = (row: Row) =>
      row.worth === row.list ? 'at list' : row.worth < row.list ? 'below list' : 'above list'
    expect(counted(await ask({ by: 'price', measures: 'won' }))).toEqual(tally(won, price))
    const where = 'closed-weekday:1|2,sector!:retail,closed-month:2017-06,account-group:Acme Corporation|Sonron'
    const group = (row: Row) => row.parent ?? row.account
    const rows = won.filter(
      (row) =>
        ['Acme Corporation', 'Sonron'].includes(group(row)!) &&
        row.sector !== 'retail' &&
        row.closed!.startsWith('2017-06') &&
        [1, 2].includes(new Date(row.closed!).getUTCDay()),
    )
    expect(rows.length).toBeGreaterThan(0)
    expect((await ask({ where, measures: 'won' })).segments[0]!.values).toEqual({ won: rows.length })
    const wrong = await boss.call(pipelineContract.measures, {
      query: { by: 'employees(9;3)', measures: 'won' } as never,
    })
    expect(wrong.body.message).toContain('There is no segment "employees(9;3)"')
  })

  test('says shares, ranks, changes and running sums along the months, the first few, those without deals, and all together', async () => {
    const query = { asOf: '2017-12-31', by: 'closed-month', where: 'closed-month!:none', measures: 'won-amount' }
    const also = 'share,rank,before,change,growth,running,running-share,average-3'
    const { body } = await boss.call(pipelineContract.measures, { query: { ...query, also } as never })
    const sums = Object.entries(
      tally(
        all.filter((row) => row.stage === 'Won'),
        (row) => `${row.closed!.slice(0, 7)}-01`,
        (row) => row.worth,
      ),
    )
    const months = sums.toSorted(([a], [b]) => (a < b ? -1 : 1))
    const total = months.reduce((sum, [, value]) => sum + value, 0)
    expect(body.whole).toEqual({ 'won-amount': total })
    expect(body.across['won-amount']).toMatchObject({
      segments: months.length,
      sum: total,
      largest: Math.max(...months.map(([, value]) => value)),
    })
    let running = 0
    for (const [at, [month, value]] of months.entries()) {
      const values = body.segments.find(({ keys }) => keys[0] === month)!.values
      const before = at === 0 ? null : months[at - 1]![1]
      running += value
      near(values['won-amount:share']!, value / total, month)
      expect(values['won-amount:rank']).toBe(1 + months.filter(([, other]) => other > value).length)
      expect(values['won-amount:before']).toBe(before)
      expect(values['won-amount:change']).toBe(before === null ? null : value - before)
      expect(values['won-amount:running']).toBe(running)
      near(values['won-amount:running-share']!, running / total, month)
      if (before !== null) expect(values['won-amount:growth']).toBeCloseTo(value / before - 1, 12)
      if (at > 1) near(values['won-amount:average-3']!, (value + before! + months[at - 2]![1]) / 3, month)
    }
    const first = { measures: 'won,won-amount', by: 'owner', sort: 'won-amount:desc', top: '3', asOf: '2017-12-31' }
    const best = await boss.call(pipelineContract.measures, { query: first as never })
    const agents = Object.entries(
      tally(
        all.filter((row) => row.stage === 'Won'),
        (row) => row.agent,
        (row) => row.worth,
      ),
    )
    const three = agents.toSorted(([, a], [, b]) => b - a).slice(0, 3)
    expect(best.body.segments.map(({ labels, values }) => [labels[0], values['won-amount']])).toEqual(three)
    const every = await boss.call(pipelineContract.measures, {
      query: { ...first, top: '100', empty: 'true' } as never,
    })
    expect(every.body.segments.filter(({ values }) => values.won === 0).map(({ labels }) => labels[0])).toEqual(
      expect.arrayContaining(['Carl Lin', 'Carol Thompson', 'Elizabeth Anderson', 'Mei-Mei Johns', 'Natalya Ivanova']),
    )
  })

  test('stands right as of the end of every month: open deals and their list prices, per region', async () => {
    for (const asOf of ['2016-12-31', '2017-03-31', '2017-05-14', '2017-08-31', '2017-12-30']) {
      const { body } = await boss.call(pipelineContract.measures, {
        query: { asOf, measures: 'open,open-amount,won,won-amount', by: 'team' } as never,
      })
      for (const { labels, values } of body.segments) {
        const rows = all.filter((row) => row.office === labels[0])
        const open = rows.filter((row) => isOpen(row, asOf))
        const won = rows.filter((row) => row.stage === 'Won' && row.closed! <= asOf)
        const sum = (some: Row[], of: (row: Row) => number) => some.reduce((total, row) => total + of(row), 0)
        expect(values, `${asOf} ${labels[0]}`).toEqual({
          open: open.length,
          'open-amount': sum(open, (row) => row.list),
          won: won.length,
          'won-amount': sum(won, (row) => row.worth),
        })
      }
    }
  })

  test('moves right between any two days, for the company and each manager', async () => {
    const people = await app.workspace.pool.query<{ id: string; name: string }>('select id, name from company.person')
    const idOf = new Map(people.rows.map(({ id, name }) => [name, id]))
    for (const [from, to] of [
      ['2016-12-31', '2017-03-31'],
      ['2017-05-10', '2017-05-17'],
      ['2017-09-30', '2017-12-31'],
    ] as const) {
      for (const manager of [null, ...new Set(all.map((row) => row.manager))]) {
        const query = { from, to, ...(manager && { person: idOf.get(manager)! }) }
        const { body } = await boss.call(pipelineContract.waterfall, { query })
        const rows = all.filter((row) => manager === null || row.manager === manager)
        const told = Object.fromEntries(body.bars.map(({ bar, deals, amountMinor }) => [bar, [deals, amountMinor]]))
        const expected = plainWaterfall(rows, from, to)
        expect(
          { opening: body.opening.amountMinor, closing: body.closing.amountMinor, ...pick(told) },
          `${manager} ${from}`,
        ).toEqual(expected)
      }
    }
  })

  test('takes as long to close as Kaplan-Meier and Aalen-Johansen say, for all and in each sector', async () => {
    const known = all.filter((row) => row.engaged !== null)
    for (const by of [undefined, 'sector', 'item'] as const) {
      const { body } = await boss.call(pipelineContract.cycles, {
        query: { asOf: '2017-12-31', by, at: '0,30,90,365' },
      })
      for (const { labels, points, medianDays, meanDays, at, deals, leftOut } of body.segments) {
        const rows = by ? known.filter((row) => segments[by]!(row) === labels[0]) : known
        const expected = plainCurves(rows, '2017-12-31')
        expect([deals, leftOut, points.length]).toEqual([rows.length, 0, expected.size])
        for (const point of points) {
          const [open, won, lost] = expected.get(point.days)!
          expect(Math.abs(point.open - open)).toBeLessThan(1e-9)
          expect(Math.abs(point.wonShare - won)).toBeLessThan(1e-9)
          expect(Math.abs(point.lostShare - lost)).toBeLessThan(1e-9)
        }
        expect(medianDays).toBe(medianOf(expected))
        near(meanDays, areaOf(expected), `${by} ${labels}`)
        for (const { days: day, open } of at) {
          const [share] = [...expected].findLast(([end]) => end <= day)?.[1] ?? [1]
          expect(Math.abs(open - share)).toBeLessThan(1e-9)
        }
      }
    }
  })

  test('goes through its stages as the files say: one stage, its conversion, how long, and what is stalled', async () => {
    const window = { from: '2017-01-01', to: '2017-06-30' }
    const { body } = await boss.call(pipelineContract.funnel, { query: { asOf: '2017-12-31', ...window } })
    const cohort = all.filter((row) => row.engaged !== null && row.engaged >= window.from && row.engaged <= window.to)
    const won = cohort.filter((row) => row.stage === 'Won')
    const daysToWin = won.map((row) => days(row.engaged!, row.closed!))
    const engaging = body.stages.find(({ name }) => name === 'Engaging')!
    expect(engaging).toMatchObject({
      entered: cohort.length,
      reached: cohort.length,
      advanced: won.length,
      won: won.length,
      lostHere: cohort.filter((row) => row.stage === 'Lost').length,
      openHere: cohort.filter((row) => row.stage === 'Engaging').length,
      conversion: won.length / cohort.length,
      wonMinor: won.reduce((sum, row) => sum + row.worth, 0),
      medianDays: share(daysToWin, 0.5),
      days25: share(daysToWin, 0.25),
      days75: share(daysToWin, 0.75),
    })
    const stages = await boss.call(pipelineContract.stages, { query: { asOf: '2017-12-31' } })
    const closed = all.filter((row) => row.closed !== null).map((row) => days(row.engaged!, row.closed!))
    const open = all.filter((row) => isOpen(row, '2017-12-31'))
    const limit = share(closed, 0.9)!
    const stalled = open.filter((row) => days(row.engaged!, '2017-12-31') > limit)
    expect(stages.body.stages.find(({ name }) => name === 'Engaging')).toMatchObject({
      visits: closed.length,
      medianDays: share(closed, 0.5),
      days90: limit,
      stalledAfter: limit,
      openDeals: open.length,
      stalledDeals: stalled.length,
      stalledMinor: stalled.reduce((sum, row) => sum + row.list, 0),
    })
    const listed = await boss.call(pipelineContract.deals, {
      query: { asOf: '2017-12-31', set: 'stalled', limit: 1000 } as never,
    })
    expect(listed.body.count).toBe(stalled.length)
  })

  test('says what is wrong with it, with deals and money', async () => {
    const { body } = await boss.call(pipelineContract.quality, { query: {} })
    const told = Object.fromEntries(body.kinds.map(({ kind, deals, amountMinor }) => [kind, [deals, amountMinor]]))
    const sum = (some: Row[]) => [some.length, some.reduce((total, row) => total + row.worth, 0)]
    expect(told['no-account']).toEqual(sum(all.filter((row) => row.account === null)))
    expect(told['no-created']).toEqual(sum(all.filter((row) => row.engaged === null)))
    expect(told['no-expected-close']).toEqual(sum(all.filter((row) => row.closed === null)))
    expect(told['closed-before-created']).toBeUndefined()
    const behind = await boss.call(pipelineContract.deals, { query: { fault: 'no-created', limit: 1000 } as never })
    expect(behind.body.count).toBe(500)
  })

  test('stands at every month end as a trend says', async () => {
    const query = { from: '2017-01-01', to: '2017-12-31', step: 'month', measures: 'open,open-amount' }
    const { body } = await boss.call(pipelineContract.trend, { query: query as never })
    expect(body.points.map(({ day }) => day).slice(0, 3)).toEqual(['2017-01-31', '2017-02-28', '2017-03-31'])
    for (const { day, values } of body.points) {
      const open = all.filter((row) => isOpen(row, day))
      expect(values).toEqual({ open: open.length, 'open-amount': open.reduce((sum, row) => sum + row.list, 0) })
    }
  })
})

function pick(told: Record<string, number[]>) {
  const { new: fresh, up, down, won, lost, ...others } = told
  expect(Object.values(others).every(([deals, amount]) => deals === 0 && amount === 0)).toBe(true)
  return { new: fresh, up, down, won, lost }
}
