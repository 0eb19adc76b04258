import { sql } from 'kysely'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'

type Asked = { planId: string; personId: string; startsOn: string | null }

/** Puts somebody on a plan, in the place of the one before, and gives the id of the onboarding. */
export async function onboard(work: Work, { planId, personId, startsOn }: Asked): Promise<string> {
  return transact(work, async ({ tx, now, audit, emit }) => {
    const { rows } = await sql<{ plan: string | null; person: string | null; hiredOn: string | null }>`
      select (select name from enablement.plan where id = ${planId} and ended_at is null) as plan, person.name as person,
        person.hired_on as "hiredOn" from (select 1) one
      left join company.person person on person.id = ${personId} and person.erased_at is null`.execute(tx)
    const { plan, person, hiredOn } = rows[0]!
    if (plan === null) throw notFound('onboarding plan', planId)
    if (person === null) throw notFound('person', personId)
    const from = startsOn ?? hiredOn
    if (from === null) {
      throw refusal(400, {
        code: 'no-start',
        message: `It is not known when ${person} was hired, and no start is said.`,
        wayOut: 'Say on which day the onboarding starts.',
      })
    }
    const id = newId()
    await sql`update enablement.onboarding set ended_at = ${now} where person_id = ${personId} and ended_at is null`.execute(
      tx,
    )
    await sql`insert into enablement.onboarding (id, plan_id, person_id, starts_on, added_at)
      values (${id}, ${planId}, ${personId}, ${from}, ${now})`.execute(tx)
    const summary = `${person} follows the onboarding plan ${plan} from ${from} on`
    await audit({ command: 'enablement.onboard', noun: 'onboarding', subjectId: id, summary })
    await emit('enablement.onboarding.changed', { personId })
    return id
  })
}

/** Ends an onboarding. */
export async function endOnboarding(work: Work, id: string): Promise<void> {
  await transact(work, async ({ tx, now, audit, emit }) => {
    const { rows } = await sql<{ personId: string }>`
      update enablement.onboarding set ended_at = ${now} where id = ${id} and ended_at is null
      returning person_id as "personId"`.execute(tx)
    if (!rows[0]) throw notFound('onboarding', id)
    const summary = 'Ended an onboarding'
    await audit({ command: 'enablement.end-onboarding', noun: 'onboarding', subjectId: id, summary })
    await emit('enablement.onboarding.changed', rows[0])
  })
}

/** Says on which day a step was done; null takes it back. */
export async function stepDone(
  work: Work,
  { id, step, doneOn }: { id: string; step: string; doneOn: string | null },
): Promise<void> {
  await transact(work, async ({ tx, actor, audit, emit }) => {
    const { rows } = await sql<{ title: string; courseId: string | null }>`
      select step.title, step.course_id as "courseId" from enablement.onboarding onboarding
      join enablement.step step on step.plan_id = onboarding.plan_id and step.ended_at is null
      where onboarding.id = ${id} and onboarding.ended_at is null and step.id = ${step}`.execute(tx)
    if (!rows[0]) throw notFound('step of the onboarding', step)
    const { title, courseId } = rows[0]
    if (courseId !== null) {
      throw refusal(409, {
        code: 'done-by-course',
        message: `"${title}" is done by completing its course.`,
        wayOut: 'Record the completion of the course.',
      })
    }
    await sql`delete from enablement.step_done where onboarding_id = ${id} and step_id = ${step}`.execute(tx)
    if (doneOn !== null) {
      await sql`insert into enablement.step_done (onboarding_id, step_id, done_on, done_by)
        values (${id}, ${step}, ${doneOn}, ${actor.id})`.execute(tx)
    }
    const summary = doneOn === null ? `"${title}" is not done yet` : `"${title}" was done on ${doneOn}`
    await audit({ command: 'enablement.step-done', noun: 'onboarding', subjectId: id, summary })
    await emit('enablement.onboarding.changed', { onboardingId: id })
  })
}
