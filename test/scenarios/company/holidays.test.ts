import { afterAll, beforeAll, expect, test } from 'vitest'
import { holidaysContract } from '#company/holidays/contract.ts'
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

/** One calendar of holidays for all who count working days. */
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

test('what the working time of rules sets is the same calendar; the holidays of territories stay', async () => {
  const { admin } = team
  const { timeZone: _, ...time } = (await admin.call(rulesContract.workingTime)).body
  await admin.call(rulesContract.setWorkingTime, {
    body: { ...time, holidays: [{ day: '2026-12-25', name: 'Christmas' }] },
  })
  expect(await days()).toEqual(['2026-01-07', '2026-12-25'])
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
  expect(await days()).toEqual(['2026-01-07', '2026-05-01', '2026-08-15', '2026-12-25'])
  await undoImport(app.work, record!.id)
  const { body } = await admin.call(holidaysContract.holidays)
  await admin.call(holidaysContract.endHoliday, { params: { id: body.holidays[1]!.id } })
  expect(await days()).toEqual(['2026-01-07', '2026-12-25'])
})
