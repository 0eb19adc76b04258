import { sql } from 'kysely'
import { companyToday, readCompany } from '#company/profile.sql.ts'
import { handOver, handOverLead } from '#crm/hand-over.tx.ts'
import type { Tx } from '#platform/db/pool.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { lastInTurn, presentPeople } from './assignment.sql.ts'
import { type Decision, decide, fitting, type Unowned } from './assignment.ts'
import { noteFiring } from './firing.tx.ts'
import { rulesInForce } from './in-force.sql.ts'
import type { Rule, TermsOf } from './terms.ts'

/** Hands a lead or deal that nobody owns to whose turn it is, by the first rule that fits it. */
export async function assign(work: Work, thing: Unowned): Promise<void> {
  for (const { place, rule, terms } of await assignmentRules(work)) {
    const because = fitting(thing, terms)
    if (because === null) continue
    const { personId, says } = await takeTurn(work, { place, rule, terms, thing, because })
    if (personId === null) continue
    const given = { ownerId: personId, reason: says }
    if (thing.noun === 'lead') await handOverLead(work, { leadId: thing.id, ...given })
    else await handOver(work, { dealId: thing.id, ...given })
    return
  }
}

type Placed = { place: number; rule: Rule; terms: TermsOf<'assignment'> }

/** Rules of assignment in the order in which they are tried; each noun counts its own places. */
export async function assignmentRules(work: Pick<Work, 'workspace'>): Promise<Placed[]> {
  const rules = await rulesInForce(work.workspace.db, ['assignment'])
  const ordered = rules.flatMap((rule) => (rule.terms.kind === 'assignment' ? [{ rule, terms: rule.terms }] : []))
  ordered.sort((a, b) => a.terms.order - b.terms.order)
  const seen = { leads: 0, deals: 0 }
  return ordered.map(({ rule, terms }) => ({ rule, terms, place: ++seen[terms.of] }))
}

/** Takes the turn in a transaction of its own, so that two at once go to two people. */
function takeTurn(work: Work, given: Placed & { thing: Unowned; because: string }): Promise<Decision> {
  const { place, rule, terms, thing, because } = given
  return transact(work, async ({ tx, now, emit }) => {
    await sql`select 1 from process.rule where id = ${rule.id} for update`.execute(tx)
    const ids = terms.pool.map(({ personId }) => personId)
    if (terms.fallbackId !== null) ids.push(terms.fallbackId)
    const people = await presentPeople(tx, { ruleId: rule.id, people: ids, of: terms.of, ...(await todayAnd(tx, now)) })
    const named = { place, name: rule.name, terms }
    const last = await lastInTurn(tx, rule.id)
    const fallback = terms.fallbackId === null ? null : (people.get(terms.fallbackId) ?? null)
    const decision = decide({ rule: named, because, people, last, fallback })
    for (const [personId, credit] of decision.credits)
      await sql`insert into process.turn (rule_id, person_id, credit) values (${rule.id}, ${personId}, ${credit})
        on conflict (rule_id, person_id) do update set credit = excluded.credit`.execute(tx)
    await noteFiring(tx, {
      ruleId: rule.id,
      dealId: thing.noun === 'deal' ? thing.id : null,
      leadId: thing.noun === 'lead' ? thing.id : null,
      personId: decision.personId,
      at: now,
      what: decision.personId === null ? 'nobody free' : 'assigned',
      detail: decision.says,
      worth: thing.noun === 'deal' ? thing : null,
    })
    await emit('process.rule.fired', { ruleId: rule.id })
    return decision
  })
}

async function todayAnd(tx: Tx, now: string): Promise<{ today: string; timeZone: string }> {
  const [today, { timeZone }] = [await companyToday(tx, new Date(now)), await readCompany(tx)]
  return { today, timeZone }
}
