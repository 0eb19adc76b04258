import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { holidaysContract } from '#company/holidays/contract.ts'
import { leaveContract } from '#company/leave/contract.ts'
import { peopleContract } from '#company/people/contract.ts'
import { teamsContract } from '#company/teams/contract.ts'
import { territoriesContract } from '#company/territories/contract.ts'
import { undoImport } from '#imports/undoing/undo.tx.ts'
import { oneOnOnesContract } from '#one-on-ones/contract.ts'
import { systemActor } from '#platform/transaction.ts'
import { rulesContract } from '#process/rules/contract.ts'
import { sopContract } from '#sop/contract.ts'
import { followHolidays } from '#sop/cycle/open.tx.ts'
import { openSmallTeam, type SmallTeam } from '../crm/small-team.ts'
import { drop } from '../import-crm/dropping.ts'
import { written } from '../import-formats/files.ts'

/** One calendar of holidays, and one of leave, for all who count working days. */
let team: SmallTeam
let north: string
beforeAll(async () => {
  team = await openSmallTeam()
  const { admin, people } = team
  north = (await admin.call(territoriesContract.add, { body: { name: 'North' } })).body.id
  const { body } = await admin.call(teamsContract.add, { body: { name: 'North team', territoryId: north } })
  await admin.call(peopleContract.setTeam, {
    params: { id: people.ada },
    body: { teamId: body.id, from: '2026-01-01' },
  })
})
afterAll(() => team.app.close())

const days = async () => (await team.admin.call(holidaysContract.holidays)).body.holidays.map(({ day }) => day)

test('a holiday counts for time limits, cycles and one-on-ones; one of a territory for the people who sell there', async () => {
  const { admin, app, people } = team
  const cycle = await admin.call(sopContract.openCycle, { body: { month: '2026-01-01' } as never })
  const due = async () => (await admin.call(sopContract.cycle, { params: { id: cycle.body.id } })).body.steps[1]!.dueOn
  expect(await due()).toBe('2026-01-12')
  const holidays = [
    { day: '2026-01-06', name: 'Epiphany' },
    { day: '2026-01-07', name: 'North only', territoryId: north },
  ]
  expect((await admin.call(holidaysContract.addHolidays, { body: { holidays } as never })).body).toEqual({ changed: 2 })
  expect((await admin.call(holidaysContract.addHolidays, { body: { holidays } as never })).body).toEqual({ changed: 0 })
  await followHolidays({ workspace: app.workspace, actor: systemActor })
  expect(await due()).toBe('2026-01-13')
  const expected = [{ day: '2026-01-06', name: 'Epiphany' }]
  expect((await admin.call(sopContract.holidays)).body.holidays).toEqual(expected)
  expect((await admin.call(rulesContract.workingTime)).body.holidays).toEqual(expected)
  const [ada, bo] = [await app.as('rep', people.ada), await app.as('rep', people.bo)]
  const firstWith = async (caller: typeof ada, withId: string) =>
    (
      await caller.call(oneOnOnesContract.proposals, { query: { withId, from: '2026-01-06', count: 1 } })
    ).body.times[0]!.slice(0, 10)
  expect(await firstWith(ada, people.mona)).toBe('2026-01-08')
  expect(await firstWith(bo, people.mona)).toBe('2026-01-07')
  const lost = { holidays: [{ day: '2026-01-08', territoryId: team.people.ada }] }
  expect((await admin.call(holidaysContract.addHolidays, { body: lost as never })).status).toBe(400)
  expect((await ada.call(holidaysContract.addHolidays, { body: { holidays } as never })).status).toBe(403)
})

test('a calendar file and a CSV file add holidays; the import is undone, a day is worked after all', async () => {
  const { admin, app } = team
  const text =
    'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260501\r\nSUMMARY:Labour Day\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n'
  expect((await admin.call(holidaysContract.importIcs, { body: { text } as never })).body).toEqual({
    found: 1,
    changed: 1,
    skipped: [],
  })
  expect((await admin.call(holidaysContract.importIcs, { body: { text: 'nothing' } as never })).body).toMatchObject({
    code: 'no-holidays',
  })
  const [record] = await drop(app.work, {
    paths: await written({
      'holidays.csv': 'Holiday,Name,Region\n2026-08-15,Assumption,North\n2026-05-01,Labour Day,\n',
    }),
  })
  expect(record).toMatchObject({ kind: 'holidays', status: 'loaded', rowsNew: 1 })
  expect(await days()).toEqual(['2026-01-06', '2026-01-07', '2026-05-01', '2026-08-15'])
  await undoImport(app.work, record!.id)
  const { body } = await admin.call(holidaysContract.holidays)
  await admin.call(holidaysContract.endHoliday, { params: { id: body.holidays[2]!.id } })
  expect(await days()).toEqual(['2026-01-06', '2026-01-07'])
})

const june = { startsOn: '2026-06-01', lastDay: '2026-06-12' }

test('leave is noted by the person, by whom they report to and by who edits people; the note is for the person alone', async () => {
  const { admin, app, people } = team
  const [ada, bo, mona] = [
    await app.as('rep', people.ada),
    await app.as('rep', people.bo),
    await app.as('sales-manager', people.mona),
  ]
  const own = await ada.call(leaveContract.addLeave, { body: { personId: people.ada, ...june, note: 'Surgery' } })
  expect(own.status).toBe(200)
  const read = async (who: typeof ada) =>
    (await who.call(leaveContract.leave, { query: { from: '2026-01-01' } })).body.leave
  expect(await read(ada)).toMatchObject([{ personName: 'Ada Rep', ...june, note: 'Surgery' }])
  expect(await read(mona)).toMatchObject([{ personName: 'Ada Rep', ...june, note: '' }])
  expect(await read(admin)).toMatchObject([{ personName: 'Ada Rep', note: '' }])
  expect(await read(bo)).toEqual([])
  const noted = async (who: typeof ada, personId: string, more: object) =>
    (await who.call(leaveContract.addLeave, { body: { personId, ...june, note: '', ...more } })).body
  expect(await noted(bo, people.ada, {})).toMatchObject({ code: 'not-yours' })
  expect(await noted(mona, people.ada, { startsOn: '2026-06-12', lastDay: '2026-06-20' })).toMatchObject({
    code: 'away-already',
  })
  expect(await noted(mona, people.ada, { note: 'Sick' })).toMatchObject({ code: 'note-of-others' })
  expect(await noted(mona, people.bo, { lastDay: '2026-05-31' })).toMatchObject({ code: 'no-days' })
  expect(await noted(mona, people.bo, { lastDay: '2206-06-12' })).toMatchObject({ code: 'no-days' })
  expect((await bo.call(leaveContract.endLeave, { params: { id: own.body.id } })).status).toBe(404)
  expect(await read(ada)).toHaveLength(1)
  expect((await mona.call(leaveContract.endLeave, { params: { id: own.body.id } })).status).toBe(200)
  expect(await read(ada)).toEqual([])
  const { rows } = await sql<{
    words: string
  }>`select summary || coalesce(before::text, '') || coalesce(after::text, '') as words
    from platform.audit where noun = 'leave'`.execute(app.workspace.db)
  expect(rows.length).toBe(2)
  expect(rows.map(({ words }) => words).join()).not.toMatch(/Surgery|Ada Rep|2026/)
})

test('a file of leave adds the days that are missing, a row that ends before it starts stays out, and it is undone', async () => {
  const { admin, app, people } = team
  await admin.call(leaveContract.addLeave, { body: { personId: people.bo, ...june, note: '' } })
  const [record] = await drop(app.work, {
    paths: await written({
      'leave.csv':
        'Employee,First day away,Last day away\nBo Rep,2026-06-10,2026-06-15\nAda Rep,2026-07-01,\nAda Rep,2026-08-10,2026-08-01\n',
    }),
  })
  expect(record).toMatchObject({ kind: 'leave', status: 'loaded', rowsNew: 2 })
  const spans = async () =>
    (await admin.call(leaveContract.leave, { query: { from: '2026-01-01' } })).body.leave.map(
      (each) => `${each.personName} ${each.startsOn} ${each.lastDay}`,
    )
  expect(await spans()).toEqual([
    'Bo Rep 2026-06-01 2026-06-12',
    'Bo Rep 2026-06-13 2026-06-15',
    'Ada Rep 2026-07-01 2026-07-01',
  ])
  await undoImport(app.work, record!.id)
  expect(await spans()).toEqual(['Bo Rep 2026-06-01 2026-06-12'])
})

test('leave of the three earlier places comes into the one, each day once, and what was taken back stays taken back', async () => {
  const { app, people } = team
  const rows = await app.workspace.db.transaction().execute(async (tx) => {
    await sql`delete from company.leave`.execute(tx)
    await sql`create table "one-on-ones".free_day (id uuid, person_id uuid, day date, name text)`.execute(tx)
    await sql`create table process.leave (id uuid, person_id uuid, starts_on date, ends_on date, ended_at timestamptz)`.execute(
      tx,
    )
    await sql`create table pulse.leave (id uuid, person_id uuid, starts_on date, ends_on date)`.execute(tx)
    await sql`insert into "one-on-ones".free_day select gen_random_uuid(), ${people.ada}, day, 'Sea' from
      unnest('{2026-03-02,2026-03-03,2026-03-05}'::date[]) day`.execute(tx)
    await sql`insert into process.leave values (gen_random_uuid(), ${people.ada}, '2026-03-01', '2026-03-05', null),
      (gen_random_uuid(), ${people.bo}, '2026-04-01', '2026-04-03', now())`.execute(tx)
    await sql`insert into pulse.leave values (gen_random_uuid(), ${people.ada}, '2026-03-01', '2026-03-07')`.execute(tx)
    for (const [domain, name] of [
      ['one-on-ones', '0621'],
      ['process', '0622'],
      ['pulse', '0623'],
    ] as const) {
      const file = `src/${domain}/migrations/20261130T${name}-leave-in-company.sql`
      await sql.raw(await readFile(file, 'utf8')).execute(tx)
    }
    return (
      await sql<{
        says: string
      }>`select person.name || ' ' || starts_on || ' ' || last_day || ' ' || note || (ended_at is not null) as says
        from company.leave join company.person on person.id = person_id order by starts_on`.execute(tx)
    ).rows.map(({ says }) => says)
  })
  expect(rows).toEqual([
    'Ada Rep 2026-03-01 2026-03-01 false',
    'Ada Rep 2026-03-02 2026-03-03 Seafalse',
    'Ada Rep 2026-03-04 2026-03-04 false',
    'Ada Rep 2026-03-05 2026-03-05 Seafalse',
    'Ada Rep 2026-03-06 2026-03-07 false',
    'Bo Rep 2026-04-01 2026-04-02 true',
  ])
})

test('a file of people brings their time zones; one that no clock knows keeps its row out', async () => {
  const { admin, app } = team
  const [record] = await drop(app.work, {
    paths: await written({
      'people.csv':
        'Name,Manager,Time zone\nZoe East,Mona Manager,Asia/Tokyo\nYan West,Mona Manager,Pacific Daylight\n',
    }),
  })
  expect(record).toMatchObject({ kind: 'people', rowsNew: 1 })
  const { body } = await admin.call(peopleContract.list, { query: {} })
  expect(body.people.find(({ name }) => name === 'Zoe East')?.timeZone).toBe('Asia/Tokyo')
  expect(body.people.some(({ name }) => name === 'Yan West')).toBe(false)
})
