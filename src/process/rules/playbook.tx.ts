import { formatDay, parseDay } from '@drumbeat/periods'
import { addAction } from '#actions/add.tx.ts'
import { companyToday } from '#company/profile.sql.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { workingDaysAfter } from './business-hours.ts'
import { noteFiring } from './firing.tx.ts'
import type { FollowedDeal } from './followed.sql.ts'
import { causeOf, rulesInForce } from './in-force.sql.ts'
import { workingTimes } from './working-time.sql.ts'

/** Adds the actions of the playbooks for the stage that a deal has come to, once for each time it comes there. */
export async function followPlaybooks(work: Work, deal: FollowedDeal): Promise<void> {
  const { stageSince } = deal
  if (stageSince === null) return
  const rules = await rulesInForce(work.workspace.db, ['playbook'])
  for (const rule of rules) {
    const { terms } = rule
    if (terms.kind !== 'playbook' || terms.stageId !== deal.stageId || Date.parse(stageSince) < Date.parse(rule.since))
      continue
    await transact(work, async (writing) => {
      const { tx, now } = writing
      const isNew = await noteFiring(tx, {
        ruleId: rule.id,
        dealId: deal.id,
        personId: deal.ownerId,
        at: now,
        what: 'actions added',
        detail: `${terms.steps.length} actions`,
        worth: deal,
        enteredAt: stageSince,
      })
      if (!isNew) return
      const today = await companyToday(tx, new Date(now))
      const time = (await workingTimes(tx, { people: [deal.ownerId], today }))(deal.ownerId)
      for (const [step, { title, dueInDays }] of terms.steps.entries())
        await addAction(writing, {
          title,
          ownerId: deal.ownerId,
          dueOn: formatDay(workingDaysAfter(parseDay(today)!, dueInDays, time)),
          about: { noun: 'deal', id: deal.id },
          cause: causeOf({ ruleId: rule.id, dealId: deal.id, stageId: deal.stageId, enteredAt: stageSince, step }),
        })
      await writing.emit('process.rule.fired', { ruleId: rule.id })
    })
  }
}
