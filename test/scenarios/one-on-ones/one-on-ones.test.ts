import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { calendarContract } from '#actions/calendar/contract.ts'
import { leaveContract } from '#company/leave/contract.ts'
import { peopleContract } from '#company/people/contract.ts'
import { oneOnOnesContract } from '#one-on-ones/contract.ts'
import { makeKey, type OwnKey, openKey, plain, seal, unseal } from '#one-on-ones/notes/crypt.ts'
import { restoreBackup } from '#platform/db/backup/restore.ts'
import { writeBackup } from '#platform/db/backup/write.ts'
import { openDatabase } from '#platform/db/pool.ts'
import { workingTimes } from '#process/rules/working-time.sql.ts'
import { membersOn } from '#pulse/rounds/members.sql.ts'
import { wishContract } from '#pulse/wishes/contract.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { createTestDatabase } from '../../harness/database.ts'
import { hireTeams } from '../pulse/people.ts'

let app: TestApp
let now = new Date('2026-03-02T10:00:00Z')
let manager: Caller
let member: Caller
let owner: Caller
let stranger: Caller
let seriesId: string
let memberKey: OwnKey
let south: string[]
const canary = 'Zanzibar would be nice for a holiday'

beforeAll(async () => {
  app = await openTestApp({ clock: () => now })
  const { North, South } = await hireTeams(app.workspace, { North: 3, South: 3 })
  south = South!
  manager = await app.as('sales-manager', North![0]!)
  member = await app.as('rep', North![1]!)
  stranger = await app.as('rep', North![2]!)
  owner = await app.as('owner')
})
afterAll(() => app.close())

test('a manager plans an hour every two weeks with a report, and sees who has none', async () => {
  const { body } = await manager.call(oneOnOnesContract.list)
  expect(body.without.length).toBe(3)
  const planned = await manager.call(oneOnOnesContract.plan, {
    body: { memberId: body.without[0]!.id, firstAt: '2026-03-02T09:00:00Z' },
  })
  seriesId = planned.body.id
  const { body: theirs } = await member.call(oneOnOnesContract.list)
  expect(theirs.series[0]).toMatchObject({
    minutes: 60,
    everyDays: 14,
    next: { startsAt: '2026-03-02T09:00:00Z', state: 'planned' },
  })
  const notTheirs = await member.call(oneOnOnesContract.plan, {
    body: { memberId: body.without[1]!.id, firstAt: '2026-03-02T09:00:00Z' },
  })
  expect(notTheirs.status).toBe(403)
})

test('what the two write is readable for the two; for a colleague and for the owner it is not there', async () => {
  const keys = await Promise.all(['first passphrase', 'second passphrase'].map(makeKey))
  for (const [at, who] of [manager, member].entries()) {
    const { key, wrapped, recovery } = keys[at]!
    await who.call(oneOnOnesContract.setKey, { body: { recipient: key.recipient, wrapped, recovery } })
  }
  memberKey = keys[1]!.key
  const { body: list } = await member.call(oneOnOnesContract.list)
  const { manager: a, member: b } = list.series[0]!
  const shared = await seal(canary, [a.recipient!, b.recipient!])
  await member.call(oneOnOnesContract.addItem, { params: { id: seriesId }, body: { isPrivate: false, body: shared } })
  const secret = await seal('only mine', [b.recipient!])
  await member.call(oneOnOnesContract.addItem, { params: { id: seriesId }, body: { isPrivate: true, body: secret } })
  const read = await manager.call(oneOnOnesContract.items, { params: { id: seriesId } })
  expect(read.body.items.length).toBe(1)
  expect(await unseal(read.body.items[0]!.body, keys[0]!.key)).toBe(canary)
  for (const other of [stranger, owner]) {
    expect((await other.call(oneOnOnesContract.items, { params: { id: seriesId } })).status).toBe(404)
  }
  const third = await makeKey('third passphrase')
  expect(await unseal(shared, third.key)).toBeNull()
  const plainText = await member.call(oneOnOnesContract.addItem, {
    params: { id: seriesId },
    body: { isPrivate: false, body: 'in the clear' },
  })
  expect(plainText.status).toBe(400)
})

test('a second device opens the key by passphrase, a lost passphrase by the printed recovery key, a wrong one not at all', async () => {
  const made = await makeKey('a good passphrase')
  expect((await openKey(made.wrapped, 'a good passphrase')).recipient).toBe(made.key.recipient)
  expect((await openKey(made.recovery, plain(made.recoveryCode.toLowerCase()))).recipient).toBe(made.key.recipient)
  await expect(openKey(made.wrapped, 'a bad passphrase')).rejects.toThrow()
})

test('a held meeting plans the next one and carries over what is open; coverage knows times alone', async () => {
  const { body: before } = await manager.call(oneOnOnesContract.list)
  const early = await manager.call(oneOnOnesContract.coverage)
  expect(early.body).toMatchObject({ covered: 0, eligible: 3 })
  const held = await manager.call(oneOnOnesContract.change, {
    params: { id: before.series[0]!.next!.id },
    body: { state: 'held' },
  })
  expect(held.body.next?.startsAt).toBe('2026-03-16T09:00:00.000Z')
  const { body: after } = await member.call(oneOnOnesContract.list)
  expect(after.series[0]).toMatchObject({ openItems: 2 })
  expect((await manager.call(oneOnOnesContract.coverage)).body).toMatchObject({ covered: 1, eligible: 3 })
  const soon = await manager.call(oneOnOnesContract.change, {
    params: { id: held.body.next!.id },
    body: { state: 'held' },
  })
  expect(soon).toMatchObject({ status: 409, body: { code: 'not-yet' } })
  now = new Date('2026-04-02T10:00:00Z')
  expect((await manager.call(oneOnOnesContract.coverage)).body).toMatchObject({ covered: 0 })
})

test('the private calendar tells times and with whom, in UTC, and nothing of it to a third person', async () => {
  const [hers, others] = await Promise.all(
    [member, stranger].map(async (who) => {
      const { body } = await who.call(calendarContract.makeAddress)
      return (await app.app.request(body.path)).text()
    }),
  )
  expect(hers).toMatch(/DTSTART:20260316T090000Z\s+DTEND:20260316T100000Z/)
  expect(hers).toContain('SUMMARY:One-on-one with North manager')
  expect(others).not.toContain('One-on-one')
})

test('no table holds a word of what was written, and every reading of ciphertext is in the audit', async () => {
  const { db } = app.workspace
  expect(await tablesHolding(db, ['Zanzibar', memberKey.identity])).toEqual([])
  const reads = await sql`select 1 from platform.audit where command = 'one-on-ones.read'`.execute(db)
  expect(reads.rows.length).toBe(1)
})

/** Notes days off of one's own. */
async function away(who: Caller, days: { startsOn: string; lastDay: string }) {
  const { body } = await who.call(leaveContract.leave)
  return who.call(leaveContract.addLeave, { body: { personId: body.people[0]!.id, ...days, note: '' } })
}

test('times are proposed inside the hours of both and on no day of leave; who is away for all of a window is out of its coverage', async () => {
  const from = '2026-03-30'
  await manager.call(oneOnOnesContract.setHours, { body: { days: [1, 3], fromMinute: 600, toMinute: 720 } })
  await away(manager, { startsOn: '2026-04-01', lastDay: '2026-04-01' })
  const query = { withId: (await manager.call(oneOnOnesContract.list)).body.series[0]!.member.id, from, count: 3 }
  const { body } = await manager.call(oneOnOnesContract.proposals, { query })
  expect(body.times).toHaveLength(3)
  for (const time of body.times) {
    expect(new Date(time).getUTCDay() === 1 || new Date(time).getUTCDay() === 3).toBe(true)
    expect(time.startsWith('2026-04-01')).toBe(false)
  }
  const before = (await owner.call(oneOnOnesContract.coverage, { query: {} })).body
  const today = now.toISOString().slice(0, 10)
  const from30 = new Date(now.getTime() - 30 * 86_400_000).toISOString().slice(0, 10)
  expect((await away(stranger, { startsOn: from30, lastDay: today })).status).toBe(200)
  expect((await owner.call(oneOnOnesContract.coverage, { query: {} })).body.eligible).toBe(before.eligible - 1)
  const wrong = await manager.call(oneOnOnesContract.setHours, { body: { days: [1], fromMinute: 600, toMinute: 600 } })
  expect(wrong.body.code).toBe('no-hours')
})

test('a person has one time zone, said once: surveys, one-on-ones and time limits keep it', async () => {
  const zone = 'America/New_York'
  await stranger.call(wishContract.setWishes, { body: { timeZone: zone, reminders: true, language: null } })
  const { body: people } = await owner.call(peopleContract.list, { query: { search: 'North 2' } })
  const { id } = people.people[0]!
  expect(people.people[0]).toMatchObject({ name: 'North 2', timeZone: zone })
  const asked = await membersOn(app.workspace.db, { day: '2026-04-02', lastDay: '2026-04-06' })
  expect(asked.find(({ personId }) => personId === id)?.timeZone).toBe(zone)
  const timeOf = await workingTimes(app.workspace.db, { people: [id], today: '2026-04-02' })
  expect([timeOf(id).timeZone, timeOf(null).timeZone]).toEqual([zone, 'UTC'])
  await manager.call(oneOnOnesContract.setHours, { body: { days: [1, 3], fromMinute: 600, toMinute: 1080 } })
  const query = { withId: id, from: '2026-04-06', count: 1 }
  expect((await manager.call(oneOnOnesContract.proposals, { query })).body.times).toEqual(['2026-04-06T13:00:00.000Z'])
  expect((await stranger.call(oneOnOnesContract.hours)).body.timeZone).toBe(zone)
  const wrong = await owner.call(peopleContract.change, { params: { id }, body: { timeZone: 'Mars/Olympus' } })
  expect(wrong).toMatchObject({ status: 400, body: { message: expect.stringContaining('This is no time zone') } })
})

test('a series that has ended stays readable for the two, and nobody else sees that there was one', async () => {
  await manager.call(oneOnOnesContract.end, { params: { id: seriesId } })
  const { body } = await member.call(oneOnOnesContract.list)
  expect([body.series, body.earlier.map(({ id }) => id)]).toEqual([[], [seriesId]])
  const { body: read } = await member.call(oneOnOnesContract.items, { params: { id: seriesId } })
  const opened = await Promise.all(read.items.map(({ body: sealed }) => unseal(sealed, memberKey)))
  expect(opened).toContain(canary)
  expect((await stranger.call(oneOnOnesContract.list)).body.earlier).toEqual([])
})

test('a backup restored elsewhere holds no word either', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'drumbeat-notes-'))
  const file = join(folder, 'notes.backup')
  await writeBackup({ address: app.workspace.address, file, madeAt: now })
  expect((await readFile(file)).includes('Zanzibar')).toBe(false)
  const target = await createTestDatabase()
  await restoreBackup({ address: target.url, file })
  const { db, close } = openDatabase(target.url)
  const { rows } = await sql`select from "one-on-ones".item`.execute(db)
  expect(rows).toHaveLength(2)
  expect(await tablesHolding(db, ['Zanzibar', memberKey.identity])).toEqual([])
  await close()
  await target.drop()
  await rm(folder, { recursive: true, force: true })
})

test('a month of a team: weekly hours, one skipped, one moved, nothing lost; a new manager begins anew, and who left has none', async () => {
  const [lead, ...people] = south as [string, string, string, string]
  const [boss, amy, ben, cleo] = await Promise.all(
    [lead, ...people].map((id, at) => app.as(at ? 'rep' : 'sales-manager', id)),
  )
  const at = (instant: string) => {
    now = new Date(instant)
  }
  at('2026-06-01T08:00:00Z')
  const planned = await Promise.all(
    people.map((memberId, nth) =>
      boss!.call(oneOnOnesContract.plan, {
        body: { memberId, everyDays: 7, firstAt: `2026-06-01T${String(9 + nth).padStart(2, '0')}:00:00Z` },
      }),
    ),
  )
  const [, bens] = planned.map(({ body }) => body.id)
  const { key } = await makeKey('passphrase')
  const body = { isPrivate: false, body: await seal('carry me over', [key.recipient]) }
  await ben!.call(oneOnOnesContract.addItem, { params: { id: bens! }, body })
  const nextOf = async (of: Caller) => (await of.call(oneOnOnesContract.list)).body.series[0]!
  const tell = async (of: Caller, said: { state?: 'held' | 'skipped'; startsAt?: string }) =>
    of.call(oneOnOnesContract.change, { params: { id: (await nextOf(of)).next!.id }, body: said })
  for (const [week, monday] of ['2026-06-01', '2026-06-08', '2026-06-15', '2026-06-22'].entries()) {
    at(`${monday}T12:00:00Z`)
    expect((await tell(amy!, { state: 'held' })).status).toBe(200)
    await tell(cleo!, { state: 'skipped' })
    if (week === 1) await tell(ben!, { startsAt: '2026-06-10T10:00:00Z' })
    at(`${monday}T12:00:00Z`.replace('08T', '10T'))
    if (week < 2) await tell(ben!, { state: week === 0 ? 'skipped' : 'held' })
  }
  expect((await nextOf(amy!)).next?.startsAt).toBe('2026-06-29T09:00:00Z')
  expect(await nextOf(ben!)).toMatchObject({ openItems: 1, next: { startsAt: '2026-06-17T10:00:00Z' } })
  const { body: covered } = await boss!.call(oneOnOnesContract.coverage)
  expect(covered.lines.map(({ name, lastHeldOn, counts }) => [name, lastHeldOn, counts])).toEqual([
    ['South 1', '2026-06-22', 'covered'],
    ['South 2', '2026-06-10', 'covered'],
    ['South 3', null, 'not covered'],
  ])
  expect([covered.managers, covered.teams]).toEqual([
    [{ name: 'South manager', covered: 2, eligible: 3, share: 2 / 3 }],
    [{ name: 'South', covered: 2, eligible: 3, share: 2 / 3 }],
  ])
  at('2026-06-30T08:00:00Z')
  const { body: managers } = await owner.call(peopleContract.list, { query: { search: 'North manager' } })
  const managerId = managers.people[0]!.id
  await owner.call(peopleContract.setManager, { params: { id: people[1]! }, body: { managerId, from: '2026-06-30' } })
  await owner.call(peopleContract.leave, { params: { id: people[2]! }, body: { lastDay: '2026-06-29' } })
  await app.settle()
  expect((await boss!.call(oneOnOnesContract.list)).body.series.map(({ member }) => member.name)).toEqual(['South 1'])
  const anew = await manager.call(oneOnOnesContract.plan, {
    body: { memberId: people[1]!, firstAt: '2026-07-01T09:00:00Z' },
  })
  expect(anew.status).toBe(200)
  expect((await manager.call(oneOnOnesContract.items, { params: { id: bens! } })).status).toBe(404)
  const { body: kept } = await ben!.call(oneOnOnesContract.items, { params: { id: bens! } })
  expect(await Promise.all(kept.items.map((item) => unseal(item.body, key)))).toEqual(['carry me over'])
})

/** The tables that hold one of these words anywhere. */
async function tablesHolding(db: TestApp['workspace']['db'], words: readonly string[]): Promise<string[]> {
  const tables = await sql<{ name: string }>`select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`.execute(db)
  expect(tables.rows.length).toBeGreaterThan(30)
  const found: string[] = []
  for (const { name } of tables.rows) {
    const { rows } = await sql<{ holds: boolean }>`
      select coalesce(bool_or(t::text ilike any(${words.map((word) => `%${word}%`)}::text[])), false) as holds
      from ${sql.raw(name)} t`.execute(db)
    if (rows[0]?.holds) found.push(name)
  }
  return found
}
