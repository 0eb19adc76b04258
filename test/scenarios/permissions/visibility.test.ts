import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accountsContract } from '#crm/accounts/contract.ts'
import { crmContract } from '#crm/contract.ts'
import { orderGroups, ordersContract } from '#crm/orders/contract.ts'
import { demandContract } from '#demand/contract.ts'
import { goalsContract } from '#goals/contract.ts'
import { overviewContract } from '#overview/contract.ts'
import { createToken } from '#platform/auth/tokens.tx.ts'
import { searchContract } from '#platform/search/contract.ts'
import { roles } from '#roles.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { smallDemo } from '../../harness/demo.ts'
import { filled, type Mounted, mountedEndpoints } from './mounted.ts'

const now = new Date('2026-11-23T12:00:00Z')
const nobody = '0190a000-0000-7000-8000-000000000001'

/** Somebody with what they may see, as SQL says it without asking the product. */
type Watcher = { caller: Caller; deals: string[] | 'all'; orders: string[] | 'all'; quotas: string[] | 'all' }
type Foreign = { deal: string; dealName: string; owner: string; account: string; quota: string; manager: string }

let app: TestApp
let endpoints: Mounted[]
const watchers: Record<string, Watcher> = {}
const watching = ['rep', 'sales-manager', 'supply-planner', 'enablement', 'rep without a person']

beforeAll(async () => {
  app = await openTestApp({ isDemo: true, clock: () => now, demo: { size: smallDemo } })
  endpoints = await mountedEndpoints(app)
  const [rep, manager] = [await personOf('rep'), await personOf('sales-manager')]
  const team = await peopleUnder(manager)
  watchers.rep = { caller: await app.as('rep', rep), deals: [rep], orders: [rep], quotas: [rep] }
  watchers['sales-manager'] = {
    caller: await app.as('sales-manager', manager),
    deals: team,
    orders: team,
    quotas: team,
  }
  watchers['supply-planner'] = {
    caller: await app.as('supply-planner', await personOf('supply-planner')),
    deals: [],
    orders: [],
    quotas: [],
  }
  watchers.enablement = { caller: await app.as('enablement'), deals: 'all', orders: [], quotas: 'all' }
  watchers['rep without a person'] = { caller: await app.as('rep'), deals: [], orders: [], quotas: [] }
  expect(team.length).toBeGreaterThan(4)
})
afterAll(() => app.close())

describe.each(watching)('a %s', (name) => {
  test('reads no id of a deal, order line or quota of others, through any endpoint and any filter', async () => {
    const { caller } = watchers[name]!
    const { leaks, answered } = await sweep(caller, watchers[name]!)
    expect(leaks).toEqual([])
    expect(answered).toBeGreaterThan(15)
  })

  test('adds up only what may be seen: deals, by stage, by owner, and by account', async () => {
    const { caller, deals } = watchers[name]!
    const { permissions } = roles[name.split(' ')[0]!]!
    if (!permissions.includes('crm:read')) return
    const truth = await one<{ deals: number; open: number; won: number; placed: number }>(sql`
      select count(*) as deals, count(*) filter (where outcome = 'open') as open,
        count(*) filter (where outcome = 'won') as won,
        count(*) filter (where outcome <> 'lost' and account_id is not null) as placed
      from crm.deal where ended_at is null and ${among(deals, 'owner_id')}`)
    for (const query of [{}, { group: 'stage' }, { group: 'owner' }] as const) {
      const { body } = await caller.call(crmContract.dealTotals, { query })
      const outcomes = Object.fromEntries(body.byOutcome.map((each) => [each.outcome, each.count]))
      expect([body.count, outcomes.open ?? 0, outcomes.won ?? 0]).toEqual([truth.deals, truth.open, truth.won])
      const grouped = body.groups.reduce((sum, each) => sum + each.count, 0)
      expect(grouped).toBe('group' in query ? truth.deals : 0)
    }
    let counted = 0
    for (let offset: number | null = 0; offset !== null; ) {
      const { body }: { body: { accounts: { openDeals: number; wonDeals: number }[]; next: number | null } } =
        await caller.call(accountsContract.listAccounts, { query: { limit: 500, offset } })
      counted += body.accounts.reduce((sum, each) => sum + each.openDeals + each.wonDeals, 0)
      offset = body.next
    }
    expect(counted).toBe(truth.placed)
    const stages = await caller.call(crmContract.listPipelines)
    const standing = stages.body.pipelines.flatMap((each) => each.stages.map((stage) => stage.deals))
    expect(standing.reduce((sum, each) => sum + each, 0)).toBe(truth.deals)
    const health = await caller.call(overviewContract.health)
    expect(health.body.deals).toBe(truth.deals)
  })

  test('adds up nothing of others when it asks for theirs by owner, manager or account', async () => {
    const { caller, deals, orders } = watchers[name]!
    const foreign = await foreignTo(watchers[name]!)
    if (foreign.deal === nobody || !roles[name.split(' ')[0]!]!.permissions.includes('crm:read')) return
    for (const query of [{ owner: foreign.owner }, { manager: foreign.manager, owner: foreign.owner }]) {
      const { body } = await caller.call(crmContract.dealTotals, { query })
      expect([body.count, body.amountMinor, body.byCurrency]).toEqual([0, 0, []])
    }
    const sums = await caller.call(ordersContract.orderSummary, { query: { owner: foreign.owner } })
    expect(sums.body).toEqual({ sums: [], totals: [] })
    const truth = await one<{ open: number; lines: number }>(sql`select
      (select count(*) from crm.deal where ended_at is null and outcome = 'open' and account_id = ${foreign.account}
        and ${among(deals, 'owner_id')}) as open,
      (select count(*) from crm.order_line where ended_at is null and account_id = ${foreign.account}
        and ${among(orders, 'owner_id')}) as lines`)
    const { body } = await caller.call(accountsContract.accountDetail, { params: { id: foreign.account } })
    const lines = body.orders.reduce((sum, each) => sum + each.lines, 0)
    expect([body.account.openDeals, lines]).toEqual([truth.open, truth.lines])
  })

  test('adds up only what may be seen: order lines, however grouped', async () => {
    const { caller, orders } = watchers[name]!
    const { permissions } = roles[name.split(' ')[0]!]!
    const health = await caller.call(overviewContract.health)
    expect(health.body.orderLines !== null).toBe(permissions.includes('demand:read'))
    if (!permissions.includes('crm:read')) return
    const truth = await one<{ lines: number; amount: string | null }>(sql`
      select count(*) as lines, trim_scale(sum(amount))::text as amount from crm.order_line
      where ended_at is null and currency = 'USD' and ${among(orders, 'owner_id')}`)
    for (const group of ['', ...orderGroups]) {
      const { body } = await caller.call(ordersContract.orderSummary, { query: { group, currency: 'USD' } })
      expect(body.totals[0]?.amount ?? null).toBe(truth.amount)
      expect(body.sums.reduce((sum, each) => sum + each.lines, 0)).toBe(truth.lines)
    }
    const behind = await caller.call(demandContract.lines, { query: { startsOn: '2026-10-01' } })
    const seen = await one<{ lines: number }>(sql`select count(*) as lines from crm.order_line
      where ended_at is null and item_id is not null and ordered_on between '2026-10-01' and '2026-10-31'
        and ${among(orders, 'owner_id')}`)
    expect(behind.body.orderLines).toBe(seen.lines)
  })

  test('finds goals and attainment of nobody else, and no name of others in what needs attention', async () => {
    const { caller, quotas, deals } = watchers[name]!
    const others = await one<{ names: string[] }>(sql`select coalesce(array_agg(name), '{}') as names
      from company.person where not ${among(quotas, 'id')}`)
    const needs = await (await caller.fetch('/api/overview/needs')).text()
    expect(others.names.filter((each) => needs.includes(each))).toEqual([])
    const { status, body } = await caller.call(goalsContract.attainment, { query: { grain: 'year' } })
    if (status === 403) return
    const text = JSON.stringify(body)
    expect(others.names.filter((each) => text.includes(each))).toEqual([])
    const won = await one<{ deals: number }>(sql`select count(*) as deals from crm.deal where ended_at is null
      and outcome = 'won' and closed_on >= ${body.period.from} and closed_on < ${body.period.to}
      and owner_id is not null and ${among(deals, 'owner_id')}`)
    const listed = new Set(body.people.map((each) => each.subjectId))
    const top = body.people.filter((each) => !each.managerId || !listed.has(each.managerId))
    expect(top.reduce((sum, each) => sum + each.closedDeals, 0)).toBe(won.deals)
    expect(body.company === null).toBe(quotas !== 'all')
    if (quotas !== 'all') expect([body.territories, body.families]).toEqual([[], []])
  })

  test('is told the same of a foreign deal as of one that never was', async () => {
    const { caller } = watchers[name]!
    const foreign = await foreignTo(watchers[name]!)
    if (foreign.deal === nobody) return
    const told = async (id: string) => {
      const changes = { changedAt: now.toISOString(), changes: { amountMinor: 1 } }
      const init = (method: string, body: object) => ({ method, body: JSON.stringify(body) })
      const replies = await Promise.all([
        caller.fetch(`/api/crm/deals/${id}`),
        caller.fetch(`/api/crm/deals/${id}?asOf=2026-06-30&known=then`),
        caller.fetch(`/api/crm/deals/${id}`, init('PATCH', changes)),
        caller.fetch(`/api/crm/deals/${id}/undo`, init('POST', { recordedAt: now.toISOString() })),
      ])
      return Promise.all(replies.map(async (each) => [each.status, (await each.text()).replaceAll(id, '…')]))
    }
    const answers = await told(foreign.deal)
    expect(answers).toEqual(await told(nobody))
    expect(answers.every(([status]) => status === 404 || status === 403)).toBe(true)
  })
})

test('the same sweep by an owner finds what a rep may not see: it is able to find', async () => {
  const { leaks } = await sweep(await app.as('owner'), watchers.rep!)
  const paths = leaks.map((each) => each.split('?')[0])
  expect(paths).toEqual(expect.arrayContaining(['/api/crm/deals', '/api/crm/orders', '/api/goals/quotas']))
  expect(paths).toEqual(expect.arrayContaining(['/api/search', '/api/goals/attainment', '/api/demand/lines']))
})

test('a deal that moved away takes its whole past along; an edit by another cannot be taken back', async () => {
  const { rep, 'sales-manager': manager } = watchers
  const owner = await app.as('owner')
  const mine = await one<{ id: string; name: string; changedAt: string }>(sql`select id, name, changed_at as "changedAt"
    from crm.deal where owner_id = ${rep!.deals[0]} and ended_at is null order by outcome <> 'open', id limit 1`)
  const edit = async (by: Caller, changes: object) => {
    const { body } = await owner.call(crmContract.dealDetail, { params: { id: mine.id } })
    return by.call(crmContract.changeDeal, {
      params: { id: mine.id },
      body: { changedAt: body.deal.changedAt, changes },
    })
  }
  const undo = (recordedAt: string) =>
    rep!.caller.call(crmContract.undoDealEdit, { params: { id: mine.id }, body: { recordedAt } })
  const own = await edit(rep!.caller, { amountMinor: 123_00 })
  expect(own.status).toBe(200)
  const byOwner = await edit(owner, { amountMinor: 456_00 })
  expect(await undo(byOwner.body.changedAt)).toMatchObject({ status: 409, body: { code: 'not-undoable' } })
  const away = (await foreignTo(manager!)).owner
  expect((await edit(owner, { ownerId: away })).status).toBe(200)

  for (const { caller } of [rep!, manager!]) {
    const { body } = await caller.call(searchContract.search, { query: { q: mine.name, limit: 20 } })
    expect(body.results.map((each) => each.id)).not.toContain(mine.id)
    for (const query of [{}, { asOf: '2026-11-01' }, { asOf: '2026-11-01', known: 'then' as const }]) {
      const reply = await caller.call(crmContract.dealDetail, { params: { id: mine.id }, query })
      expect([reply.status, reply.body.code]).toEqual([404, 'not-found'])
    }
  }
  expect((await undo(own.body.changedAt)).status).toBe(404)
  expect((await edit(rep!.caller, { amountMinor: 1 })).status).toBe(404)
})

test('a deal is added or handed to nobody outside the own tree', async () => {
  for (const { caller, deals } of [watchers.rep!, watchers['sales-manager']!]) {
    const foreign = await foreignTo({ caller, deals, orders: deals, quotas: deals })
    const { id: stageId } = await one<{ id: string }>(sql`select id from crm.stage where outcome = 'open' limit 1`)
    for (const ownerId of [foreign.owner, null]) {
      const reply = await caller.call(crmContract.addDeal, { body: { name: 'Slipped in', stageId, ownerId } })
      expect([reply.status, reply.body.code]).toEqual([403, 'not-your-team'])
    }
  }
})

test('a token for people and items finds no account and no deal, and sees no import, though its user may', async () => {
  const owner = await app.as('owner')
  const { secret } = await createToken(app.work, {
    userId: owner.userId,
    name: 'narrow',
    scopes: ['company:read', 'overview:read', 'tokens:own'],
    expiresInDays: 1,
    allowed: new Set(roles.owner!.permissions),
  })
  const headers = { authorization: `Bearer ${secret}` }
  const { name } = await one<{ name: string }>(sql`select name from crm.deal where ended_at is null limit 1`)
  const found = await owner.fetch(`/api/search?q=${encodeURIComponent(name)}`, { headers })
  const kinds = ((await found.json()) as { results: { kind: string }[] }).results.map((each) => each.kind)
  expect(kinds.filter((kind) => kind === 'deal' || kind === 'account')).toEqual([])
  const needs = (await (await owner.fetch('/api/overview/needs', { headers })).json()) as { needs: unknown[] }
  expect(needs.needs).toEqual([])
  const health = await (await owner.fetch('/api/overview/health', { headers })).json()
  expect(health).toMatchObject({ orderAmount: null, lastImport: null })
  const wider = await owner.fetch('/api/tokens', {
    method: 'POST',
    headers,
    body: JSON.stringify({ name: 'wider', scopes: ['crm:read'] }),
  })
  expect([wider.status, ((await wider.json()) as { code: string }).code]).toEqual([403, 'scope-beyond-role'])
})

const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
const needed = { q: 'a', startsOn: '2026-10-01', from: '2026-01-01', to: '2026-12-31' }

/** Asks every endpoint that reads, in every way below, and tells which answers held an id that is hidden from somebody. */
async function sweep(caller: Caller, watcher: Watcher): Promise<{ leaks: string[]; answered: number }> {
  const [hidden, foreign] = [await hiddenFrom(watcher), await foreignTo(watcher)]
  const leaks = new Set<string>()
  let answered = 0
  for (const { permission, path, query } of endpoints.filter((each) => each.method === 'GET')) {
    if (['/api/events', '/api/settings/backup'].includes(path) || permission === 'public') continue
    const declared = new Set(query.map((each) => each.name))
    for (const asked of attempts(foreign)) {
      const given = Object.entries(asked).filter(([key]) => declared.has(key))
      if (given.length === 0 && Object.keys(asked).length > 0) continue
      const required = Object.entries(needed).filter(([key]) => declared.has(key) && !(key in asked))
      const address = `${filled(path, foreign.deal)}?${new URLSearchParams([...given, ...required])}`
      const reply = await caller.fetch(address)
      const text = await reply.text()
      answered += reply.status === 200 ? 1 : 0
      expect([200, 400, 403, 404, 405], address).toContain(reply.status)
      for (const id of text.match(uuids) ?? []) if (hidden.has(id) && !address.includes(id)) leaks.add(address)
    }
  }
  return { leaks: [...leaks], answered }
}

/** Ways to ask for what belongs to somebody else. */
function attempts(foreign: Foreign): Record<string, string>[] {
  return [
    {},
    { owner: foreign.owner },
    { owner: `${foreign.owner},none` },
    { manager: foreign.manager },
    { account: foreign.account },
    { search: foreign.dealName },
    { q: foreign.dealName, limit: '20' },
    { subjectId: foreign.owner, subjectKind: 'person', ended: 'true' },
    { grain: 'year', on: '2026-06-30' },
    { group: 'owner', sort: 'owner:asc', limit: '500' },
    { sort: 'amount:desc', limit: '500' },
    { node: 'all', startsOn: '2026-01-01', measure: 'money' },
    { asOf: '2026-06-30', known: 'then' },
    { days: '92' },
  ]
}

async function hiddenFrom({ deals, orders, quotas }: Watcher): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from crm.deal where not ${among(deals, 'owner_id')}
    union all select id from crm.order_line where not ${among(orders, 'owner_id')}
    union all select id from goals.quota where subject_kind = 'person' and not ${among(quotas, 'subject_id')}
    union all select id from goals.quota where subject_kind in ('company', 'territory', 'family')
      and ${quotas !== 'all'}`.execute(app.workspace.db)
  return new Set(rows.map((row) => row.id))
}

/** A deal, its owner and a quota that somebody may not see; for who sees all deals, ids that lead nowhere. */
async function foreignTo({ deals, quotas }: Watcher): Promise<Foreign> {
  if (deals === 'all')
    return { deal: nobody, dealName: 'a', owner: nobody, account: nobody, quota: nobody, manager: nobody }
  return one<Foreign>(sql`
    select deal.id as deal, deal.name as "dealName", deal.owner_id as owner, deal.account_id as account,
      quota.id as quota, line.manager_id as manager
    from crm.deal deal join goals.quota quota on quota.subject_id = deal.owner_id
    join company.reporting_line line on line.person_id = deal.owner_id and line.ends_on is null
    where deal.ended_at is null and deal.outcome = 'open' and deal.account_id is not null
      and not ${among(deals, 'deal.owner_id')} and not ${among(quotas, 'quota.subject_id')}
    order by deal.id limit 1`)
}

function among(people: string[] | 'all', column: string) {
  return people === 'all'
    ? sql<boolean>`true`
    : sql<boolean>`coalesce(${sql.ref(column)} = any(${people}::uuid[]), false)`
}

async function one<Row>(query: ReturnType<typeof sql>): Promise<Row> {
  const { rows } = await query.execute(app.workspace.db)
  return rows[0] as Row
}

async function personOf(role: string): Promise<string> {
  return (await one<{ id: string }>(sql`select "personId" as id from auth."user" where role = ${role} limit 1`)).id
}

async function peopleUnder(manager: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`with recursive under(id) as (select ${manager}::uuid union
    select line.person_id from company.reporting_line line join under on line.manager_id = under.id
    where line.starts_on <= '2026-11-23' and (line.ends_on is null or line.ends_on > '2026-11-23'))
    select id from under`.execute(app.workspace.db)
  return rows.map((row) => row.id)
}
