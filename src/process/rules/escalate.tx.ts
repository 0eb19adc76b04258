import { addAction } from '#actions/add.tx.ts'
import { companyToday } from '#company/profile.sql.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { businessHours } from './business-hours.ts'
import { noteFiring } from './firing.tx.ts'
import { dealsInStages, type FollowedDeal } from './followed.sql.ts'
import { rulesInForce } from './in-force.sql.ts'
import type { TermsOf } from './terms.ts'
import { workingTimes } from './working-time.sql.ts'

type Limit = { id: string; since: string; terms: TermsOf<'time limit'> }

/** Escalates deals that are over their time limit, once for each time they come to the stage; those that were there before the rule are not. */
export async function escalateLate(work: Work): Promise<void> {
  const { db, clock } = work.workspace
  const rules = await rulesInForce(db, ['time limit'])
  const limits = rules.flatMap(({ terms, ...rule }): Limit[] =>
    terms.kind === 'time limit' ? [{ ...rule, terms }] : [],
  )
  if (limits.length === 0) return
  const stageIds = limits.map(({ terms }) => terms.stageId)
  const [deals, to] = [await dealsInStages(db, stageIds), clock().toISOString()]
  const today = await companyToday(db, clock())
  const timeOf = await workingTimes(db, { people: deals.map(({ ownerId }) => ownerId), today })
  for (const limit of limits) {
    const { stageId, hours } = limit.terms
    const late = deals.filter((deal) => {
      const from = deal.stageSince!
      return (
        deal.stageId === stageId &&
        Date.parse(from) >= Date.parse(limit.since) &&
        businessHours({ from, to }, timeOf(deal.ownerId)) > hours
      )
    })
    for (const deal of late) await escalate(work, limit, deal)
  }
}

async function escalate(work: Work, { id, terms }: Limit, deal: FollowedDeal): Promise<void> {
  const { hours, escalateTo } = terms
  const ownerId = escalateTo === 'manager' ? (deal.managerId ?? deal.ownerId) : deal.ownerId
  await transact(work, async (writing) => {
    const isNew = await noteFiring(writing.tx, {
      ruleId: id,
      dealId: deal.id,
      personId: ownerId,
      at: writing.now,
      what: 'escalated',
      detail: `over ${hours} business hours in ${deal.stageName}`,
      worth: deal,
      enteredAt: deal.stageSince,
    })
    if (!isNew) return
    await addAction(writing, {
      title: `${deal.name} is in ${deal.stageName} for more than ${hours} business hours`,
      ownerId,
      dueOn: await companyToday(writing.tx, new Date(writing.now)),
      about: { noun: 'deal', id: deal.id },
      cause: `process.time-limit ${id} ${deal.id} ${deal.stageSince}`,
    })
    await writing.emit('process.rule.fired', { ruleId: id })
  })
}
