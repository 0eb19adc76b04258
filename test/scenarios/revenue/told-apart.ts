import { expect, test } from 'vitest'
import { crmContract } from '#crm/contract.ts'
import { revenueContract } from '#revenue/contract.ts'
import type { Caller, TestApp } from '../../harness/app.ts'

/** The outlook and the forecast told apart, of a company whose deals were learned from. */
export function outlookToldApart(given: () => { app: TestApp; boss: Caller }): void {
  test('the outlook told apart: each column sums to the whole to the cent, and a person stands in it as they stand alone', async () => {
    const { boss } = given()
    const { body } = await boss.call(revenueContract.outlook)
    const whole = body.outlook!
    const toldBy = async (by: string) =>
      (await boss.call(revenueContract.outlook, { query: { by } as never })).body.segments
    for (const by of ['owner', 'team', 'sector', 'family', 'size', 'stage', 'team,country']) {
      const segments = await toldBy(by)
      for (const part of ['meanMinor', 'closedMinor', 'fromOpenMinor', 'fromComingMinor', 'openDeals'] as const) {
        const sum = segments.reduce((total, { outlook }) => total + outlook[part], 0)
        // A deal with products of several families counts in each.
        if (by === 'family' && part === 'openDeals') expect(sum).toBeGreaterThanOrEqual(whole[part])
        else expect(sum, `${by} ${part}`).toBe(whole[part])
      }
      for (const { outlook } of segments) {
        expect(outlook.meanMinor).toBe(outlook.closedMinor + outlook.fromOpenMinor + outlook.fromComingMinor)
        expect(outlook.loMinor).toBeLessThanOrEqual(outlook.hiMinor)
      }
      const spread = segments.reduce((total, { outlook }) => total + outlook.hiMinor - outlook.loMinor, 0)
      expect(spread, 'ranges do not add up').toBeGreaterThan(whole.hiMinor - whole.loMinor)
      expect(
        segments.some(({ isToCome }) => isToCome),
        'stages come on the way',
      ).toBe(by === 'stage')
    }
    const [first] = (await toldBy('owner')).filter(({ outlook }) => outlook.openDeals > 3)
    const { body: alone } = await boss.call(revenueContract.outlook, { query: { personId: first!.keys[0]! } })
    expect(alone.subject.name).toBe(first!.labels[0])
    expect(first!.outlook).toMatchObject({ loMinor: alone.outlook!.loMinor, hiMinor: alone.outlook!.hiMinor })
    expect(Math.abs(first!.outlook.meanMinor - alone.outlook!.meanMinor)).toBeLessThan(3)
    const [sector] = await toldBy('sector')
    const behind = { by: 'sector', keys: sector!.keys[0], limit: 200 } as never
    const { body: deals } = await boss.call(revenueContract.scoredDeals, { query: behind })
    expect(deals.count).toBe(sector!.outlook.openDeals)
  })

  test('the forecast by categories told apart sums to the whole, and to the roll-up of each person', async () => {
    const { app, boss } = given()
    const { lines, total } = (await boss.call(revenueContract.rollUp)).body
    const { body } = await boss.call(revenueContract.categories, { query: { by: 'owner' } as never })
    const openIn = (sums: typeof body.whole) =>
      sums.commit.amountMinor + sums['best case'].amountMinor + sums.pipeline.amountMinor
    expect([body.whole.closed.amountMinor, openIn(body.whole)]).toEqual([total.closedMinor, total.openMinor])
    for (const { personId, hasReports, closedMinor, openMinor } of lines) {
      const own = body.segments.find(({ keys }) => keys[0] === personId)
      if (!hasReports) expect(own ? [own.closed.amountMinor, openIn(own)] : [0, 0]).toEqual([closedMinor, openMinor])
    }
    for (const by of ['sector', 'family', 'team']) {
      const { segments, whole } = (await boss.call(revenueContract.categories, { query: { by } as never })).body
      for (const category of ['closed', 'commit', 'best case', 'pipeline'] as const) {
        const sum = segments.reduce((all, each) => all + each[category].amountMinor, 0)
        expect(sum, `${by} ${category}`).toBe(whole[category].amountMinor)
        const deals = segments.reduce((all, each) => all + each[category].deals, 0)
        if (by === 'family') expect(deals).toBeGreaterThanOrEqual(whole[category].deals)
        else expect(deals).toBe(whole[category].deals)
      }
    }
    const rep = await app.as('rep', lines.find(({ hasReports, openDeals }) => !hasReports && openDeals > 0)!.personId)
    const { body: own } = await rep.call(revenueContract.categories, { query: { by: 'owner' } as never })
    expect(own.segments).toHaveLength(1)
  })

  test('who has part in a deal of others is told its part, not its segment', async () => {
    const { app, boss } = given()
    const { lines } = (await boss.call(revenueContract.rollUp)).body
    const sharing = lines.filter(
      ({ hasReports, remarks }) => !hasReports && remarks.some((each) => /shared/.test(each)),
    )
    const told = await Promise.all(
      sharing.map(async ({ personId }) => {
        const rep = await app.as('rep', personId)
        const { segments } = (await rep.call(revenueContract.outlook, { query: { by: 'sector' } as never })).body
        return segments.some(({ keys }) => keys[0] === 'unseen')
      }),
    )
    expect(told.filter(Boolean)).toHaveLength(1)
  })
}

/** A past day as it was known then, as it is known now, and what was said of it. */
export function outlookKnownThen(given: () => { boss: Caller }): void {
  test('a correction that reaches back moves the outlook of a past day as known now, neither as known then nor what was said', async () => {
    const { boss } = given()
    const on = { asOf: '2026-11-15', on: '2026-11-15' }
    const outlookOf = async (known: 'now' | 'then') =>
      (await boss.call(revenueContract.outlook, { query: { ...on, known } })).body
    const [before, said] = [(await outlookOf('then')).outlook, (await outlookOf('now')).recorded]
    expect(said).toMatchObject({ meanMinor: before!.meanMinor, recordedAt: '2026-11-20T12:00:00.000Z' })
    const { body: list } = await boss.call(revenueContract.scoredDeals, { query: { ...on, limit: 1 } })
    const params = { id: list.deals[0]!.deal.id }
    const { deal } = (await boss.call(crmContract.dealDetail, { params })).body
    const changes = { amountMinor: deal.amountMinor! * 2 }
    const late = { changedAt: deal.changedAt, changes, validOn: '2026-11-10' }
    expect((await boss.call(crmContract.changeDeal, { params, body: late })).status).toBe(200)
    const [now, then] = [await outlookOf('now'), await outlookOf('then')]
    expect(now.outlook!.fromOpenMinor).toBeGreaterThan(before!.fromOpenMinor)
    expect(then.outlook).toEqual(before)
    expect([now.recorded, then.recorded]).toEqual([said, said])
    const undone = await boss.call(crmContract.dealDetail, { params })
    const back = {
      changedAt: undone.body.deal.changedAt,
      changes: { amountMinor: deal.amountMinor },
      validOn: '2026-11-10',
    }
    expect((await boss.call(crmContract.changeDeal, { params, body: back })).status).toBe(200)
  })
}
