import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { peopleContract } from '#company/people/contract.ts'
import { teamsContract } from '#company/teams/contract.ts'
import { auditContract } from '#platform/audit/contract.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'

let app: TestApp
let admin: Caller
const today = new Date('2026-11-23T12:00:00Z')

beforeAll(async () => {
  app = await openTestApp({ clock: () => today })
  admin = await app.as('sales-ops-manager')
})
afterAll(() => app.close())

async function person(name: string, more: { managerId?: string; from?: string } = {}): Promise<string> {
  const { status, body } = await admin.call(peopleContract.add, { body: { name, ...more } })
  expect(status).toBe(200)
  return body.id
}

function report(personId: string, managerId: string | null, from: string) {
  return admin.call(peopleContract.setManager, { params: { id: personId }, body: { managerId, from } })
}

describe('a reporting line', () => {
  test('ends on the day the next one begins, and both stay in the history', async () => {
    const [ada, bob] = [await person('Ada North'), await person('Bob South')]
    const rep = await person('Rita Rep', { managerId: ada, from: '2026-01-01' })
    const { status, body } = await report(rep, bob, '2026-07-01')
    expect(status).toBe(200)
    expect(body.manager?.name).toBe('Bob South')
    expect(body.managers.map(({ of, startsOn, endsOn }) => [of.name, startsOn, endsOn])).toEqual([
      ['Bob South', '2026-07-01', null],
      ['Ada North', '2026-01-01', '2026-07-01'],
    ])
  })

  test('that would overlap a later one is refused, naming the day', async () => {
    const [ada, bob] = [await person('Ada Early'), await person('Bob Early')]
    const rep = await person('Rolf Rep', { managerId: ada, from: '2026-07-01' })
    const { status, body } = await report(rep, bob, '2026-03-01')
    expect(status).toBe(409)
    expect(body).toMatchObject({ code: 'later-assignment', message: expect.stringContaining('2026-07-01') })
  })

  test('cannot overlap another even where the rules were passed by: the database refuses it', async () => {
    const [ada, bob] = [await person('Ada Twin'), await person('Bob Twin')]
    const rep = await person('Rosa Rep', { managerId: ada, from: '2026-01-01' })
    const insert = app.workspace.pool.query(
      `insert into company.reporting_line (id, person_id, manager_id, starts_on)
       values (gen_random_uuid(), $1, $2, '2026-06-01')`,
      [rep, bob],
    )
    await expect(insert).rejects.toThrow('exclusion constraint')
  })

  test('that would close a circle is refused, naming the chain', async () => {
    const top = await person('Tess Top')
    const middle = await person('Mia Middle', { managerId: top, from: '2026-01-01' })
    const low = await person('Leo Low', { managerId: middle, from: '2026-01-01' })
    const { status, body } = await report(top, low, '2026-11-23')
    expect(status).toBe(409)
    expect(body.code).toBe('circle')
    expect(body.message).toContain('Tess Top → Leo Low → Mia Middle → Tess Top')
  })

  test('changed twice at once can close no circle between the two', async () => {
    const [ida, ed] = [await person('Ida One'), await person('Ed Two')]
    const answers = await Promise.all([report(ida, ed, '2026-11-23'), report(ed, ida, '2026-11-23')])
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409])
  })

  test('to a manager who left before is refused', async () => {
    const gone = await person('Gus Gone')
    await admin.call(peopleContract.leave, { params: { id: gone }, body: { lastDay: '2026-05-31' } })
    const { status, body } = await report(await person('Nina New'), gone, '2026-11-23')
    expect([status, body.code]).toEqual([409, 'left'])
  })
})

describe('a person who leaves', () => {
  test('hands reports on, ends manager and team after the last day, and is listed only on request', async () => {
    const boss = await person('Bea Boss')
    const manager = await person('Max Manager', { managerId: boss, from: '2026-01-01' })
    const rep = await person('Rhea Rep', { managerId: manager, from: '2026-01-01' })
    const params = { id: manager }

    const refused = await admin.call(peopleContract.leave, { params, body: { lastDay: '2026-10-31' } })
    expect([refused.status, refused.body.code]).toEqual([409, 'still-manages'])
    expect(refused.body.message).toContain('Rhea Rep')

    const left = await admin.call(peopleContract.leave, { params, body: { lastDay: '2026-10-31', reportsGoTo: boss } })
    expect(left.body).toMatchObject({ leftOn: '2026-10-31', manager: null, directReports: [] })
    expect(left.body.managers[0]).toMatchObject({ endsOn: '2026-11-01' })
    const after = await admin.call(peopleContract.detail, { params: { id: rep } })
    expect(after.body.managers[0]).toMatchObject({ of: { id: boss }, startsOn: '2026-11-01' })

    const hidden = await admin.call(peopleContract.list, { query: { search: 'Max Manager' } })
    const shown = await admin.call(peopleContract.list, { query: { search: 'Max Manager', left: 'show' } })
    expect([hidden.body.total, shown.body.total]).toEqual([0, 1])
  })
})

describe('teams', () => {
  test('are changed from a day on, and one name belongs to one team', async () => {
    const east = await admin.call(teamsContract.add, { body: { name: 'East' } })
    const west = await admin.call(teamsContract.add, { body: { name: 'West' } })
    const again = await admin.call(teamsContract.add, { body: { name: 'West' } })
    expect([again.status, again.body.code]).toEqual([409, 'taken'])
    const added = await admin.call(peopleContract.add, {
      body: { name: 'Tom Team', teamId: east.body.id, from: '2026-01-01' },
    })
    const params = { id: added.body.id }
    const moved = await admin.call(peopleContract.setTeam, {
      params,
      body: { teamId: west.body.id, from: '2026-12-01' },
    })
    expect(moved.body.team?.name).toBe('East')
    expect(moved.body.teams.map(({ of, endsOn }) => [of.name, endsOn])).toEqual([
      ['West', null],
      ['East', '2026-12-01'],
    ])
  })
})

describe('roles', () => {
  test('a rep reads people and changes none; only who may erase, erases', async () => {
    const rep = await app.as('rep')
    const id = await person('Paula Protected')
    const statusOf = async (call: Promise<{ status: number }>) => (await call).status
    expect(await statusOf(rep.call(peopleContract.list))).toBe(200)
    expect(await statusOf(rep.call(peopleContract.add, { body: { name: 'No' } }))).toBe(403)
    expect(
      await statusOf(
        rep.call(peopleContract.setManager, { params: { id }, body: { managerId: null, from: '2026-11-23' } }),
      ),
    ).toBe(403)
    expect(await statusOf(rep.call(peopleContract.erase, { params: { id } }))).toBe(403)
    expect(await statusOf(admin.call(peopleContract.erase, { params: { id } }))).toBe(403)
    expect(await statusOf((await app.as('owner')).call(peopleContract.erase, { params: { id } }))).toBe(200)
  })
})

test('the audit tells each change of a person without naming them', async () => {
  const id = await person('Quentin Quiet')
  await admin.call(peopleContract.change, { params: { id }, body: { name: 'Quentin Loud', title: 'Head of Noise' } })
  const { body } = await admin.call(auditContract.list, { query: { noun: 'person', subjectId: id } })
  expect(body.entries.map((entry) => entry.summary)).toEqual([
    `Changed the name, the title of person ${id}`,
    `Added person ${id}`,
  ])
  expect(JSON.stringify(body.entries)).not.toMatch(/Quentin|Noise/)
})
