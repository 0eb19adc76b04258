import { randomUUID } from 'node:crypto'
import { dayAfter } from '@drumbeat/periods'
import { sql } from 'kysely'
import { instantIn } from '#company/local-time.ts'
import { readCompany } from '#company/profile.sql.ts'
import type { Tx } from '#platform/db/pool.ts'
import { refusal } from '#platform/http/refusal.ts'
import { transact, type Work } from '#platform/transaction.ts'
import type { Question } from '../bank/bank.ts'
import { type Cell, cellsOf } from '../disclosure/cells.ts'
import { leftOf, usualBudget } from '../rotation/budget.ts'
import { questionsFor } from '../rotation/rotation.ts'
import type { Survey } from '../schema.ts'
import { questions, surveyById } from '../surveys.sql.ts'
import { type KeyPair, newKeyPair } from '../tokens/blind.ts'
import { type Asked, burdens, membersOn } from './members.sql.ts'
import { unitsOf } from './units.ts'

/** No cell is smaller, whatever k is. */
const LEAST_CELL = 8

export type Launched = { roundId: string; cells: number; eligible: number }

/** Launches the next round of a survey on a day: everything that decides about anonymity is frozen here. */
export async function launchRound(work: Work, { surveyId, day }: { surveyId: string; day: string }): Promise<Launched> {
  return transact(work, async ({ tx, now, audit, emit }) => {
    await sql`select 1 from pulse.survey where id = ${surveyId} for update`.execute(tx)
    const survey = await surveyById(tx, surveyId)
    if (survey.nextOn === null) throw refused('ended', `${survey.name} has no further round.`, 'Set up a new survey.')
    const round = { id: randomUUID(), day, lastDay: dayAfter(day, survey.openDays - 1) }
    const asked = await askedNow(tx, { survey, day })
    const members = await withinBudget(tx, { members: await membersOn(tx, round), day, count: asked.length })
    const cells = cellsOf(unitsOf(members), Math.max(survey.k, LEAST_CELL))
    if (members.length < survey.k) {
      throw refused(
        'too-few',
        `${members.length} people can be asked, and fewer than ${survey.k} answers are never shown.`,
        'Ask a larger company, or talk to each person.',
      )
    }
    const zone = (await readCompany(tx)).timeZone
    await writeRound(tx, { survey, round, members, zone, now })
    await writeQuestions(tx, { roundId: round.id, asked })
    const keys = await Promise.all(cells.map(newKeyPair))
    for (const [at, cell] of cells.entries())
      await writeCell(tx, { roundId: round.id, cell, keys: keys[at]!, members, zone, asked })
    await sql`update pulse.survey set rounds_made = rounds_made + 1 where id = ${surveyId}`.execute(tx)
    await audit({
      command: 'pulse.launch',
      noun: 'round',
      subjectId: round.id,
      summary: `Launched ${survey.name} of ${day} for ${members.length} people in ${cells.length} cells`,
      after: { k: survey.k, commentK: survey.commentK, keys: keys.map(({ fingerprint }) => fingerprint) },
    })
    await emit('pulse.round.launched', { roundId: round.id })
    return { roundId: round.id, cells: cells.length, eligible: members.length }
  })
}

async function askedNow(tx: Tx, { survey, day }: { survey: Survey; day: string }): Promise<Question[]> {
  const all = await questions(tx)
  const fixed = survey.questionIds.flatMap((id) => all.find((each) => each.id === id) ?? [])
  const rest = all.filter(({ kind, id }) => kind === 'agree' && !survey.questionIds.includes(id))
  const rotated = questionsFor(rest, { day, count: survey.rotating })
  const asked = [...fixed, ...rotated.map((id) => all.find((each) => each.id === id)!)]
  if (asked.length === 0)
    throw refused(
      'all-resting',
      'Every question of the bank was asked within the last quarter.',
      'Wait, or add questions.',
    )
  return asked
}

/** Whoever was asked much lately is spared this time. */
async function withinBudget(tx: Tx, of: { members: Asked[]; day: string; count: number }): Promise<Asked[]> {
  const past = await burdens(tx, dayAfter(of.day, -usualBudget.days))
  return of.members.filter(({ personId }) => leftOf(past.get(personId) ?? [], of.day) >= of.count)
}

type Round = { id: string; day: string; lastDay: string }

async function writeRound(
  tx: Tx,
  of: { survey: Survey; round: Round; members: Asked[]; zone: string; now: string },
): Promise<void> {
  const { survey, round, members, zone, now } = of
  const zones = [...new Set(members.map(({ timeZone }) => timeZone ?? zone))]
  const opens = zones.map((timeZone) => instantIn({ timeZone, day: round.day, hour: survey.openHour })).sort()
  const closes = zones.map((timeZone) => instantIn({ timeZone, day: round.lastDay, hour: 24 })).sort()
  await sql`insert into pulse.round (id, survey_id, nth, day, opens_at, closes_at, open_hour, last_day, scale, k, comment_k, launched_at)
    values (${round.id}, ${survey.id}, ${survey.roundsMade}, ${round.day}, ${opens[0]}, ${closes.at(-1)}, ${survey.openHour},
      ${round.lastDay}, ${survey.scale}, ${survey.k}, ${survey.commentK}, ${now})`.execute(tx)
}

async function writeQuestions(tx: Tx, { roundId, asked }: { roundId: string; asked: Question[] }): Promise<void> {
  for (const [at, { id, kind, driver, reversed, en, de }] of asked.entries()) {
    await sql`insert into pulse.round_question (round_id, position, question_id, kind, driver, reversed, text_en, text_de)
      values (${roundId}, ${at + 1}, ${id}, ${kind}, ${driver}, ${reversed}, ${en}, ${de})`.execute(tx)
  }
}

type CellWriting = { roundId: string; cell: Cell; keys: KeyPair; members: Asked[]; zone: string; asked: Question[] }

/** Writes a cell with its key, its people in the order of their ids, and a counter for each value there is. */
async function writeCell(tx: Tx, { roundId, cell, keys, members, zone, asked }: CellWriting): Promise<void> {
  const id = randomUUID()
  await sql`insert into pulse.cell (id, round_id, name, unit_key, eligible, public_key, fingerprint)
    values (${id}, ${roundId}, ${cell.name}, ${[...cell.units].sort().join(' ')}, ${cell.members.length}, ${keys.publicKey},
      ${keys.fingerprint})`.execute(tx)
  await sql`insert into pulse.signing_key (cell_id, private_key) values (${id}, ${keys.privateKey})`.execute(tx)
  const inside = new Set(cell.members)
  const people = members.filter(({ personId }) => inside.has(personId))
  await sql`insert into pulse.eligible (round_id, person_id, cell_id, time_zone, undeliverable, on_leave)
    select ${roundId}, person, ${id}, zone, unreachable, away
    from unnest(${people.map((each) => each.personId)}::uuid[], ${people.map((each) => each.timeZone ?? zone)}::text[],
      ${people.map((each) => !each.hasLogin && !each.email)}::boolean[], ${people.map((each) => each.onLeave)}::boolean[])
      as given (person, zone, unreachable, away)`.execute(tx)
  const values = asked.flatMap(({ kind }, at) => valuesOf(kind).map((value) => ({ position: at + 1, value })))
  await sql`insert into pulse.counter (cell_id, position, value)
    select ${id}, position, value from unnest(${[0, ...values.map((each) => each.position)]}::int[],
      ${[0, ...values.map((each) => each.value)]}::int[]) as given (position, value)`.execute(tx)
}

/** The values that are counted: all of 0 to 10 for the eNPS question, 1 to 5 for a statement, none for a comment. */
function valuesOf(kind: Question['kind']): number[] {
  if (kind === 'comment') return []
  return kind === 'recommend' ? [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] : [1, 2, 3, 4, 5]
}

function refused(code: string, message: string, wayOut: string) {
  return refusal(409, { code, message, wayOut })
}
