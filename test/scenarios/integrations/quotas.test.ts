import { afterAll, beforeAll, expect, test } from 'vitest'
import { goalsContract } from '#goals/contract.ts'
import { syncDue } from '#integrations/connections/sync.io.ts'
import { integrationsContract } from '#integrations/contract.ts'
import { FakeHubspot } from '../../fakes/hubspot.ts'
import { openFakeSalesforce } from '../../fakes/salesforce.ts'
import { SmallOrg } from '../../fakes/salesforce-org.ts'
import { serveHere } from '../../fakes/serve.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'

const { addConnection, changeConnection, connections, connectionRuns, syncConnection } = integrationsContract
const october = { from: '2026-10-01', to: '2026-10-31' }
const november = { from: '2026-11-01', to: '2026-11-30' }
let now = '2026-11-02T09:00:00.000Z'
let app: TestApp
let admin: Caller
let id = ''
const org = new SmallOrg('2026-01-10T09:00:00.000Z')
const rob = org.addUser({ Name: 'Rob Rep' })
const gone = org.addUser({ Name: 'Gone Girl', IsActive: false })
let fake: Awaited<ReturnType<typeof openFakeSalesforce>>

beforeAll(async () => {
  app = await openTestApp({ clock: () => new Date(now) })
  admin = await app.as('owner')
  fake = await openFakeSalesforce({ tables: org.tables, clientSecret: 's', now: () => new Date(now) })
  org.addQuota(rob, { type: 'Revenue', ...october, QuotaAmount: 1000.5 })
  for (const [ProductFamily, QuotaAmount] of [
    ['Pumps', 300.1],
    ['Valves', 200.2],
  ] as const)
    org.addQuota(rob, { type: 'Revenue', ...november, ProductFamily, QuotaAmount })
  org.addQuota(rob, { type: 'Units', ...november, QuotaQuantity: 40 })
  org.addQuota(rob, { type: 'Revenue', from: '2026-02-01', to: '2026-04-30', QuotaAmount: 7 })
  org.addQuota(gone, { type: 'Revenue', ...october, QuotaAmount: 80 })
  org.addQuota(gone, { type: 'Revenue', from: '2026-12-01', to: '2026-12-31', QuotaAmount: 90 })
  org.addQuota(rob, { type: 'Revenue', from: '2026-12-01', to: '2026-12-31', QuotaAmount: 500, CurrencyIsoCode: 'ISK' })
  org.addQuota(rob, { type: 'Revenue', from: '2027-01-01', to: '2027-01-31', QuotaAmount: 5, Territory2Id: '0MI1' })
})
afterAll(async () => {
  await fake.close()
  await app.close()
})

test('quotas of Salesforce are read once an administrator who may set quotas chose it; what does not fit is told', async () => {
  const body = { name: 'Our org', kind: 'salesforce' as const, address: fake.address, clientId: 'a', clientSecret: 's' }
  id = (await admin.call(addConnection, { body })).body.id
  await sync()
  expect(await quotas()).toEqual([])
  await choose({ isRead: true })
  expect((await sync('dry run')).counts.map(({ object, new: fresh }) => [object, fresh])).toEqual([
    ['ForecastingQuota', 4],
    ['ForecastingQuota (counts)', 1],
  ])
  expect(await quotas()).toEqual([])
  await sync()
  expect(await quotas()).toEqual([
    'Gone Girl 2026-10-01 2026-11-01 80.00 EUR',
    'Rob Rep 2026-02-01 2026-05-01 7.00 EUR',
    'Rob Rep 2026-10-01 2026-11-01 1000.50 EUR',
    'Rob Rep 2026-11-01 2026-12-01 40 units sold',
    'Rob Rep 2026-11-01 2026-12-01 500.30 EUR',
  ])
  expect(await health()).toEqual([
    expect.stringContaining('1 quota of Salesforce is for a territory, not for a person, and stays out'),
    expect.stringContaining('1 quota of people who are inactive in Salesforce begins after today'),
    expect.stringContaining('"ISK" is no currency of this company'),
    expect.stringContaining(
      'Quotas of Salesforce are for 2026-02-01 to 2026-04-30, which is no month, quarter or year',
    ),
  ])
  expect((await later()).says).toBe('Nothing new.')
  expect((await sync('full')).counts.map(({ object, new: fresh, changed }) => [object, fresh, changed])).toEqual([
    ['User', 0, 0],
    ['ForecastingQuota', 0, 0],
  ])
})

test('a quota follows Salesforce until it is set here; then both values are told, and it follows again once it says the same', async () => {
  const [robs] = org.quotas
  robs!.QuotaAmount = 1100
  await later()
  expect(await quotaOf('2026-10-01')).toBe('1100.00 EUR')
  await set('2026-10-01', 1200_00)
  expect((await later()).says).toBe('Nothing new.')
  expect(await health('quota set here')).toEqual([
    'The quota of Rob Rep from 2026-10-01 to 2026-10-31 is 1200.00 EUR here and 1100.00 EUR in Salesforce. It was set here, so it stays; set it to 1100.00 EUR here and it follows Salesforce again.',
  ])
  robs!.QuotaAmount = 1300
  await sync('full')
  expect(await quotaOf('2026-10-01')).toBe('1200.00 EUR')
  expect(await health('quota set here')).toEqual([expect.stringContaining('1200.00 EUR here and 1300.00 EUR in')])
  await set('2026-10-01', 1300_00)
  await later()
  expect(await health('quota set here')).toEqual([])
  robs!.QuotaAmount = 1400
  await later()
  expect(await quotaOf('2026-10-01')).toBe('1400.00 EUR')
})

test('a quota that is taken away there ends here, one of two forecast types waits until one is named, and hidden ones stay', async () => {
  org.quotas.splice(3, 2)
  await later()
  expect((await quotas()).filter((each) => each.startsWith('Rob'))).toEqual([
    'Rob Rep 2026-10-01 2026-11-01 1400.00 EUR',
    'Rob Rep 2026-11-01 2026-12-01 500.30 EUR',
  ])
  org.addQuota(rob, { type: 'Splits', ...october, QuotaAmount: 9 })
  await later()
  expect(await quotaOf('2026-10-01')).toBe('1400.00 EUR')
  expect(await health('several quotas')).toEqual([
    '1 quota stays out, since more than one forecast type sets them for the same person and period: "Revenue", "Splits". Say under Quotas which one counts.',
  ])
  await choose({ isRead: true, named: 'Spilts' })
  await later()
  expect(await health('no such quotas')).toEqual([expect.stringContaining('it has "Revenue", "Splits"')])
  await choose({ isRead: true, named: 'revenue' })
  await later()
  expect([await health('several quotas'), await health('no such quotas')]).toEqual([[], []])
  fake.odd.hidden.add('ForecastingQuota')
  await later()
  expect(await quotas()).toHaveLength(3)
  expect(await health('hidden object')).toEqual([expect.stringContaining('View All Forecasts')])
  fake.odd.hidden.clear()
  const all = org.quotas.splice(0)
  await later()
  expect(await quotas()).toHaveLength(3)
  expect(await health('quotas not shown')).toEqual([expect.stringContaining('does not show 3 quotas any more')])
  org.quotas.push(...all)
})

test('goals of HubSpot are quotas of people and teams, or goals in counts; what they count otherwise is told', async () => {
  const hubspot = new FakeHubspot('t', '2026-10-01T09:00:00.000Z')
  const served = await serveHere((request, response) => hubspot.answer(request, response))
  hubspot.pipelines.push({ id: 'default', label: 'HubSpot', displayOrder: 0, stages: [] })
  const teams = [{ id: '77', name: 'North, East', primary: true }]
  const owner = {
    email: 'ada@example.com',
    firstName: 'Ada',
    lastName: 'Owner',
    archived: false,
    updatedAt: hubspot.now,
  }
  hubspot.owners.push({ id: '9', userId: 1009, teams, ...owner })
  const goal = (goalId: string, value: string, more: Record<string, string>) =>
    hubspot.set('goal_targets', goalId, {
      ...{
        hs_goal_name: 'Revenue',
        hs_kpi_unit_type: 'currency',
        hs_kpi_object_type_id: '0-3',
        hs_target_amount: value,
      },
      ...{ hs_start_datetime: '2026-11-01T00:00:00Z', hs_end_datetime: '2026-11-30T23:59:59.999Z', ...more },
    })
  const counted = { hs_kpi_unit_type: 'number', hs_kpi_metric_type: 'COUNT', hubspot_owner_id: '9' }
  goal('1', '5000.25', { hubspot_owner_id: '9', hs_goal_target_currency_code: 'EUR' })
  goal('2', '9000', {
    hs_assignee_team_id: '77',
    hs_start_datetime: '2026-10-01T00:00:00Z',
    hs_end_datetime: '2027-01-01T00:00:00Z',
  })
  goal('3', '60', { ...counted, hs_goal_name: 'Calls', hs_kpi_object_type_id: '0-48' })
  goal('4', '5', { ...counted, hs_goal_name: 'Tickets', hs_kpi_object_type_id: '0-5' })
  goal('5', '2', { hs_goal_name: 'Whose?', hs_assignee_user_id: '4711' })
  hubspot.hidden.add('goal_targets')
  const body = { name: 'Our HubSpot', kind: 'hubspot' as const, address: served.address, accessToken: 't' }
  id = (await admin.call(addConnection, { body })).body.id
  await choose({ isRead: true })
  await sync()
  expect(await health()).toEqual([expect.stringContaining('crm.objects.goals.read')])
  hubspot.hidden.clear()
  await sync()
  const brought = async () => (await quotas()).filter((each) => /Ada|North/.test(each))
  expect(await brought()).toEqual([
    'Ada Owner 2026-11-01 2026-12-01 5000.25 EUR',
    'Ada Owner 2026-11-01 2026-12-01 60 calls made',
    'North, East 2026-10-01 2027-01-01 9000.00 USD',
  ])
  expect(await health()).toEqual([
    'The goal "Tickets" of HubSpot counts something that goals here do not count; it stays out.',
    'The goal "Whose?" of HubSpot is for no person or team that HubSpot names; it stays out.',
  ])
  hubspot.objects.goal_targets[0]!.archivedAt = hubspot.now
  goal('2', '9500', {})
  await later()
  expect(await brought()).toEqual([
    'Ada Owner 2026-11-01 2026-12-01 60 calls made',
    'North, East 2026-11-01 2026-12-01 9500.00 USD',
  ])
  hubspot.now = now
  await later()
  expect((await later()).says).toBe('Nothing new.')
  await served.close()
})

/** Another reading of five minutes, asked for by nobody. */
async function later() {
  now = new Date(Date.parse(now) + 300_000).toISOString()
  await syncDue(app.workspace, new AbortController().signal)
  return lastRun()
}

async function sync(mode: 'sync' | 'full' | 'dry run' = 'sync') {
  await admin.call(syncConnection, { params: { id }, body: { mode } })
  await syncDue(app.workspace, new AbortController().signal)
  return lastRun()
}

async function lastRun() {
  const [run] = (await admin.call(connectionRuns, { params: { id } })).body.runs
  expect(run).toMatchObject({ state: 'done' })
  return run!
}

async function choose(given: { isRead: boolean; named?: string }) {
  const { status } = await admin.call(changeConnection, { params: { id }, body: { quotas: given } })
  expect(status).toBe(200)
}

async function health(kind?: string) {
  const all = (await admin.call(connections)).body.connections.find((each) => each.id === id)!.findings
  return all
    .filter((each) => kind === undefined || each.kind === kind)
    .map(({ says }) => says)
    .sort()
}

/** Quotas and goals in force: whose, from when until when, how much. */
async function quotas(): Promise<string[]> {
  const { rows } = await app.workspace.pool.query<{ text: string }>(`
    select concat_ws(' ', coalesce(p.name, t.name), q.starts_on, q.ends_on, q.says) as text from (
      select subject_id, starts_on, ends_on, round(amount_minor / 100.0, 2) || ' ' || currency as says from goals.quota where ended_at is null
      union all select subject_id, starts_on, ends_on, trim_scale(target) || ' ' || metric from goals.count_quota where ended_at is null) q
    left join company.person p on p.id = q.subject_id left join company.team t on t.id = q.subject_id order by 1`)
  return rows.map(({ text }) => text)
}

async function quotaOf(startsOn: string): Promise<string | undefined> {
  return (await quotas())
    .find((each) => each.startsWith(`Rob Rep ${startsOn}`))
    ?.split(' ')
    .slice(4)
    .join(' ')
}

async function set(startsOn: string, amountMinor: number) {
  const { quotas: all } = (await admin.call(goalsContract.listQuotas)).body
  const known = all.find((each) => each.subjectName === 'Rob Rep' && each.startsOn === startsOn && !each.endedAt)!
  const { subjectKind, subjectId, endsOn, currency } = known
  const body = { subjectKind, subjectId, startsOn, endsOn, currency, amountMinor, replaces: known.id }
  expect((await admin.call(goalsContract.setQuota, { body })).status).toBe(200)
}
