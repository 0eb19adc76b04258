import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contactsContract } from '#crm/contacts/contract.ts'
import { crmContract } from '#crm/contract.ts'
import type { DealDetail } from '#crm/deals/contract.ts'
import { undoImport } from '#imports/undoing/undo.tx.ts'
import { pipelineContract } from '#pipeline/contract.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { drop } from '../import-crm/dropping.ts'
import { written } from '../import-formats/files.ts'

/** Columns that no deal has by itself are kept from a file, and then tell deals apart. */
let app: TestApp
let boss: Caller
beforeAll(async () => {
  app = await openTestApp()
  boss = await app.as('sales-ops-manager')
})
afterAll(() => app.close())

const head = 'Deal id,Deal name,Deal owner,Stage,Amount,Created date,Close date,"Lead type, first",Region'
const file = [
  head,
  'D1,Heron,Ada,Proposal,100,2026-01-05,2026-03-31,Inbound,North',
  'D2,Egret,Ada,Closed Won,40,2026-01-05,2026-02-01,Inbound,South',
  'D3,Stork,Ada,Closed Lost,60,2026-01-05,2026-02-02,Inbound,North',
  'D4,Crane,Bo,Closed Won,70,2026-01-06,2026-02-03,Partner | agent: Lund,North',
  'D5,Ibis,Bo,Proposal,30,2026-01-06,2026-03-31,,North',
]

async function dropKeeping(name: string, lines: string[], kept: string[]) {
  const [record] = await drop(app.work, {
    paths: await written({ [name]: lines.join('\n') }),
    decide: (mapping) => ({
      ...mapping,
      columns: mapping.columns.map((each) => (kept.includes(each.column) ? { ...each, field: 'kept' } : each)),
    }),
  })
  expect(record!.error).toBeNull()
  return record!
}

async function figures(caller: Caller, query: object) {
  const measures = 'open-amount,won,win-rate'
  const { status, body } = await caller.call(pipelineContract.measures, { query: { measures, ...query } as never })
  expect(status).toBe(200)
  return Object.fromEntries(body.segments.map(({ labels, values }) => [labels.join(), Object.values(values)]))
}

test('columns of a file are kept as fields of its deals and tell apart pipeline and win rates, also as a condition', async () => {
  await dropKeeping('deals.csv', file, ['Lead type, first', 'Region'])
  const by = 'field(Lead type first)'
  expect(await figures(boss, { by })).toEqual({
    Inbound: [100_00, 1, 0.5],
    'Partner | agent: Lund': [0, 1, 1],
    None: [30_00, 0, null],
  })
  expect(await figures(boss, { by: 'owner', where: 'field(Region):North' })).toEqual({
    Ada: [100_00, 0, 0],
    Bo: [30_00, 1, 1],
  })
  const won = { set: 'won', by, keys: 'Partner | agent: Lund' } as never
  expect((await boss.call(pipelineContract.deals, { query: won })).body.deals).toMatchObject([{ name: 'Crane' }])
  const curves = await boss.call(pipelineContract.cycles, { query: { by: 'field(Region)' } as never })
  expect(curves.body.segments.map(({ labels, deals }) => [labels[0], deals])).toEqual([
    ['North', 4],
    ['South', 1],
  ])
})

test('a reader learns of the fields of the deals they see, and of no others', async () => {
  const { rows } = await sql<{ id: string }>`insert into company.person (id, name)
    values (gen_random_uuid(), 'Cleo') returning id`.execute(app.workspace.db)
  const { rows: people } = await sql<{ id: string }>`select id from company.person where name = 'Bo'`.execute(
    app.workspace.db,
  )
  const fieldsOf = async (caller: Caller) =>
    (await caller.call(pipelineContract.definitions)).body.segments
      .map(({ segment }) => segment)
      .filter((segment) => segment.startsWith('field('))
  expect(await fieldsOf(boss)).toEqual(['field(Lead type first)', 'field(Region)'])
  expect(await fieldsOf(await app.as('rep', rows[0]!.id))).toEqual([])
  const bo = await app.as('rep', people[0]!.id)
  expect(await figures(bo, { by: 'field(Lead type first)', empty: 'true' })).toEqual({
    'Partner | agent: Lund': [0, 1, 1],
    None: [30_00, 0, null],
  })
})

test('a later file changes what it speaks of, and its undo sets that back', async () => {
  const later = [head.replace(',Region', ''), 'D1,Heron,Ada,Proposal,100,2026-01-05,2026-03-31,Referral']
  const { id } = await dropKeeping('later.csv', later, ['Lead type, first'])
  const openBy = async (by: string) => (await figures(boss, { by, where: 'outcome:open' })) as Record<string, number[]>
  expect(Object.keys(await openBy('field(Lead type first)')).sort()).toEqual(['None', 'Referral'])
  expect(Object.keys(await openBy('field(Region)'))).toEqual(['North'])
  await undoImport(app.work, id)
  expect(Object.keys(await openBy('field(Lead type first)')).sort()).toEqual(['Inbound', 'None'])
})

/** The one deal of a name, as somebody sees it. */
async function dealCalled(caller: Caller, name: string): Promise<DealDetail> {
  const { body } = await caller.call(crmContract.listDeals, { query: { search: name } as never })
  return (await caller.call(crmContract.dealDetail, { params: { id: body.deals[0]!.id } })).body
}

async function changeFields(caller: Caller, name: string, fields: Record<string, string | null>) {
  const { deal } = await dealCalled(caller, name)
  const body = { changedAt: deal.changedAt, changes: { fields } }
  return caller.call(crmContract.changeDeal, { params: { id: deal.id }, body })
}

test('a field is edited like all else of a deal: in its history, by Undo, in Pipeline at once, and never in the audit', async () => {
  const by = 'field(Lead type first)'
  const where = 'outcome:open'
  expect(Object.keys(await figures(boss, { by, where })).sort()).toEqual(['Inbound', 'None'])
  const done = await changeFields(boss, 'Ibis', { 'Lead type first': 'Web', Region: null })
  expect(done.body.deal).toMatchObject({ fields: { 'Lead type first': 'Web' } })
  expect(Object.keys(await figures(boss, { by, where })).sort()).toEqual(['Inbound', 'Web'])
  const { deal, history } = await dealCalled(boss, 'Ibis')
  expect(history[0]!.changes).toEqual([
    { field: 'field(Lead type first)', from: null, to: 'Web' },
    { field: 'field(Region)', from: 'North', to: null },
  ])
  const { rows } = await sql<{ after: object }>`select after from platform.audit
    where subject_id = ${deal.id} order by at desc limit 1`.execute(app.workspace.db)
  expect(rows[0]!.after).toEqual({ 'field(Lead type first)': 'another value', 'field(Region)': null })
  const params = { id: deal.id }
  await boss.call(crmContract.undoDealEdit, { params, body: { recordedAt: done.body.changedAt } })
  expect((await dealCalled(boss, 'Ibis')).deal.fields).toEqual({ Region: 'North' })
  expect((await changeFields(boss, 'Ibis', { Regoin: 'North' })).body).toMatchObject({ code: 'unknown-field' })
})

test('what a file says anew goes before an edit, what it says as before does not; what it kept once it keeps again', async () => {
  await changeFields(boss, 'Heron', { Region: 'West', 'Lead type first': 'Event' })
  const later = file.map((line) => (line.startsWith('D1') ? line.replace('Inbound', 'Fair') : line))
  const { report } = await dropKeeping('again.csv', later, [])
  expect(report!.findings.join(' ')).toContain("Lead type first in 1 (the file's stands)")
  expect((await dealCalled(boss, 'Heron')).deal.fields).toEqual({ Region: 'West', 'Lead type first': 'Fair' })
})

test('columns of a file of accounts are kept too, and tell their deals apart', async () => {
  const accounts = ['Account name,Tier', 'Lakes,Gold', 'Rivers,Silver']
  await dropKeeping('accounts.csv', accounts, ['Tier'])
  const deals = [`${head.split(',"')[0]},Account`, 'D1,Heron,Ada,Proposal,100,2026-01-05,2026-03-31,Lakes']
  await dropKeeping('placed.csv', deals, [])
  const by = 'account-field(Tier)'
  expect(Object.keys(await figures(boss, { by, where: 'outcome:open' })).sort()).toEqual(['Gold', 'None'])
  const { body } = await boss.call(crmContract.listAccounts, { query: { search: 'Lakes' } as never })
  const account = body.accounts[0]!
  expect(account.fields).toEqual({ Tier: 'Gold' })
  await boss.call(crmContract.changeAccount, { params: { id: account.id }, body: { fields: { Tier: 'Bronze' } } })
  expect(Object.keys(await figures(boss, { by, where: 'outcome:open' })).sort()).toEqual(['Bronze', 'None'])
  const { id } = await dropKeeping('accounts-2.csv', ['Account name,Tier', 'Lakes,Iron', 'Rivers,'], ['Tier'])
  expect(Object.keys(await figures(boss, { by, where: 'outcome:open' })).sort()).toEqual(['Iron', 'None'])
  await undoImport(app.work, id)
  expect(Object.keys(await figures(boss, { by, where: 'outcome:open' })).sort()).toEqual(['Bronze', 'None'])
})

test('somebody who is erased goes from the fields of deals and accounts, in all their history and in what imports keep', async () => {
  const body = { name: 'Zita Quill', email: 'zita@quill.example' }
  const { body: contact } = await boss.call(contactsContract.addContact, { body })
  const people = [`${head.split(',"')[0]},Champion`, 'D5,Ibis,Bo,Proposal,30,2026-01-06,2026-03-31,"Quill, Zita"']
  await dropKeeping('champions.csv', people, ['Champion'])
  await changeFields(boss, 'Ibis', { Champion: 'Bo says: zita@quill.example, mornings' })
  await changeFields(boss, 'Stork', { Champion: 'Zita Quillon' })
  await changeFields(boss, 'Crane', { Champion: 'Zita  Quill' })
  const owner = await app.as('owner')
  await owner.call(contactsContract.eraseContact, { params: { id: contact.id } })
  const { deal, history } = await dealCalled(boss, 'Ibis')
  expect(deal.fields).toMatchObject({ Champion: 'Erased', Region: 'North' })
  expect(JSON.stringify(history)).not.toMatch(/zita/i)
  expect((await dealCalled(boss, 'Crane')).deal.fields).toMatchObject({ Champion: 'Erased' })
  expect((await dealCalled(boss, 'Stork')).deal.fields).toMatchObject({ Champion: 'Zita Quillon' })
  const { rows } = await sql<{ found: number }>`select count(*) as found from (
      select file_fields::text || coalesce(file_state::text, '') as said from crm.deal union all select file_fields::text from crm.deal_version
      union all select before::text || after::text from imports.change union all select preview::text || report::text from imports.import
    ) as kept where said ~* 'zita@|quill, zita'`.execute(app.workspace.db)
  expect(rows[0]!.found).toBe(0)
})

test('a field that no deal has, or that tells every deal by itself, is refused with a way out', async () => {
  const lines = Array.from(
    { length: 501 },
    (_, at) => `S${at},Small ${at},Ada,Proposal,1,2026-01-07,2026-03-31,serial ${at}`,
  )
  await dropKeeping('serials.csv', [head.replace('"Lead type, first",Region', 'Serial'), ...lines], ['Serial'])
  const refused = async (by: string) =>
    (await boss.call(pipelineContract.measures, { query: { measures: 'won', by } as never })).body
  expect(await refused('field(Serial)')).toMatchObject({
    code: 'too-many-values',
    message: '"Serial" has more than 500 different values, too many for segments.',
  })
  expect(await refused('field(Shoe size)')).toMatchObject({ code: 'unknown-field' })
})
