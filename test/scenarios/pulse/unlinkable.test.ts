import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pulseContract } from '#pulse/contract.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { answer, type Token, tokenFor } from './member.ts'
import { hireTeams } from './people.ts'

let app: TestApp
const members: Caller[] = []
const MEMBERS = 10

beforeAll(async () => {
  app = await openTestApp()
  const { North } = await hireTeams(app.workspace, { North: MEMBERS })
  for (const person of North!.slice(1)) members.push(await app.as('rep', person))
})
afterAll(() => app.close())

test('ten members take tokens and answer in a known order; nothing that the database holds keeps that order', async () => {
  const manager = await app.as('sales-ops-manager')
  const { body: survey } = await manager.call(pulseContract.addSurvey, {
    body: { name: 'Order', firstOn: '2026-01-01', openHour: 0, questionIds: ['recommend', 'comment-change'] },
  })
  const { body: launched } = await manager.call(pulseContract.launch, { params: { id: survey.id } })
  const { roundId } = launched
  const tokens: Token[] = []
  for (const member of members) tokens.push(await tokenFor(member, roundId))
  const before = await written()
  for (const [at, token] of tokens.entries()) {
    const comment = { position: 2, text: `comment ${String.fromCharCode(97 + at).repeat(8)}` }
    expect((await answer(app, { roundId, token, values: [1 + at], comment })).status).toBe(200)
  }
  expect(await written()).toEqual(before) // no audit line, no event, no request kept, no session touched

  const { db } = app.workspace
  const comments = await sql<{
    body: string
    id: string
    xmin: string
  }>`select body, id, xmin::text as xmin from pulse.comment order by ctid`.execute(db)
  expect(comments.rows.length).toBe(MEMBERS)
  expect(new Set(comments.rows.map(({ xmin }) => xmin)).size).toBe(1) // written by one and the same transaction
  expect(descents(comments.rows.map(({ id }) => id))).toBeLessThan(2) // by random ids, versions without time
  expect(comments.rows.every(({ id }) => id[14] === '4')).toBe(true)
  for (const table of ['redeemed', 'counter', 'eligible']) {
    const rows = await sql<{ xmin: string }>`select distinct x.xmin::text as xmin from ${sql.table(`pulse.${table}`)} x
      join pulse.cell c on c.id = x.cell_id`.execute(db)
    expect(rows.rows.length, table).toBe(1)
  }
  const hashes = await sql<{
    hash: string
  }>`select encode(serial_hash, 'hex') as hash from pulse.redeemed order by ctid`.execute(db)
  expect(descents(hashes.rows.map(({ hash }) => hash))).toBeLessThan(2)
  const people = await sql<{
    id: string
  }>`select person_id as id from pulse.eligible where cell_id = ${tokens[0]!.cellId} order by ctid`.execute(db)
  expect(descents(people.rows.map(({ id }) => id))).toBeLessThan(2)
})

test('guessing who wrote which comment by the order of rows hits no more often than guessing blindly', async () => {
  const { rows } = await sql<{ body: string }>`select body from pulse.comment order by ctid`.execute(app.workspace.db)
  const place = rows.map(({ body }) => body.charCodeAt(8) - 97)
  const hits = place.filter((who, at) => who === at).length
  // Of ten in random order 1 stands in its place on average; 6 or more happen once in 1,700 times.
  expect(hits).toBeLessThan(6)
})

/**
 * How often a list goes down. Rows written in order go down once at most: where room was freed before them, some stand there.
 * Ten in random order do so once in 3,600 times.
 */
function descents(list: readonly string[]): number {
  return list.filter((each, at) => at > 0 && each < list[at - 1]!).length
}

/** How much every table beside those of answers holds, and the newest time in them. */
async function written(): Promise<Record<string, string>> {
  const { db } = app.workspace
  const tables = await sql<{ name: string }>`select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema', 'pgboss')
      and not (schemaname = 'pulse' and tablename in ('redeemed', 'counter', 'comment'))`.execute(db)
  const found: Record<string, string> = {}
  for (const { name } of tables.rows) {
    const { rows } = await sql<{
      is: string
    }>`select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as is from ${sql.raw(name)} t`.execute(db)
    found[name] = rows[0]!.is
  }
  return found
}
