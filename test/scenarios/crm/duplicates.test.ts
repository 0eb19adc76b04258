import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actionsContract } from '#actions/contract.ts'
import { crmContract } from '#crm/contract.ts'
import { pipelineContract } from '#pipeline/contract.ts'
import { drop } from '../import-crm/dropping.ts'
import { written } from '../import-formats/files.ts'
import { openSmallTeam, type SmallTeam } from './small-team.ts'

/** The same customer came in twice; somebody makes one of the two, and thinks again. */
let team: SmallTeam
const ids: Record<string, string> = {}

beforeAll(async () => {
  team = await openSmallTeam()
  const { app } = team
  await drop(app.work, {
    paths: await written({
      'accounts.csv':
        'Account ID,Account Name,Country,Employees\nA-1,Nord Kaffee GmbH,DE,\nA-2,Nord Kafee,DE,40\nA-3,Sud Tee,DE,5\n',
    }),
  })
  const { rows } = await sql<{ key: string; id: string }>`select external_id as key, id from crm.account`.execute(
    app.workspace.db,
  )
  for (const { key, id } of rows) ids[key] = id
  const deal = async (name: string, accountId: string, ownerId: string) =>
    (
      await team.admin.call(crmContract.addDeal, {
        body: { name, accountId, ownerId, stageId: team.stages.offer, amountMinor: 100_00, currency: 'USD' } as never,
      })
    ).body.deal!.id
  ids.first = await deal('Beans', ids['A-1']!, team.people.ada)
  ids.second = await deal('Beans', ids['A-2']!, team.people.cleo)
  await team.admin.call(crmContract.addContact, {
    body: { name: 'Lena Fischer', email: 'lena@nord.example', accountId: ids['A-1']! },
  })
  await team.admin.call(crmContract.addContact, {
    body: { name: 'L. Fischer', email: 'LENA@nord.example', accountId: ids['A-2']! },
  })
  await team.admin.call(actionsContract.comment, {
    body: { noun: 'account', id: ids['A-2']!, text: 'Pays late' },
  })
  team.at('2026-02-02T09:00:00Z')
})
afterAll(() => team.app.close())

/** Every row that a merge could touch, as it says now. */
async function everything() {
  const { rows } = await sql<{ t: string; row: Record<string, unknown> }>`
    select 'account' as t, to_jsonb(r) - 'changed_at' as row from crm.account r union all select 'deal', to_jsonb(r) - 'changed_at' from crm.deal r
    union all select 'contact', to_jsonb(r) - 'changed_at' from crm.contact r
    union all select 'comment', to_jsonb(r) from actions.comment r
    union all select 'version', to_jsonb(r) from crm.deal_version r where r.retracted_at is null order by 1, 2`.execute(
    team.app.workspace.db,
  )
  return rows.map(({ t, row }) => `${t} ${JSON.stringify(row)}`).sort()
}

test('pairs are told with what speaks for them; what is not the same stays apart', async () => {
  const { admin } = team
  const accounts = (await admin.call(crmContract.listDuplicates, { query: { noun: 'account' } })).body
  expect(accounts).toMatchObject({ total: 1, compared: 3 })
  expect(accounts.pairs[0]!.evidence.map(({ on }) => on)).toEqual(['domain', 'near name', 'country'])
  const contacts = (await admin.call(crmContract.listDuplicates, { query: { noun: 'contact' } })).body
  expect(contacts.pairs[0]!.evidence[0]).toMatchObject({ on: 'e-mail', says: 'the same e-mail lena@nord.example' })
  const two = { noun: 'account' as const, ids: [ids['A-1']!, ids['A-2']!] as [string, string] }
  await admin.call(crmContract.setApart, { body: two })
  const after = (await admin.call(crmContract.listDuplicates, { query: { noun: 'account' } })).body
  expect([after.total, after.apart.length]).toEqual([0, 1])
  const refused = await admin.call(crmContract.mergeTwo, {
    body: { noun: 'account', winnerId: ids['A-1']!, loserId: ids['A-2']! },
  })
  expect(refused).toMatchObject({ status: 409, body: { wayOut: 'Take that back first, under Duplicates.' } })
  await admin.call(crmContract.withdrawApart, { body: two })
})

test('who reaches only one side of a pair cannot merge it', async () => {
  const ada = await team.app.as('rep', team.people.ada)
  const merge = { noun: 'account' as const, winnerId: ids['A-1']!, loserId: ids['A-2']! }
  expect(await ada.call(crmContract.mergeTwo, { body: merge })).toMatchObject({ status: 403 })
  const deals = { noun: 'deal' as const, winnerId: ids.first!, loserId: ids.second! }
  expect(await ada.call(crmContract.mergeTwo, { body: deals })).toMatchObject({ status: 404 })
})

test('a merged account brings all that named it; files and late edits lead to the other; undo restores each row', async () => {
  const { admin, app } = team
  const before = await everything()
  const winner = ids['A-1']!
  const preview = (
    await admin.call(crmContract.previewMerge, { query: { noun: 'account', winner, loser: ids['A-2']! } })
  ).body
  expect(preview.fields.find(({ field }) => field === 'employees')).toMatchObject({
    winner: null,
    loser: 40,
    suggested: 'loser',
  })
  const body = { noun: 'account' as const, winnerId: winner, loserId: ids['A-2']!, choices: { name: 'loser' as const } }
  const merged = (await admin.call(crmContract.mergeTwo, { body })).body
  expect(merged.moved).toEqual([
    { says: 'deals', rows: 1 },
    { says: 'comments', rows: 1 },
    { says: 'contacts', rows: 1 },
  ])
  const detail = (await admin.call(crmContract.accountDetail, { params: { id: winner } })).body
  expect(detail.account).toMatchObject({ name: 'Nord Kafee', employees: 40, openDeals: 2, externalId: 'A-1' })
  const gone = (await admin.call(crmContract.accountDetail, { params: { id: ids['A-2']! } })).body
  expect(gone.mergedInto).toEqual({ id: winner, name: 'Nord Kafee' })
  expect((await admin.call(crmContract.listAccounts)).body.total).toBe(2)
  const query = { measures: 'deals', by: 'account,account-group', empty: 'true' } as never
  const { body: figures } = await admin.call(pipelineContract.measures, { query })
  expect(figures.segments.reduce((sum, { values }) => sum + values.deals!, 0)).toBe(figures.whole.deals)
  const then = await admin.call(crmContract.dealDetail, { params: { id: ids.second! }, query: { asOf: '2026-01-20' } })
  expect(then.body.deal.accountId).toBe(ids['A-2'])
  const late = await admin.call(crmContract.addDeal, {
    body: { name: 'Late', accountId: ids['A-2']!, stageId: team.stages.offer, currency: 'USD' } as never,
  })
  expect(late).toMatchObject({ status: 409, body: { message: 'That account was merged into Nord Kafee.' } })

  const contacts = 'Contact ID,First Name,Last Name,Account ID,Email\nC-9,Omar,Haddad,A-2,omar@nord.example\n'
  await drop(app.work, { paths: await written({ 'contacts.csv': contacts }) })
  const { rows } = await sql<{
    account: string
  }>`select account_id as account from crm.contact where name = 'Omar Haddad'`.execute(app.workspace.db)
  expect(rows[0]!.account).toBe(winner)
  await sql`update crm.contact set ended_at = now() where name = 'Omar Haddad'`.execute(app.workspace.db)
  const [again] = await drop(app.work, {
    paths: await written({
      'accounts.csv': 'Account ID,Account Name,Country,Employees\nA-2,Nord Kafee,DE,41\nA-1,Nord Kafee,DE,40\n',
    }),
  })
  expect(again).toMatchObject({ rowsNew: 0, rowsChanged: 0, rowsQuarantined: 1 })

  await admin.call(crmContract.unmerge, { params: { id: merged.id }, body: {} })
  expect((await everything()).filter((line) => !line.includes('Omar Haddad'))).toEqual(before)
  expect((await admin.call(crmContract.unmerge, { params: { id: merged.id }, body: {} })).status).toBe(409)
})

test('a merged deal counts once and is still known as of then; a contact ends; both come back', async () => {
  const { admin, app } = team
  const before = await everything()
  await admin.call(crmContract.addActivity, {
    body: { dealId: ids.second!, kind: 'call', subject: 'Asked', happenedAt: '2026-02-01T09:00:00Z' },
  })
  const body = {
    noun: 'deal' as const,
    winnerId: ids.first!,
    loserId: ids.second!,
    choices: { ownerId: 'loser' as const },
  }
  const deal = (await admin.call(crmContract.mergeTwo, { body })).body
  expect(deal.moved).toEqual([{ says: 'activities', rows: 1 }])
  const open = (await admin.call(crmContract.listDeals, { query: { outcome: 'open' } as never })).body.deals
  expect(open.map(({ name, ownerName }) => [name, ownerName])).toEqual([['Beans', 'Cleo Rep']])
  const { rows: contact } = await sql<{
    id: string
    name: string
  }>`select id, name from crm.contact where ended_at is null order by name desc`.execute(app.workspace.db)
  const pair = { noun: 'contact' as const, winnerId: contact[0]!.id, loserId: contact[1]!.id }
  const person = (await admin.call(crmContract.mergeTwo, { body: pair })).body
  const lost = await admin.call(crmContract.contactDetail, { params: { id: pair.loserId } })
  expect(lost).toMatchObject({ status: 404, body: { code: 'merged' } })
  const merges = (await admin.call(crmContract.listMerges, { query: { noun: 'contact' } })).body.merges
  expect(merges[0]).toMatchObject({ id: person.id, loser: { name: 'L. Fischer' }, undoneAt: null })
  for (const { id } of [deal, person]) await admin.call(crmContract.unmerge, { params: { id }, body: {} })
  expect(await everything()).toEqual(before)
})

test('whatever refers to an account, a contact, a lead or a deal is declared, so that a merge moves it', async () => {
  const { rows } = await sql<{ at: string }>`select table_schema || '.' || table_name || '.' || column_name as at
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_type = 'BASE TABLE' and table_schema not in ('information_schema', 'pg_catalog', 'pg_temp')
      and column_name in ('account_id', 'contact_id', 'lead_id', 'deal_id', 'merged_into') order by 1`.execute(
    team.app.workspace.db,
  )
  const declared = team.app.workspace.domains.flatMap(({ refersTo }) =>
    refersTo
      .filter(({ to }) => ['account', 'contact', 'lead', 'deal'].includes(to))
      .map(({ table, column }) => `${table}.${column}`),
  )
  expect(rows.map(({ at }) => at).filter((at) => !declared.includes(at) && at !== 'crm.stage.merged_into')).toEqual([])
  expect(declared).toContain('process.approval.deal_id')
})

test('many rows are compared by a job: the screen is answered at once, as of when and how far it is', async () => {
  const { admin, app } = team
  const { db } = app.workspace
  await sql`insert into crm.lead (id, name, company, status, owner_id, created_at, changed_at)
    select gen_random_uuid(), 'Person ' || n, 'Company ' || n, 'new', null, now(), now() from generate_series(1, 1001) n`.execute(
    db,
  )
  const ask = async () => (await admin.call(crmContract.listDuplicates, { query: { noun: 'lead' } })).body
  expect(await ask()).toMatchObject({ total: 0, compared: 1001, asOf: null, comparing: 0 })
  await app.settle()
  expect(await ask()).toMatchObject({ total: 0, asOf: expect.any(String), comparing: null })
  await sql`update crm.lead set name = 'Person 1', email = 'one@nord.example' where company in ('Company 1', 'Company 2')`.execute(
    db,
  )
  expect(await ask()).toMatchObject({ total: 0, comparing: 0 })
  await app.settle()
  const found = await ask()
  expect(found).toMatchObject({ total: 1, comparing: null })
  expect(found.pairs[0]!.evidence.map(({ on }) => on)).toEqual(['e-mail', 'name'])
})
