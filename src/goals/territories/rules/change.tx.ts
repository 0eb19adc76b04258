import { sql } from 'kysely'
import { companyToday } from '#company/profile.sql.ts'
import { placeAccount } from '#crm/place-account.tx.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work, type Writing } from '#platform/transaction.ts'
import type { RuleTerms } from './terms.ts'

/** Adds a rule of a territory. */
export async function addTerritoryRule(
  work: Work,
  given: { territoryId: string; terms: RuleTerms; startsOn: string },
): Promise<string> {
  const { terms } = given
  const sizes = [terms.employeesFrom, terms.employeesBelow, terms.revenueFromMinor, terms.revenueBelowMinor]
  if (
    terms.accountIds.length + terms.countries.length + terms.industries.length === 0 &&
    sizes.every((size) => size === null)
  )
    throw refusal(400, {
      code: 'empty-rule',
      message: 'The rule takes no account.',
      wayOut: 'Give a place, a segment, a size or named accounts.',
    })
  return transact(work, async ({ tx, now, actor, audit, emit }) => {
    const id = newId()
    const { rows } = await sql<{ name: string }>`
      insert into goals.territory_rule (id, territory_id, terms, starts_on, added_by, added_at)
      select ${id}, territory.id, ${JSON.stringify(terms)}::jsonb, ${given.startsOn}, ${actor.id}, ${now} from company.territory where id = ${given.territoryId}
      returning (select name from company.territory where id = ${given.territoryId}) as name`.execute(tx)
    if (!rows[0]) throw notFound('territory', given.territoryId)
    await audit({
      command: 'goals.add-territory-rule',
      noun: 'territory rule',
      subjectId: id,
      summary: `Added a rule of the territory ${rows[0].name}`,
      after: given,
    })
    await emit('goals.territories.changed', { ruleId: id })
    return id
  })
}

/** Ends a rule. */
export async function endTerritoryRule(work: Work, id: string): Promise<void> {
  return transact(work, async ({ tx, now, audit, emit }) => {
    const { rows } =
      await sql`update goals.territory_rule set ended_at = ${now} where id = ${id} and ended_at is null returning id`.execute(
        tx,
      )
    if (rows.length === 0) throw notFound('territory rule', id)
    await audit({
      command: 'goals.end-territory-rule',
      noun: 'territory rule',
      subjectId: id,
      summary: 'Ended a rule of a territory',
    })
    await emit('goals.territories.changed', { ruleId: id })
  })
}

type Planned = { takesEffectOn: string; reason: string; moves: readonly { accountId: string; toTerritoryId: string }[] }

/** Plans moves for a day; those of a day that is here happen at once. */
export async function planMoves(
  work: Work,
  { takesEffectOn, reason, moves }: Planned,
): Promise<{ planned: number; happened: number; ignored: number }> {
  return transact(work, async (writing) => {
    const { tx, now, actor, audit, emit } = writing
    const [accounts, aims] = [moves.map(({ accountId }) => accountId), moves.map(({ toTerritoryId }) => toTerritoryId)]
    const { rows } = await sql<{ id: string }>`
      insert into goals.territory_move (id, account_id, from_territory_id, to_territory_id, takes_effect_on, reason, planned_by, planned_at)
      select wanted.id, account.id, account.territory_id, territory.id, ${takesEffectOn}, ${reason}, ${actor.id}, ${now}
      from unnest(${moves.map(() => newId())}::uuid[], ${accounts}::uuid[], ${aims}::uuid[]) as wanted(id, account_id, territory_id)
        join crm.account on account.id = wanted.account_id join company.territory on territory.id = wanted.territory_id
      where account.territory_id is distinct from territory.id
      on conflict (account_id) where applied_at is null and withdrawn_at is null do nothing returning id`.execute(tx)
    const today = await companyToday(tx, new Date(now))
    const happened = takesEffectOn <= today ? await applyDue(writing, today) : 0
    await audit({
      command: 'goals.plan-territory-moves',
      noun: 'territory',
      summary: `Planned ${rows.length} moves of accounts for ${takesEffectOn}: ${reason}`,
    })
    await emit('goals.territories.changed', {})
    return { planned: rows.length, happened, ignored: moves.length - rows.length }
  })
}

/** Takes back a move that has not happened yet. */
export async function withdrawMove(work: Work, id: string): Promise<void> {
  return transact(work, async ({ tx, now, audit, emit }) => {
    const { rows } = await sql`update goals.territory_move set withdrawn_at = ${now}
      where id = ${id} and applied_at is null and withdrawn_at is null returning id`.execute(tx)
    if (rows.length === 0) throw notFound('planned move', id)
    await audit({
      command: 'goals.withdraw-territory-move',
      noun: 'territory',
      subjectId: id,
      summary: 'Took back a planned move of an account',
    })
    await emit('goals.territories.changed', {})
  })
}

/** Carries out the moves whose day has come. */
export async function applyDueMoves(work: Work): Promise<void> {
  await transact(work, async (writing) => {
    const happened = await applyDue(writing, await companyToday(writing.tx, new Date(writing.now)))
    if (happened > 0) await writing.emit('goals.territories.changed', {})
  })
}

async function applyDue(writing: Writing, today: string): Promise<number> {
  const { tx, now } = writing
  const { rows } = await sql<{ id: string; accountId: string; territoryId: string; reason: string }>`
    update goals.territory_move set applied_at = ${now} where takes_effect_on <= ${today} and applied_at is null and withdrawn_at is null
    returning id, account_id as "accountId", to_territory_id as "territoryId", reason`.execute(tx)
  for (const move of rows) await placeAccount(writing, move)
  return rows.length
}
