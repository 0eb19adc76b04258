import { sql } from 'kysely'
import { companyToday } from '#company/profile.sql.ts'
import { handOver } from '#crm/hand-over.tx.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { noteFiring } from './firing.tx.ts'
import { type FollowedDeal, poolToday } from './followed.sql.ts'
import { rulesInForce } from './in-force.sql.ts'
import { inTurn } from './in-turn.ts'
import type { Rule, TermsOf } from './terms.ts'

/** Hands a deal that nobody owns to whose turn it is, by the first rule that fits it. */
export async function assignDeal(work: Work, deal: FollowedDeal): Promise<void> {
  if (deal.ownerId !== null) return
  for (const rule of await rulesInForce(work.workspace.db, ['assignment'])) {
    const { terms } = rule
    if (terms.kind !== 'assignment' || !fits(deal, terms)) continue
    const taker = await takeTurn(work, { rule, terms, deal })
    if (taker === null) continue
    const reason = `Assigned by the rule "${rule.name}"`
    await handOver(work, { dealId: deal.id, ownerId: taker, reason })
    return
  }
}

function fits(deal: FollowedDeal, { stageId, territoryId, amountFromMinor }: TermsOf<'assignment'>): boolean {
  return (
    (stageId === null || stageId === deal.stageId) &&
    (territoryId === null || territoryId === deal.territoryId) &&
    (amountFromMinor === null || (deal.amountMinor ?? 0) >= amountFromMinor)
  )
}

/** Takes the turn in a transaction of its own, so that two deals at once go to two people. */
function takeTurn(
  work: Work,
  { rule, terms, deal }: { rule: Rule; terms: TermsOf<'assignment'>; deal: FollowedDeal },
): Promise<string | null> {
  return transact(work, async ({ tx, now, emit }) => {
    await sql`select 1 from process.rule where id = ${rule.id} for update`.execute(tx)
    const today = await companyToday(tx, new Date(now))
    const there = await poolToday(tx, { ruleId: rule.id, people: terms.pool.map(({ personId }) => personId), today })
    const seats = terms.pool.flatMap(({ personId, weight, capacity }) => {
      const found = there.get(personId)
      if (!found) return []
      return [
        {
          personId,
          weight,
          credit: found.credit,
          isFree: found.isThere && (capacity === null || found.openDeals < capacity),
        },
      ]
    })
    const turn = inTurn(seats)
    for (const [personId, credit] of turn?.credits ?? [])
      await sql`insert into process.turn (rule_id, person_id, credit) values (${rule.id}, ${personId}, ${credit})
        on conflict (rule_id, person_id) do update set credit = excluded.credit`.execute(tx)
    await noteFiring(tx, {
      ruleId: rule.id,
      dealId: deal.id,
      personId: turn?.personId ?? null,
      at: now,
      what: turn ? 'assigned' : 'nobody free',
      detail: turn ? '' : 'Everybody of the pool is away, has left or is full.',
      worth: deal,
    })
    await emit('process.rule.fired', { ruleId: rule.id })
    return turn?.personId ?? null
  })
}
