import { sql } from 'kysely'
import type { z } from 'zod'
import type { Scope } from '#platform/auth/scope.ts'
import type { Tx } from '#platform/db/pool.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { activityById } from './activities.sql.ts'
import type { Activity, activitiesContract } from './contract.ts'

type NewActivity = z.output<typeof activitiesContract.addActivity.body>

/** Writes down what was done about a deal that the writer sees. */
export async function addActivity(work: Work, scope: Scope, input: NewActivity): Promise<Activity> {
  return transact(work, async ({ tx, now, actor, audit, emit }) => {
    const happenedAt = input.happenedAt ?? now
    if (Date.parse(happenedAt) > Date.parse(now)) throw ahead(happenedAt)
    const personId = input.personId ?? scope.personId
    await refuseUnknownPerson(tx, personId)
    const id = newId()
    const { rows } = await sql`
      insert into crm.activity (id, deal_id, kind, happened_at, person_id, subject, note, recorded_at, recorded_by)
      select ${id}, deal.id, ${input.kind}, ${happenedAt}, ${personId}, ${input.subject}, ${input.note}, ${now}, ${actor.id}
      from crm.deal deal where deal.id = ${input.dealId} and deal.ended_at is null returning id`.execute(tx)
    const activity = rows.length === 0 ? undefined : await activityById(tx, scope, id)
    if (!activity) throw notFound('deal', input.dealId)
    await audit({
      command: 'crm.add-activity',
      noun: 'activity',
      subjectId: id,
      summary: `Added a ${input.kind} about ${activity.dealName}`,
      after: activity,
    })
    await emit('crm.activity.changed', { activityId: id, dealId: input.dealId })
    return activity
  })
}

/** Removes an activity; it keeps standing in the record as ended. */
export async function removeActivity(work: Work, scope: Scope, id: string): Promise<Activity> {
  return transact(work, async ({ tx, now, audit, emit }) => {
    const activity = await activityById(tx, scope, id)
    if (!activity) throw notFound('activity', id)
    await sql`update crm.activity set ended_at = ${now} where id = ${id}`.execute(tx)
    await audit({
      command: 'crm.remove-activity',
      noun: 'activity',
      subjectId: id,
      summary: `Removed a ${activity.kind} about ${activity.dealName}`,
      before: activity,
    })
    await emit('crm.activity.changed', { activityId: id, dealId: activity.dealId })
    return activity
  })
}

async function refuseUnknownPerson(tx: Tx, id: string | null): Promise<void> {
  if (id === null) return
  const { rows } = await sql`select id from company.person where id = ${id} and erased_at is null`.execute(tx)
  if (rows.length === 0) throw notFound('person', id)
}

function ahead(at: string) {
  return refusal(400, {
    code: 'ahead',
    message: `${at} has not come yet.`,
    wayOut: 'Write down what happened; what is planned is no activity.',
  })
}
