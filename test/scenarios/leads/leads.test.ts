import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { crmContract } from '#crm/contract.ts'
import { pipelineContract } from '#pipeline/contract.ts'
import { openSmallTeam, type SmallTeam } from '../crm/small-team.ts'

/** A lead comes in, is called, and becomes an account, a contact and a deal. */
let team: SmallTeam

beforeAll(async () => {
  team = await openSmallTeam()
})
afterAll(() => team.app.close())

async function lead(name: string, body: object = {}) {
  const ada = await team.app.as('rep', team.people.ada)
  return (await ada.call(crmContract.addLead, { body: { name, ...body } as never })).body
}

test('a lead is its owner’s: the manager sees it, another team does not, and the list is narrowed', async () => {
  const { app, people } = team
  const made = await lead('Ines Paz', { company: 'Paz Cafés', source: 'Trade fair', email: 'ines@paz.example' })
  expect(made).toMatchObject({ status: 'new', ownerName: 'Ada Rep', firstTouchAt: null, untouchedDays: 0 })
  const count = async (personId: string, role: 'rep' | 'sales-manager', query: object = {}) =>
    (await (await app.as(role, personId)).call(crmContract.listLeads, { query: query as never })).body.total
  expect(await count(people.mona, 'sales-manager')).toBe(1)
  expect(await count(people.cleo, 'rep')).toBe(0)
  expect(await count(people.ada, 'rep', { source: 'Trade fair', search: 'cafés' })).toBe(1)
  expect(await count(people.ada, 'rep', { source: 'Website' })).toBe(0)
  const cleo = await app.as('rep', people.cleo)
  expect((await cleo.call(crmContract.leadDetail, { params: { id: made.id } })).status).toBe(404)
  expect((await cleo.call(crmContract.changeLead, { params: { id: made.id }, body: { name: 'Mine' } })).status).toBe(
    404,
  )
  expect(await (await cleo.fetch('/api/search?q=Paz')).text()).not.toContain('Ines')
})

test('a call makes a new lead contacted; silence is counted in days', async () => {
  const { app, people, at } = team
  at('2026-01-05T09:00:00Z')
  const { id } = await lead('Jon Okafor', { company: 'Okafor Hotels', source: 'Website' })
  at('2026-01-05T15:00:00Z')
  const ada = await app.as('rep', people.ada)
  const touched = await ada.call(crmContract.addLeadTouch, {
    params: { id },
    body: { kind: 'call', subject: 'First call' },
  })
  expect(touched.body).toMatchObject({ status: 'contacted', firstTouchAt: '2026-01-05T15:00:00.000Z', touches: 1 })
  at('2026-01-20T15:00:00Z')
  const silent = await ada.call(crmContract.listLeads, { query: { untouchedDays: 15 } as never })
  expect(silent.body.leads.map(({ name, untouchedDays }) => [name, untouchedDays])).toEqual([
    ['Jon Okafor', 15],
    ['Ines Paz', 18],
  ])
})

test('converting makes account, contact and deal in one step; undo takes contact and deal away again', async () => {
  const { app, people, stages, at } = team
  const ada = await app.as('rep', people.ada)
  const { id } = await lead('Kim Tran', {
    company: 'Tran Roasters',
    country: 'Vietnam',
    source: 'Referral',
    phone: '+84 1',
  })
  at('2026-01-22T09:00:00Z')
  const deal = { name: 'Tran grinders', stageId: stages.offer, amountMinor: 12_000_00, currency: 'USD' }
  const converted = await ada.call(crmContract.convertLead, { params: { id }, body: { deal } as never })
  expect(converted.body).toMatchObject({ status: 'converted', accountName: 'Tran Roasters', dealName: 'Tran grinders' })
  const { accountId, contactId, dealId, changedAt } = converted.body
  const contacts = await ada.call(crmContract.listContacts, { query: { accountId } as never })
  expect(contacts.body.contacts).toMatchObject([{ id: contactId, name: 'Kim Tran', phone: '+84 1' }])
  const story = await ada.call(crmContract.dealDetail, { params: { id: dealId! } })
  expect(story.body).toMatchObject({ deal: { accountId, amountMinor: 12_000_00, ownerName: 'Ada Rep' } })
  expect(story.body.history[0]).toMatchObject({ reason: 'from a lead (Referral)' })
  const ofSource = async () => {
    const query = { measures: 'open-amount,open-distinct-source', by: 'source' } as never
    const { segments, whole } = (await ada.call(pipelineContract.measures, { query })).body
    return [segments.find(({ keys }) => keys[0] === 'Referral')?.values['open-amount'], whole['open-distinct-source']]
  }
  expect(await ofSource()).toEqual([12_000_00, 1])
  const handTo = (owner: string) =>
    sql`update crm.lead set owner_id = ${owner} where id = ${id}`.execute(app.workspace.db)
  await handTo(people.bo)
  expect(await ofSource(), 'whoever does not see the lead learns no source').toEqual([undefined, 0])
  await handTo(people.ada)
  const twice = await ada.call(crmContract.convertLead, { params: { id }, body: {} as never })
  expect(twice).toMatchObject({ status: 409, body: { code: 'converted' } })
  await ada.call(crmContract.undoLead, { params: { id }, body: { recordedAt: changedAt } })
  const after = await ada.call(crmContract.leadDetail, { params: { id } })
  expect(after.body.lead).toMatchObject({ status: 'new', dealId: null, contactId: null, convertedAt: null })
  expect((await ada.call(crmContract.dealDetail, { params: { id: dealId! } })).status).toBe(404)
  expect((await ada.call(crmContract.listContacts, { query: { accountId } as never })).body.total).toBe(0)
})

test('a conversion that cannot be made whole makes nothing', async () => {
  const { app, people } = team
  const ada = await app.as('rep', people.ada)
  const { id } = await lead('Lu Wei', { company: 'Wei Bars' })
  const deal = { name: 'Bar', stageId: crypto.randomUUID(), amountMinor: 1 }
  const refused = await ada.call(crmContract.convertLead, { params: { id }, body: { deal } as never })
  expect(refused.status).toBe(400)
  const accounts = await ada.call(crmContract.listAccounts, { query: { search: 'Wei Bars' } as never })
  expect(accounts.body.total).toBe(0)
})

test('an erased lead is gone from row, history, touches and audit, and still counts', async () => {
  const { app, admin, people } = team
  const ada = await app.as('rep', people.ada)
  const { id } = await lead('Secret Person', {
    company: 'Shop',
    email: 'secret.person@shop.example',
    source: 'Website',
  })
  await ada.call(crmContract.changeLead, { params: { id }, body: { phone: '555-SECRET' } })
  await ada.call(crmContract.addLeadTouch, { params: { id }, body: { kind: 'mail', subject: 'Secret Person wrote' } })
  expect((await ada.call(crmContract.eraseLead, { params: { id } })).status).toBe(403)
  expect((await admin.call(crmContract.eraseLead, { params: { id } })).body).toMatchObject({
    name: 'Erased',
    email: null,
  })
  const everything = await sql`select to_jsonb(t)::text as row from crm.lead t
    union all select to_jsonb(t)::text from crm.record_change t union all select to_jsonb(t)::text from crm.lead_touch t
    union all select to_jsonb(t)::text from platform.audit t`.execute(app.workspace.db)
  expect(JSON.stringify(everything.rows)).not.toMatch(/secret/i)
  expect((await ada.call(crmContract.changeLead, { params: { id }, body: { name: 'Back' } })).body).toMatchObject({
    code: 'erased',
  })
})
