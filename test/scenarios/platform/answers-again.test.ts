import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sweepChanges } from '#platform/db/reads/changes.sql.ts'
import { newId } from '#platform/ids.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'

/** An answer that stands in memory can be told from a new one by a change that nobody noted: it shows in the new one only. */
let app: TestApp
let owner: Caller
let rep: Caller
const account = newId()

beforeAll(async () => {
  app = await openTestApp()
  owner = await app.as('owner')
  rep = await app.as('rep')
  await sql`insert into crm.account (id, name) values (${account}, 'Press Works')`.execute(app.workspace.db)
})
afterAll(() => app.close())

const rename = (name: string) => sql`update crm.account set name = ${name} where id = ${account}`
const named = async (caller: Caller) => {
  const { accounts } = (await (await caller.fetch('/api/crm/accounts')).json()) as { accounts: { name: string }[] }
  return accounts.map(({ name }) => name)
}

async function unnoted(name: string): Promise<void> {
  await app.workspace.db.transaction().execute(async (tx) => {
    await sql`alter table crm.account disable trigger note_change`.execute(tx)
    await rename(name).execute(tx)
    await sql`alter table crm.account enable trigger note_change`.execute(tx)
  })
}

test('an answer holds while other tables change, and no longer than its own', async () => {
  expect(await named(owner)).toEqual(['Press Works'])
  await sql`insert into platform.setting (key, value) values ('other', '1')`.execute(app.workspace.db)
  await unnoted('Nobody noted')
  expect(await named(owner)).toEqual(['Press Works'])
  await sweepChanges(app.workspace.db)
  await rename('Press Works AG').execute(app.workspace.db)
  await sweepChanges(app.workspace.db)
  expect(await named(owner)).toEqual(['Press Works AG'])
})

test('a change that was under way when an answer was made ends it when it commits', async () => {
  const { promise: asked, resolve: go } = Promise.withResolvers<void>()
  const { promise: begun, resolve: began } = Promise.withResolvers<void>()
  const writing = app.workspace.db.transaction().execute(async (tx) => {
    await rename('Press Works SE').execute(tx)
    began()
    await asked
  })
  await begun
  expect(await named(owner)).toEqual(['Press Works AG'])
  await sweepChanges(app.workspace.db)
  await sweepChanges(app.workspace.db)
  go()
  await writing
  expect(await named(owner)).toEqual(['Press Works SE'])
})

test('people who do not see the same get answers of their own', async () => {
  const count = async (caller: Caller) =>
    ((await (await caller.fetch('/api/crm/deals/totals')).json()) as { count: number }).count
  await sql`insert into crm.pipeline (id, name) values (${account}, 'Sales')`.execute(app.workspace.db)
  await sql`insert into crm.stage (id, pipeline_id, name, position, outcome, forecast_category, probability)
    values (${account}, ${account}, 'Open', 1, 'open', 'pipeline', 0.5)`.execute(app.workspace.db)
  await sql`insert into crm.deal (id, name, pipeline_id, stage_id, outcome, forecast_category, amount_minor, currency, changed_at)
    values (${account}, 'Press line', ${account}, ${account}, 'open', 'pipeline', 100, 'USD', now())`.execute(
    app.workspace.db,
  )
  expect([await count(owner), await count(rep)]).toEqual([1, 0])
})
