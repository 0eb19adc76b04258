import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import type { Tx } from '#platform/db/pool.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import type { MergedNoun } from './candidates.ts'
import { cannot, readSides } from './sides.tx.ts'

type Two = { noun: MergedNoun; ids: readonly [string, string] }

/** Says that two are not the same, for good: they are no candidates any more, until somebody takes that back. */
export async function setApart(work: Work, scope: Scope, { noun, ids }: Two): Promise<void> {
  await transact(work, async ({ tx, now, actor, audit, emit }) => {
    const [first, second] = [...ids].sort() as [string, string]
    await readSides(tx, scope, { noun, winnerId: first, loserId: second })
    const said = await sql`insert into crm.apart (id, noun, first_id, second_id, said_at, said_by)
      values (${newId()}, ${noun}, ${first}, ${second}, ${now}, ${actor.id}) on conflict do nothing`.execute(tx)
    if (said.numAffectedRows === 0n) return
    const summary = `Said that two ${noun}s that look alike are not the same`
    await audit({ command: 'crm.set-apart', noun, subjectId: first, summary, after: { notTheSameAs: second } })
    await emit(`crm.${noun}.changed`, { [`${noun}Id`]: first })
  })
}

/** Takes that back: the two may be candidates again. */
export async function withdrawApart(work: Work, scope: Scope, { noun, ids }: Two): Promise<void> {
  await transact(work, async ({ tx, now, actor, audit, emit }) => {
    const [first, second] = [...ids].sort() as [string, string]
    await readSides(tx, scope, { noun, winnerId: first, loserId: second })
    const taken = await sql`update crm.apart set withdrawn_at = ${now}, withdrawn_by = ${actor.id}
      where noun = ${noun} and first_id = ${first} and second_id = ${second} and withdrawn_at is null`.execute(tx)
    if (taken.numAffectedRows === 0n) return
    const summary = `Took back that two ${noun}s are not the same`
    await audit({ command: 'crm.withdraw-apart', noun, subjectId: first, summary, before: { notTheSameAs: second } })
    await emit(`crm.${noun}.changed`, { [`${noun}Id`]: first })
  })
}

/** What somebody called different is not merged before that is taken back. */
export async function refuseApart(tx: Tx, { noun, ids }: Two): Promise<void> {
  const [first, second] = [...ids].sort()
  const { rows } = await sql<{ on: string }>`select said_at as "on" from crm.apart
    where noun = ${noun} and first_id = ${first} and second_id = ${second} and withdrawn_at is null`.execute(tx)
  if (!rows[0]) return
  throw cannot(
    `On ${rows[0].on.slice(0, 10)} somebody said that these two are not the same.`,
    'Take that back first, under Duplicates.',
  )
}
