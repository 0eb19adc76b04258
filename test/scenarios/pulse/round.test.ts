import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pulseContract } from '#pulse/contract.ts'
import { roundsToInvite, roundsToRemind } from '#pulse/rounds/due.sql.ts'
import { talkContract } from '#pulse/talk/contract.ts'
import { noteInvited, noteReminded } from '#pulse/wishes/wishes.tx.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { answer, type Token, tokenFor } from './member.ts'
import { hireTeams } from './people.ts'

let app: TestApp
let manager: Caller
let now = new Date('2026-06-01T09:00:00Z')
let roundId: string
let cells: Record<string, string>
const secret = 'a code that only its writer keeps'
const members: Record<string, Caller[]> = {}
const tokens: Record<string, Token[]> = {}

beforeAll(async () => {
  app = await openTestApp({ clock: () => now })
  const hired = await hireTeams(app.workspace, { North: 9, South: 9 })
  manager = await app.as('sales-ops-manager')
  for (const team of ['North', 'South']) {
    members[team] = []
    for (const person of hired[team]!.slice(1)) members[team]!.push(await app.as('rep', person))
  }
})
afterAll(() => app.close())

test('a survey of eleven questions is refused by the contract, by the command, and by the database', async () => {
  const eleven = Array.from({ length: 11 }, (_, i) => `workload-${i}`)
  const base = { name: 'Long', firstOn: '2026-06-01' }
  const tooMany = await manager.call(pulseContract.addSurvey, { body: { ...base, questionIds: eleven } })
  expect(tooMany.status).toBe(400)
  expect(tooMany.body.message).toContain('at most 10 questions')
  const six = Array.from({ length: 6 }, (_, i) => `workload-${i + 1}`)
  const mixed = await manager.call(pulseContract.addSurvey, { body: { ...base, questionIds: six, rotating: 5 } })
  expect(mixed.body.message).toBe(
    '11 questions are too many. A survey has at most 10 questions, so that it is answered in a minute.',
  )
  const direct = sql`insert into pulse.survey (id, name, every, first_on, open_days, question_ids, rotating, created_at)
    values (gen_random_uuid(), 'Long', 'once', '2026-06-01', 5, ${six}, 5, now())`.execute(app.workspace.db)
  await expect(direct).rejects.toThrow(/check constraint/)
})

test('a round is launched: cells of at least eight, a key each, nothing shown', async () => {
  const { body: survey } = await manager.call(pulseContract.addSurvey, {
    body: {
      name: 'Monday',
      firstOn: '2026-06-01',
      questionIds: ['recommend', 'workload-1', 'tools-3', 'comment-change'],
    },
  })
  const launched = await manager.call(pulseContract.launch, { params: { id: survey.id } })
  expect(launched.body).toMatchObject({ cells: 2, eligible: 21 })
  roundId = launched.body.roundId
  const { body: round } = await manager.call(pulseContract.survey, { params: { id: roundId } })
  expect(round).toMatchObject({ k: 5, commentK: 10, state: 'open', closesAt: '2026-06-06T00:00:00.000Z' })
  expect(Math.min(...round.cells.map(({ eligible }) => eligible))).toBeGreaterThanOrEqual(8)
  cells = Object.fromEntries(round.cells.map(({ id, name }) => [name.slice(0, 5), id]))
  const { body: audit } = await manager.call(pulseContract.audit, { params: { id: roundId } })
  expect(audit).toMatchObject({ eligible: 21, issued: null, redeemed: null, tokens: null, keysDestroyed: false })
})

test('members are written to when the round opens by their own clock, and reminded in the working hours of their own zone, those of each zone once', async () => {
  const { db, pool } = app.workspace
  const zones = async (at: string) => (await roundsToRemind(db, new Date(at))).map(({ timeZone }) => timeZone)
  await pool.query(`update pulse.eligible set time_zone = 'America/New_York' where cell_id = $1`, [cells.South])
  const opening = async (at: string) => (await roundsToInvite(db, new Date(at))).map(({ timeZone }) => timeZone)
  expect(await opening('2026-06-01T07:59:00Z')).toEqual([])
  expect(await opening('2026-06-01T08:00:00Z')).toEqual(['UTC'])
  expect(await noteInvited(app.work, { roundId, timeZone: 'UTC' })).toBe(true)
  expect(await noteInvited(app.work, { roundId, timeZone: 'UTC' })).toBe(false)
  expect(await opening('2026-06-01T12:00:00Z')).toEqual(['America/New_York'])
  // Half of the window is over on Wednesday at 16:00 UTC: in New York it is noon, and in UTC nine the next morning comes first.
  expect(await zones('2026-06-03T15:00:00Z')).toEqual([])
  expect(await zones('2026-06-03T18:00:00Z')).toEqual(['America/New_York'])
  expect(await noteReminded(app.work, { roundId, timeZone: 'America/New_York' })).toBe(true)
  expect(await noteReminded(app.work, { roundId, timeZone: 'America/New_York' })).toBe(false)
  expect(await zones('2026-06-03T18:00:00Z')).toEqual([])
  expect(await zones('2026-06-04T09:00:00Z')).toEqual(['UTC'])
  expect(await zones('2026-06-05T21:00:00Z')).toEqual(['UTC']) // the last hours, whatever the clock says
  await pool.query(`update pulse.eligible set time_zone = 'UTC'`)
})

test('each member gets one token, the same for the same request, and none for another', async () => {
  for (const team of ['North', 'South']) {
    tokens[team] = []
    for (const member of members[team]!) tokens[team]!.push(await tokenFor(member, roundId))
  }
  const again = await manager.call(pulseContract.token, { params: { id: roundId }, body: { blinded: 'AAAA' } })
  expect(again).toMatchObject({ status: 403, body: { code: 'no-person' } })
  const other = await members.North![0]!.call(pulseContract.token, {
    params: { id: roundId },
    body: { blinded: 'A'.repeat(342) },
  })
  expect(other).toMatchObject({ status: 409, body: { code: 'issued' } })
})

test('what is out of scale or fractional is refused, and the token stays good; cookies are refused; so is a token of another team', async () => {
  const [token] = tokens.North as [Token]
  for (const value of [0, 11, 7.5]) {
    const refused = await answer(app, { roundId, token, values: [value] })
    expect(refused).toMatchObject({ status: 400, body: { code: 'out-of-scale' } })
  }
  const cookie = await answer(app, { roundId, token, values: [9], headers: { cookie: 'a=b' } })
  expect(cookie).toMatchObject({ status: 400, body: { code: 'carries-identity' } })
  const bearer = await answer(app, {
    roundId,
    token,
    values: [9],
    headers: { authorization: `Bearer ${manager.token}` },
  })
  expect(bearer.status).toBe(400)
  const elsewhere = Object.values(cells).find((id) => id !== token.cellId)!
  const stolen = await answer(app, { roundId, token: { ...token, cellId: elsewhere }, values: [9] })
  expect(stolen).toMatchObject({ status: 403, body: { code: 'not-genuine' } })
})

test('twenty parallel sendings of one token count once', async () => {
  const [token] = tokens.North as [Token]
  const sent = await Promise.all(Array.from({ length: 20 }, () => answer(app, { roundId, token, values: [9, 4, 2] })))
  const statuses = sent.map(({ status }) => status).sort()
  expect(statuses).toEqual([200, ...Array.from({ length: 19 }, () => 409)])
})

test('the others answer; after the close the results say n of N, with margins, and hide nothing that may be shown', async () => {
  const scores = [10, 9, 8, 7, 6, 10, 9, 3]
  for (const [at, score] of scores.entries()) {
    const sent = await answer(app, {
      roundId,
      token: tokens.North![at + 1]!,
      values: [score, 5 - (at % 3), 1 + (at % 2)],
      comment: { position: 4, text: `North says ${at}`, ...(at === 0 && { replyHash: hashOf(secret) }) },
    })
    expect(sent.body).toEqual({ counted: true })
  }
  for (const [at, score] of [9, 9, 8, 2].entries())
    await answer(app, { roundId, token: tokens.South![at]!, values: [score, 3, null] })
  const early = await manager.call(pulseContract.results, { params: { id: roundId } })
  expect(early.body).toMatchObject({ results: null, round: { answered: null, enps: null } })
  now = new Date('2026-06-06T00:00:01Z')
  const late = await answer(app, { roundId, token: tokens.South![5]!, values: [9] })
  expect(late).toMatchObject({ status: 409, body: { code: 'closed' } })
  await app.workspace.jobs.send('pulse.close-rounds', {})
  await app.settle()
  const { body } = await manager.call(pulseContract.results, { params: { id: roundId } })
  const results = body.results!
  expect(results).toMatchObject({ eligible: 21, answered: 13 })
  const company = results.questions[0]!.groups[0]!
  // 13 answers: promoters 9, 10, 9, 10, 9 of North, 9, 9 of South; detractors 6, 3 and 2.
  expect(company).toMatchObject({ n: 13, enps: { promoters: 7, passives: 3, detractors: 3, score: 31 } })
  expect(company.enps?.interval?.low).toBeLessThan(31)
  // South has four answers and takes North along: shown alone, North would give South away.
  expect(results.groups.map(({ id }) => id)).toEqual(['company', 'others'])
  expect(results.suppressed.map(({ why }) => why)).toContain('protects another group')
  expect(results.checked.conflicts).toBe(0)
})

test('after the close keys are gone, results stay as they are, and anybody finds their token in the list', async () => {
  const { db } = app.workspace
  const keys = await sql`select 1 from pulse.signing_key`.execute(db)
  expect(keys.rows).toEqual([])
  await expect(sql`update pulse.published set results = '{}'`.execute(db)).rejects.toThrow(/published once/)
  await expect(sql`update pulse.survey set k = 4`.execute(db)).rejects.toThrow(/./)
  const response = await app.app.request(`/api/pulse/rounds/${roundId}/audit`)
  const audit = (await response.json()) as {
    tokens: string[]
    issued: number
    redeemed: number
    keysDestroyed: boolean
  }
  expect(audit).toMatchObject({ issued: 18, redeemed: 13, keysDestroyed: true })
  const mine = createHash('sha256').update(Buffer.from(tokens.North![0]!.prepared, 'base64url')).digest('hex')
  expect(audit.tokens).toContain(mine)
})

test('the team replies to a comment; its writer reads it by the code, without a session, and answers: shown 1 to 24 hours later', async () => {
  const { body: list } = await manager.call(talkContract.comments, { params: { id: roundId } })
  const mine = list.comments.find(({ body }) => body === 'North says 0')!
  expect(list.comments.filter(({ canReply }) => canReply)).toEqual([mine])
  await manager.call(talkContract.reply, { params: { id: mine.id }, body: { body: 'Which forms?' } })
  const other = list.comments.find(({ canReply }) => !canReply)!
  const nobody = await manager.call(talkContract.reply, { params: { id: other.id }, body: { body: 'Hello?' } })
  expect(nobody).toMatchObject({ status: 409, body: { code: 'no-way-back' } })

  const open = (path: string, body: object, headers: Record<string, string> = {}) =>
    app.app.request(`/api/pulse/threads${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-drumbeat': '1', ...headers },
      body: JSON.stringify(body),
    })
  expect(await (await open('', { secret })).json()).toMatchObject({
    body: 'North says 0',
    lines: [{ byWriter: false, body: 'Which forms?' }],
  })
  expect((await open('', { secret: `${secret}!` })).status).toBe(404)
  expect((await open('', { secret }, { cookie: 'a=b' })).status).toBe(400)
  expect((await open('/replies', { secret, body: 'The one for samples.' })).status).toBe(200)

  const seen = async () => {
    const { body } = await manager.call(talkContract.comments, { params: { id: roundId } })
    return body.comments
      .find(({ id }) => id === mine.id)!
      .lines.map(({ byWriter, author, saidAt, body: said }) => [byWriter, author, saidAt, said])
  }
  expect((await seen()).length).toBe(1)
  now = new Date(now.getTime() + 25 * 3_600_000)
  expect((await seen()).at(-1)).toEqual([true, null, null, 'The one for samples.'])
})

function hashOf(code: string): string {
  return createHash('sha256').update(code).digest('base64url')
}
