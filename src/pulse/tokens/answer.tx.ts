import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '#platform/db/pool.ts'
import { refusal } from '#platform/http/refusal.ts'
import { transact, type Work } from '#platform/transaction.ts'
import type { pulseContract } from '../contract.ts'
import { answerProblem, type Scale } from '../measures/enps.ts'
import type { AskedQuestion as Question } from '../rounds/rounds.sql.ts'
import { serialHash, verifyToken } from './blind.ts'
import { roundOver } from './issue.tx.ts'

type Answer = z.output<(typeof pulseContract.answer)['body']>
type AskedQuestion = Pick<Question, 'position' | 'kind'>
type Asking = { publicKey: string; scale: Scale; questions: AskedQuestion[] }
type Window = { opensAt: string; closesAt: string; closedAt: string | null; isUsed: boolean }

/**
 * Counts an answer, once per token, in one transaction. It leaves no row of its own: the token's hash joins the others of its
 * cell and all of them are rewritten in the order of their hashes; every counter of the cell is rewritten, the chosen ones one
 * higher; comments are rewritten in a random order. No audit line, no event, no time, no address.
 */
export async function countAnswer(work: Work, answer: Answer): Promise<{ counted: true }> {
  const asking = await askingOf(work.workspace.db, answer)
  const prepared = Buffer.from(answer.prepared, 'base64url')
  if (!verifyToken(asking.publicKey, { prepared, signature: Buffer.from(answer.signature, 'base64url') }))
    throw notGenuine()
  const chosen = chosenOf(answer, asking)
  const hash = serialHash(prepared)
  return transact(work, async ({ tx, now }) => {
    const { opensAt, closesAt, closedAt, isUsed } = await holdCell(tx, answer, hash)
    if (closedAt !== null || now >= closesAt) throw roundOver(closedAt ?? closesAt)
    if (now < opensAt) throw refusal(409, { code: 'not-open', message: `This round opens at ${opensAt}.` })
    if (isUsed) throw usedAlready()
    await redeemAndCount(tx, { cellId: answer.cellId, hash, chosen })
    await keepComments(tx, answer)
    return { counted: true as const }
  })
}

/** What a round asks, and the key of a cell: frozen since the launch. */
async function askingOf(
  db: Work['workspace']['db'],
  { roundId, cellId }: Pick<Answer, 'roundId' | 'cellId'>,
): Promise<Asking> {
  const { rows } = await sql<Asking>`select c.public_key as "publicKey", r.scale,
      (select jsonb_agg(jsonb_build_object('position', q.position, 'kind', q.kind)) from pulse.round_question q where q.round_id = r.id) as questions
    from pulse.cell c join pulse.round r on r.id = c.round_id where c.id = ${cellId} and r.id = ${roundId}`.execute(db)
  if (!rows[0]) throw notThere()
  return rows[0]
}

/** Holds the cell until the end of the transaction, so that its tokens are spent one after the other. */
async function holdCell(
  tx: Tx,
  { roundId, cellId }: Pick<Answer, 'roundId' | 'cellId'>,
  hash: Buffer,
): Promise<Window> {
  const held = await sql`select 1 from pulse.cell where id = ${cellId} for update`.execute(tx)
  const { rows } = await sql<Window>`select opens_at as "opensAt", closes_at as "closesAt", closed_at as "closedAt",
      exists (select from pulse.redeemed where serial_hash = ${hash}) as "isUsed"
    from pulse.round where id = ${roundId}`.execute(tx)
  if (held.rows.length === 0 || !rows[0]) throw notThere()
  return rows[0]
}

/** Position and value of each scored answer; position 0 says that there is one. */
function chosenOf(
  answer: Answer,
  { questions: asked, scale }: Pick<Asking, 'questions' | 'scale'>,
): { position: number; value: number }[] {
  const given = answer.answers.filter((each): each is { position: number; value: number } => each.value !== null)
  if (new Set(given.map(({ position }) => position)).size < given.length)
    throw wrong('answered-twice', 'A question is answered twice.')
  for (const { position, value } of given) {
    const question = asked.find((each) => each.position === position)
    if (!question || question.kind === 'comment')
      throw wrong('no-such-question', `Question ${position} takes no number in this round.`)
    const problem = question.kind === 'recommend' ? answerProblem(value, scale) : fiveProblem(value)
    if (problem) throw wrong('out-of-scale', problem)
  }
  for (const { position } of answer.comments) {
    if (!asked.some((each) => each.position === position && each.kind === 'comment'))
      throw wrong('no-such-question', `Question ${position} takes no comment in this round.`)
  }
  return given.length > 0 ? [{ position: 0, value: 0 }, ...given] : []
}

function fiveProblem(value: number): string | undefined {
  return Number.isInteger(value) && value >= 1 && value <= 5
    ? undefined
    : `${value} is no answer on 5 points: whole numbers from 1 to 5 are.`
}

/** Rewrites the used tokens of the cell with the new one among them, and every counter of the cell. */
async function redeemAndCount(
  tx: Tx,
  given: { cellId: string; hash: Buffer; chosen: { position: number; value: number }[] },
): Promise<void> {
  const { cellId, hash, chosen } = given
  await sql`
    with gone as (delete from pulse.redeemed where cell_id = ${cellId} returning serial_hash),
      counted as (update pulse.counter c set n = c.n + (select count(*) from unnest(${chosen.map(({ position }) => position)}::int[],
          ${chosen.map(({ value }) => value)}::int[]) as given (position, value)
          where given.position = c.position and given.value = c.value)
        where c.cell_id = ${cellId})
    insert into pulse.redeemed (serial_hash, cell_id)
    select serial_hash, ${cellId} from (select serial_hash from gone union all select ${hash}::bytea) as used (serial_hash)
    order by serial_hash`.execute(tx)
}

/** New comments join those of the cell, and all are written anew under new random ids, in the order of these. */
async function keepComments(tx: Tx, { roundId, cellId, comments }: Answer): Promise<void> {
  if (comments.length === 0) return
  const { rows } = await sql<{ position: number; text: string; replyHash: Buffer | null }>`delete from pulse.comment
    where cell_id = ${cellId} returning position, body as text, reply_hash as "replyHash"`.execute(tx)
  const added = comments.map((each) => ({
    ...each,
    replyHash: each.replyHash === null ? null : Buffer.from(each.replyHash, 'base64url'),
  }))
  const all = [...rows, ...added].map((each) => ({ ...each, id: randomUUID() })).sort((a, b) => (a.id < b.id ? -1 : 1))
  await sql`insert into pulse.comment (id, round_id, cell_id, position, body, reply_hash)
    select r.id, ${roundId}, ${cellId}, r.position, r.body, r.reply
    from unnest(${all.map(({ id }) => id)}::uuid[], ${all.map(({ position }) => position)}::int[],
      ${all.map(({ text }) => text)}::text[], ${all.map(({ replyHash }) => replyHash)}::bytea[])
      with ordinality as r (id, position, body, reply, place) order by r.place`.execute(tx)
}

function wrong(code: string, message: string) {
  return refusal(400, {
    code,
    message,
    wayOut: 'Nothing was counted and your token is unused: correct it and send it again.',
  })
}

function usedAlready() {
  return refusal(409, {
    code: 'used',
    message: 'This token was used already: your answers count once, as first sent.',
    wayOut: 'Nothing needs doing.',
  })
}

function notThere() {
  return refusal(404, { code: 'not-found', message: 'There is no such round and cell.' })
}

function notGenuine() {
  return refusal(403, {
    code: 'not-genuine',
    message: 'This token was not signed for this round and team.',
    wayOut: 'Open the survey from its link again.',
  })
}
