import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { crmContract } from '#crm/contract.ts'
import { incentivesContract } from '#goals/incentives/contract.ts'
import { pipelineContract } from '#pipeline/contract.ts'
import { newId } from '#platform/ids.ts'
import { pushesContract } from '#process/pushes/contract.ts'
import { revenueContract } from '#revenue/contract.ts'
import { sendReviewMails } from '#revenue/review/mail/send.io.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { smallDemo } from '../../harness/demo.ts'
import { outlookKnownThen, outlookToldApart } from './told-apart.ts'

/** A Friday in the fourth quarter; the Monday before it is the 16th. */
const clock = () => new Date('2026-11-20T12:00:00Z')
let app: TestApp
let boss: Caller

beforeAll(async () => {
  app = await openTestApp({ isDemo: true, demo: { size: { ...smallDemo, orderLines: 10 } }, clock })
  boss = await app.as('sales-ops-manager')
}, 120_000)
afterAll(() => app.close())

const rounding = 60

test('before anything was learned there is no outlook, and why is said; no call waits for it', async () => {
  const { body } = await boss.call(revenueContract.outlook)
  expect(body).toMatchObject({ outlook: null, quality: null, why: expect.stringContaining('Nothing has been learned') })
  const { body: rollUp } = await boss.call(revenueContract.rollUp)
  expect(rollUp.lines.length).toBeGreaterThan(20)
  expect(rollUp.lines.every(({ outlook }) => outlook === null)).toBe(true)
})

test('the outlook of a quarter: a range around its mean, parts that sum, people who sum to the company', async () => {
  await app.settle()
  const { body } = await boss.call(revenueContract.outlook)
  const { outlook } = body
  expect(body.period.label).toBe('Q4 2026')
  expect(outlook!.loMinor).toBeLessThan(outlook!.meanMinor)
  expect(outlook!.hiMinor).toBeGreaterThan(outlook!.meanMinor)
  expect(
    Math.abs(outlook!.closedMinor + outlook!.fromOpenMinor + outlook!.fromComingMinor - outlook!.meanMinor),
  ).toBeLessThan(3)
  expect(body.shareOfQuota).toBeCloseTo(outlook!.meanMinor / body.quotaMinor!, 12)
  expect(body.quality).toMatchObject({ fittedFor: '2026-11-01', close: { usable: true } })
  const { body: rollUp } = await boss.call(revenueContract.rollUp)
  expect(rollUp.total.outlook).toMatchObject({ meanMinor: outlook!.meanMinor })
  const own = await Promise.all(
    rollUp.lines
      .filter(({ hasReports }) => !hasReports)
      .map(async ({ personId, closedMinor }) => {
        const { body: one } = await boss.call(revenueContract.outlook, { query: { personId } })
        expect(one.outlook!.closedMinor).toBe(closedMinor)
        return one.outlook!.meanMinor
      }),
  )
  const managers = rollUp.lines.filter(({ hasReports }) => hasReports)
  const top = managers.find(({ managerId }) => managerId === null)!
  expect(Math.abs(top.outlook!.meanMinor - outlook!.meanMinor)).toBeLessThan(rounding)
  expect(own.reduce((sum, mean) => sum + mean, 0)).toBeLessThanOrEqual(outlook!.meanMinor + rounding)
})

test('what moved it since last Monday sums, deal by deal, to the change', async () => {
  const { body } = await boss.call(revenueContract.outlook)
  expect(body.before!.day).toBe('2026-11-16')
  const change = body.outlook!.meanMinor - body.before!.outlook.meanMinor
  const { body: all } = await boss.call(revenueContract.outlook, { query: { since: '2026-11-19' } })
  expect(all.before!.day).toBe('2026-11-19')
  const sum = body.before!.moves.reduce((total, { changeMinor }) => total + changeMinor, 0)
  if (body.before!.moves.length < 12) expect(Math.abs(sum - change)).toBeLessThan(rounding)
})

test('each chance comes with reasons that sum to it, without anything from closing', async () => {
  const { body } = await boss.call(revenueContract.scoredDeals, { query: { limit: 20 } })
  expect(body.deals.length).toBe(20)
  for (const { chance, baseline, reasons, deal } of body.deals) {
    const logOdds = reasons.reduce((sum, reason) => sum + reason.logOdds, baseline)
    expect(1 / (1 + Math.exp(-logOdds))).toBeCloseTo(chance, 9)
    expect(deal.outcome).toBe('open')
    expect(reasons.map(({ column }) => column)).not.toContain('closed on')
  }
  const { body: quiet } = await boss.call(revenueContract.scoredDeals, { query: { show: 'quiet' } })
  expect(quiet.quietAfterDays).toBeGreaterThan(0)
  for (const { quietDays } of quiet.deals) expect(quietDays).toBeGreaterThan(quiet.quietAfterDays!)
})

test('a deal that moves moves its own chance and the outlook of its people at once, and nobody else’s', async () => {
  const before = (await boss.call(revenueContract.outlook)).body
  const { deal, chance } = (await boss.call(revenueContract.scoredDeals, { query: { limit: 1 } })).body.deals[0]!
  const params = { id: deal.id }
  const { body: detail } = await boss.call(crmContract.dealDetail, { params })
  const change = { expectedClose: '2027-09-30' }
  const edited = await boss.call(crmContract.changeDeal, {
    params,
    body: { changedAt: detail.deal.changedAt, changes: change },
  })
  expect(edited.status).toBe(200)
  const { scored } = (await boss.call(revenueContract.scoredDeal, { params })).body
  expect(scored!.chance).not.toBe(chance)
  const after = (await boss.call(revenueContract.outlook)).body
  const moved = Math.round(after.outlook!.meanMinor - before.outlook!.meanMinor)
  expect(moved).not.toBe(0)
  expect(Math.sign(moved)).toBe(Math.sign(scored!.chance - chance))
})

test('a scenario wins one deal and loses another, and touches neither', async () => {
  const { deals } = (await boss.call(revenueContract.scoredDeals, { query: { limit: 2 } })).body
  const [first, second] = deals
  const plain = (await boss.call(revenueContract.outlook)).body
  const query = { win: first!.deal.id, lose: `${second!.deal.id},00000000-0000-4000-8000-000000000000` }
  const { scenario, outlook } = (await boss.call(revenueContract.outlook, { query })).body
  expect(outlook).toEqual(plain.outlook)
  expect(scenario).toMatchObject({ ignored: 1, won: [{ id: first!.deal.id }], lost: [{ id: second!.deal.id }] })
  const change = scenario!.outlook.meanMinor - outlook!.meanMinor
  const stated = first!.deal.companyMinor! * (1 - first!.chance) - second!.deal.companyMinor! * second!.chance
  expect(Math.sign(change)).toBe(Math.sign(stated))
  const again = (await boss.call(revenueContract.scoredDeal, { params: { id: first!.deal.id } })).body
  expect(again.scored!.chance).toBe(first!.chance)
})

test('a rep has an outlook of their own deals and none of anybody else', async () => {
  const { lines } = (await boss.call(revenueContract.rollUp)).body
  const [first, second] = lines.filter(({ hasReports, openDeals }) => !hasReports && openDeals > 0)
  const rep = await app.as('rep', first!.personId)
  const { body } = await rep.call(revenueContract.outlook)
  expect(body.subject).toMatchObject({ id: first!.personId, name: first!.name })
  const whole = (await boss.call(revenueContract.outlook, { query: { personId: first!.personId } })).body
  expect(body.outlook!.closedMinor).toBe(whole.outlook!.closedMinor)
  expect((await rep.call(revenueContract.outlook, { query: { personId: second!.personId } })).status).toBe(404)
  const { body: deals } = await rep.call(revenueContract.scoredDeals, { query: { limit: 200 } })
  expect(new Set(deals.deals.map(({ deal }) => deal.ownerId))).toEqual(new Set([first!.personId]))
  const { body: course } = await rep.call(revenueContract.course)
  expect(course.days.some(({ outlook }) => outlook !== null)).toBe(true)
})

test('of a shared deal each has a part, once in every sum; who sees only a part of it sees no more than that', async () => {
  const { lines } = (await boss.call(revenueContract.rollUp)).body
  const [first, second] = lines.filter(({ hasReports, openDeals }) => !hasReports && openDeals > 0)
  const { body: list } = await boss.call(revenueContract.scoredDeals, {
    query: { personId: first!.personId, sort: 'expected', limit: 1 },
  })
  const { deal, chance } = list.deals[0]!
  const open = async (caller: Caller, personId?: string) =>
    (await caller.call(revenueContract.outlook, { query: personId ? { personId } : {} })).body.outlook!
  const all = async () => [await open(boss, first!.personId), await open(boss, second!.personId), await open(boss)]
  const [own, other, company] = await all()
  const splits = [{ personId: second!.personId, share: '0.4' }]
  const said = await (await app.as('owner')).call(incentivesContract.setSplits, {
    params: { id: deal.id },
    body: { splits },
  })
  expect(said.status).toBe(200)
  const [ownAfter, otherAfter, companyAfter] = await all()
  expect(companyAfter!.meanMinor).toBe(company!.meanMinor)
  const moved = otherAfter!.fromOpenMinor - other!.fromOpenMinor
  expect(moved).toBeGreaterThan(0.2 * chance * deal.amountMinor!)
  expect(Math.abs(own!.fromOpenMinor - ownAfter!.fromOpenMinor - moved)).toBeLessThan(3)
  const rep = await app.as('rep', second!.personId)
  expect((await open(rep)).fromOpenMinor).toBe(otherAfter!.fromOpenMinor)
  const { body: seen } = await rep.call(revenueContract.scoredDeals, { query: { limit: 200 } })
  expect(seen.deals.map(({ deal: { id } }) => id)).not.toContain(deal.id)
  expect(seen.count).toBe(seen.deals.length)
})

outlookToldApart(() => ({ app, boss }))
outlookKnownThen(() => ({ boss }))

test('the course holds what the outlook said at the end of each week, as a record', async () => {
  const { body } = await boss.call(revenueContract.course)
  const said = body.days.filter(({ outlook }) => outlook !== null).map(({ day }) => day)
  expect(said).toEqual([
    '2026-10-04',
    '2026-10-11',
    '2026-10-18',
    '2026-10-25',
    '2026-11-01',
    '2026-11-08',
    '2026-11-15',
    '2026-11-19',
    '2026-11-20',
  ])
})

test('calls are corrected for what earlier calls of the same people were off by', async () => {
  const { lines } = (await boss.call(revenueContract.rollUp, { query: { method: 'sum of reps' } })).body
  const { lines: accuracy } = (await boss.call(revenueContract.accuracy, { query: { day: 51 } })).body
  const verdicts = new Map(accuracy.map(({ personId, verdict }) => [personId, verdict]))
  const called = lines.filter(({ basis, corrected }) => basis === 'own call' && corrected !== null)
  expect(called.length).toBeGreaterThan(5)
  for (const { personId, commitMinor, corrected } of called) {
    if (verdicts.get(personId) === 'calls too low') expect(corrected!.commitMinor).toBeGreaterThan(commitMinor!)
    if (verdicts.get(personId) === 'calls too high') expect(corrected!.commitMinor).toBeLessThan(commitMinor!)
  }
})

test('where to push is ranked by what a quicker stage brings this quarter; a push gives somebody an action and is measured', async () => {
  const { body } = await boss.call(pushesContract.levers, { query: { days: 3 } })
  expect(body.periodLabel).toBe('Q4 2026')
  expect(body.levers.length).toBeGreaterThan(4)
  const gains = body.levers.map(({ gainMinor }) => gainMinor)
  expect(gains).toEqual([...gains].sort((a, b) => b - a))
  const [first] = body.levers
  expect(first!.says).toMatch(/^Shorten \w+ by 3 days in team .+: \+\$.+ this quarter \(80%: \$.+ to \$.+\)$/)
  expect(first!.lowMinor).toBeLessThan(first!.gainMinor)
  expect(first!.highMinor).toBeGreaterThan(first!.gainMinor)
  const { body: more } = await boss.call(pushesContract.levers, { query: { days: 6 } })
  const same = more.levers.find(({ stageId, teamId }) => stageId === first!.stageId && teamId === first!.teamId)
  if (same) expect(same.gainMinor).toBeGreaterThan(first!.gainMinor)
  const pushed = { stageId: first!.stageId, teamId: first!.teamId, days: 3 }
  const { body: push } = await boss.call(pushesContract.push, { body: pushed })
  expect((await boss.call(pushesContract.push, { body: pushed })).status).toBe(409)
  const { body: measured } = await boss.call(pushesContract.pushes)
  expect(measured.pushes).toMatchObject([
    {
      id: push.id,
      expectedMinor: first!.gainMinor,
      verdict: 'too few to say',
      before: { medianDays: first!.teamMedianDays },
    },
  ])
})

test('the weekly review balances, asks about deals that deserve it, and names people to help', async () => {
  const { body: review } = await boss.call(revenueContract.review)
  expect(review.week).toEqual({ from: '2026-11-13', to: '2026-11-20' })
  const moved = review.waterfall.bars.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  expect(review.waterfall.opening.amountMinor + moved).toBe(review.waterfall.closing.amountMinor)
  for (const bar of ['won', 'lost', 'pushed'] as const) {
    const sum = review.waterfall.bars.find((each) => each.bar === bar)!
    expect([review[bar].deals, review[bar].amountMinor]).toEqual([sum.deals, sum.amountMinor])
  }
  const { unattended, quiet } = review.ask!
  expect(unattended.count).toBeGreaterThan(0)
  for (const { deal, quietDays } of unattended.deals) {
    expect(deal.expectedClose! <= '2026-12-04').toBe(true)
    expect(quietDays).toBeGreaterThanOrEqual(14)
  }
  const perPerson = review.help.reduce((sum, person) => sum + person.quiet, 0)
  expect(perPerson).toBeLessThanOrEqual(quiet.count)
  expect(review.help.every(({ reasons }) => reasons.length > 0)).toBe(true)
  const gaps = review.help.map(({ gapMinor }) => gapMinor ?? 0)
  expect(gaps).toEqual([...gaps].sort((a, b) => b - a))
})

test('the review of a team is of its own deals, and nobody sees that of a team of others', async () => {
  const { body: choices } = await boss.call(crmContract.dealChoices)
  const [team] = choices.teams
  const { body: review } = await boss.call(revenueContract.review, { query: { teamId: team!.id } })
  expect(review.subject).toMatchObject({ kind: 'team', name: team!.name })
  const { body: all } = await boss.call(revenueContract.review)
  expect(review.waterfall.closing.deals).toBeLessThan(all.waterfall.closing.deals)
  const rep = await app.as('rep', all.help[0]!.personId)
  const other = choices.managers[0]!.id
  expect((await rep.call(revenueContract.review, { query: { personId: other } })).status).toBe(404)
  const { body: own } = await rep.call(revenueContract.review)
  expect(own.help.every(({ personId }) => personId === all.help[0]!.personId)).toBe(true)
})

test('who has not called is reminded once, by an action that the call finishes', async () => {
  const { body: rollUp } = await boss.call(revenueContract.rollUp, { query: { on: '2027-01-15' } })
  const [missing] = rollUp.missing
  const asked = { grain: 'quarter' as const, on: '2027-01-15', personIds: [missing!.personId] }
  const first = await boss.call(revenueContract.remind, { body: asked })
  expect(first.body).toEqual({ reminded: [{ personId: missing!.personId, name: missing!.name }], alreadyReminded: [] })
  const second = await boss.call(revenueContract.remind, { body: asked })
  expect(second.body).toMatchObject({ reminded: [], alreadyReminded: [{ personId: missing!.personId }] })
  const rep = await app.as('rep', missing!.personId)
  const { personId } = missing!
  const body = {
    grain: 'quarter',
    on: '2027-01-15',
    personId,
    covers: 'own',
    commitMinor: 1_000_00,
    replaces: null,
  } as const
  expect((await rep.call(revenueContract.call, { body: body as never })).status).toBe(200)
  const third = await boss.call(revenueContract.remind, { body: asked })
  expect(third.body).toEqual({ reminded: [], alreadyReminded: [] })
})

test('closed and open of the roll-up on any day are those of the pipeline on that day', async () => {
  for (const asOf of ['2026-10-05', '2026-11-02', '2026-11-20']) {
    const { body: rollUp } = await boss.call(revenueContract.rollUp, { query: { on: '2026-11-20', asOf } })
    const { body: open } = await boss.call(pipelineContract.deals, {
      query: { asOf, grain: 'quarter', on: '2026-11-20', set: 'open', limit: 1 } as never,
    })
    expect(rollUp.total).toMatchObject({ openDeals: open.count, openMinor: open.amountMinor })
    const query = { asOf, set: 'won', from: '2026-10-01', to: asOf, limit: 1 } as never
    const { body: won } = await boss.call(pipelineContract.deals, { query })
    expect(rollUp.total.closedMinor).toBe(won.amountMinor)
  }
})

test('the weekly review comes by mail at its hour where the receiver is, once, and only of what they may see', async () => {
  const { send, mails, end } = await post()
  try {
    const { body: choices } = await boss.call(crmContract.dealChoices)
    const [team] = choices.teams
    const reps = (await boss.call(revenueContract.rollUp)).body.lines.filter(({ hasReports }) => !hasReports)
    const rep = await app.as('rep', reps[0]!.personId)
    const wish = { weekday: 5, minute: 14 * 60, timeZone: 'Europe/Berlin' }
    await boss.call(revenueContract.keepReviewMail, { body: { ...wish, teamId: team!.id } })
    const [own, another] = reps.map(({ personId }) => personId)
    for (const unseen of [{ personId: another! }, { teamId: newId() }]) {
      expect((await rep.call(revenueContract.keepReviewMail, { body: { ...wish, ...unseen } })).status).toBe(404)
    }
    expect((await rep.call(revenueContract.reviewMails)).body.mails).toEqual([])
    await rep.call(revenueContract.keepReviewMail, { body: { ...wish, personId: own! } })
    await sql`update revenue.review_mail set subject_id = ${another!} where subject_id = ${own!}`.execute(
      app.workspace.db,
    )
    await send('2026-11-20T12:59:00Z')
    expect(await mails()).toEqual([]) // 13:59 in Berlin
    await send('2026-11-20T13:00:00Z')
    await send('2026-11-20T13:05:00Z')
    const [only, ...others] = await mails()
    expect(others).toEqual([])
    expect(only).toMatch(/^Subject: Weekly review of /m)
    expect(only).toContain('text/html')
    const { body: refused } = await rep.call(revenueContract.reviewMails)
    expect(refused.mails[0]).toMatchObject({ sentAt: null, problem: expect.stringContaining('person') })
    const { body: told } = await boss.call(revenueContract.reviewMails)
    expect(told.mails[0]).toMatchObject({ name: team!.name, sentAt: '2026-11-20T13:00:00.000Z', problem: null })
    await sql`update revenue.review_mail set subject_id = ${newId()} where id = ${told.mails[0]!.id}`.execute(
      app.workspace.db,
    )
    const { body: gone } = await boss.call(revenueContract.reviewMails)
    expect(gone.mails[0]).toMatchObject({ id: told.mails[0]!.id, name: 'A team that is gone' })
    await boss.call(revenueContract.endReviewMail, { params: { id: told.mails[0]!.id } })
    await send('2026-11-27T13:05:00Z')
    expect(await mails()).toHaveLength(1)
    expect((await rep.call(revenueContract.endReviewMail, { params: { id: told.mails[0]!.id } })).status).toBe(404)
  } finally {
    await end()
  }
})

test('a weekly review that breaks holds up no other, is logged without what it says, and goes out once it can', async () => {
  const { send, mails, logged, end } = await post()
  const { db } = app.workspace
  const zoneOf = (id: string, zone: string) =>
    sql`update revenue.review_mail set time_zone = ${zone} where id = ${id}`.execute(db)
  try {
    const wish = { weekday: 5, minute: 14 * 60, timeZone: 'Europe/Berlin' }
    const [broken] = (await boss.call(revenueContract.keepReviewMail, { body: wish })).body.mails
    const other = await app.as('sales-ops-manager')
    await other.call(revenueContract.keepReviewMail, { body: wish })
    await zoneOf(broken!.id, 'Nowhere')
    await send('2026-11-20T13:00:00Z')
    expect(await mails()).toHaveLength(1)
    expect(logged).toEqual([{ reviewMail: broken!.id, error: 'RangeError: Invalid time zone specified: Nowhere' }])
    await zoneOf(broken!.id, 'Europe/Berlin')
    await send('2026-11-20T13:05:00Z')
    expect(await mails()).toHaveLength(2)
  } finally {
    await end()
  }
})

/** A folder as the mail server, and what is logged meanwhile. */
async function post() {
  const folder = await mkdtemp(join(tmpdir(), 'drumbeat-mails-'))
  const logged: unknown[] = []
  const at = (instant: string): TestApp['workspace'] =>
    Object.create(app.workspace, {
      smtpUrl: { value: pathToFileURL(folder).href },
      clock: { value: () => new Date(instant) },
      log: { value: { error: (said: unknown) => logged.push(said) } },
    })
  return {
    logged,
    send: (instant: string) => sendReviewMails(at(instant), new AbortController().signal),
    mails: async () => Promise.all((await readdir(folder)).sort().map((name) => readFile(join(folder, name), 'utf8'))),
    end: () => rm(folder, { recursive: true, force: true }),
  }
}
