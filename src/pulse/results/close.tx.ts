import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import { refusal } from '#platform/http/refusal.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { suppressionOf } from '../disclosure/suppression.ts'
import { questionsOf, type Round, roundById } from '../rounds/rounds.sql.ts'
import { answeredIn, type Counted, publish } from './publish.ts'

/**
 * Closes a round for good: destroys the private keys, works out what may be shown, folds the counters of cells that are too
 * small and deletes them, takes from comments the team where too few answered, and publishes once.
 */
export async function closeRound(work: Work, id: string): Promise<void> {
  await transact(work, async ({ tx, now, audit, emit }) => {
    await sql`select 1 from pulse.cell where round_id = ${id} order by id for update`.execute(tx) // answers under way come first
    const closed = await sql`update pulse.round set closed_at = ${now} where id = ${id} and closed_at is null`.execute(
      tx,
    )
    const round = await roundById(tx, { id, now: new Date(now) })
    if (!closed.numAffectedRows) throw refusal(409, { code: 'closed', message: 'This round is closed already.' })
    await sql`delete from pulse.signing_key where cell_id in (select id from pulse.cell where round_id = ${id})`.execute(
      tx,
    )
    const cells = await countedIn(tx, id)
    const { results, folded } = publish({
      ...round,
      ...(await awayIn(tx, id)),
      questions: await questionsOf(tx, id),
      cells,
    })
    await foldCounters(tx, folded)
    await shuffleComments(tx, { round, cells })
    await sql`insert into pulse.published (round_id, published_at, results) values (${id}, ${now}, ${JSON.stringify(results)})`.execute(
      tx,
    )
    await audit({
      command: 'pulse.close',
      noun: 'round',
      subjectId: id,
      summary: `Closed ${round.survey} of ${round.day}: keys destroyed, ${results.suppressed.length} figures hidden, results published`,
    })
    await emit('pulse.round.closed', { roundId: id })
  })
}

async function countedIn(tx: Tx, roundId: string): Promise<Counted[]> {
  const { rows } = await sql<Counted>`select c.id, c.name, c.unit_key as "unitKey", c.eligible,
      (select json_agg(json_build_object('position', n.position, 'value', n.value, 'n', n.n) order by n.position, n.value)
        from pulse.counter n where n.cell_id = c.id) as counts
    from pulse.cell c where c.round_id = ${roundId} order by c.id`.execute(tx)
  return rows
}

async function awayIn(tx: Tx, roundId: string): Promise<{ undeliverable: number; onLeave: number }> {
  const { rows } = await sql<{ undeliverable: number; onLeave: number }>`select
      count(*) filter (where undeliverable and code_hash is null and not issued) as undeliverable,
      count(*) filter (where on_leave and not issued and not undeliverable) as "onLeave"
    from pulse.eligible where round_id = ${roundId}`.execute(tx)
  return rows[0]!
}

/** Adds the counters of hidden cells up in one of them: what each cell held alone exists no more. */
async function foldCounters(tx: Tx, folded: string[]): Promise<void> {
  const [first, ...others] = [...folded].sort()
  if (!first || others.length === 0) return
  await sql`update pulse.counter c set n = (select sum(o.n) from pulse.counter o
      where o.cell_id = any(${folded}::uuid[]) and o.position = c.position and o.value = c.value)
    where c.cell_id = ${first}`.execute(tx)
  await sql`delete from pulse.counter where cell_id = any(${others}::uuid[])`.execute(tx)
}

/** Writes comments anew in a random order. Too few answers in all: they are deleted unread; too few in a team: without its name. */
async function shuffleComments(tx: Tx, { round, cells }: { round: Round; cells: Counted[] }): Promise<void> {
  const sized = cells.map((cell) => ({ id: cell.id, n: answeredIn(cell) }))
  const enough = sized.reduce((sum, { n }) => sum + n, 0) >= round.commentK
  const named = new Set(suppressionOf(sized, round.commentK).shown)
  const { rows } = await sql<{ cellId: string; position: number; text: string; replyHash: Buffer | null }>`
    delete from pulse.comment where round_id = ${round.id}
    returning cell_id as "cellId", position, body as text, reply_hash as "replyHash"`.execute(tx)
  if (!enough) return
  const anew = rows.map((row) => ({ ...row, id: randomUUID() })).sort((a, b) => (a.id < b.id ? -1 : 1))
  for (const { id, cellId, position, text, replyHash } of anew) {
    await sql`insert into pulse.comment (id, round_id, cell_id, position, body, reply_hash)
      values (${id}, ${round.id}, ${named.has(cellId) ? cellId : null}, ${position}, ${text}, ${replyHash})`.execute(tx)
  }
}
