import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'

export type Completed = { courseId: string; personId: string; completedOn: string; score: number | null }

/** Records that somebody completed a course and gives its id; the same course on the same day counts once. */
export async function complete(work: Work, completed: Completed, today: string): Promise<string> {
  const { courseId, personId, completedOn, score } = completed
  if (completedOn > today) {
    throw refusal(400, {
      code: 'in-future',
      message: `${completedOn} has not come yet: nobody completed a course on it.`,
      wayOut: 'Record it on the day it is completed.',
    })
  }
  return transact(work, async ({ tx, now, actor, audit, emit }) => {
    const { course, person } = await namesIn(tx, { courseId, personId })
    const id = newId()
    const { rows } = await sql`
      insert into enablement.completion (id, course_id, person_id, completed_on, score, recorded_by, recorded_at)
      values (${id}, ${courseId}, ${personId}, ${completedOn}, ${score}, ${actor.id}, ${now})
      on conflict (course_id, person_id, completed_on) where ended_at is null do nothing returning id`.execute(tx)
    if (rows.length === 0) {
      throw refusal(409, {
        code: 'recorded-already',
        message: `That ${person} completed ${course} on ${completedOn} is recorded already.`,
        wayOut: 'Leave it, or withdraw that line first where it is wrong.',
      })
    }
    await audit({
      command: 'enablement.complete',
      noun: 'completion',
      subjectId: id,
      summary: `${person} completed ${course} on ${completedOn}`,
      after: completed,
    })
    await emit('enablement.course.completed', { courseId, personId })
    return id
  })
}

/** Withdraws a completion. */
export async function withdrawCompletion(work: Work, id: string): Promise<void> {
  await transact(work, async ({ tx, now, audit, emit }) => {
    const { rows } = await sql<{ courseId: string; personId: string }>`
      update enablement.completion set ended_at = ${now} where id = ${id} and ended_at is null
      returning course_id as "courseId", person_id as "personId"`.execute(tx)
    if (!rows[0]) throw notFound('completion', id)
    const { course, person } = await namesIn(tx, rows[0])
    await audit({
      command: 'enablement.withdraw-completion',
      noun: 'completion',
      subjectId: id,
      summary: `Withdrew that ${person} completed ${course}`,
    })
    await emit('enablement.course.completed', rows[0])
  })
}

async function namesIn(tx: Tx, { courseId, personId }: { courseId: string; personId: string }) {
  const { rows } = await sql<{ course: string | null; kind: string | null; person: string | null }>`
    select (select name from enablement.resource where id = ${courseId}) as course,
      (select kind from enablement.resource where id = ${courseId}) as kind,
      (select name from company.person where id = ${personId} and erased_at is null) as person`.execute(tx)
  const { course, kind, person } = rows[0]!
  if (course === null) throw notFound('course', courseId)
  if (person === null) throw notFound('person', personId)
  if (kind !== 'course') {
    throw refusal(400, {
      code: 'no-course',
      message: `${course} is a ${kind}: only courses are completed.`,
      wayOut: 'Choose a course.',
    })
  }
  return { course, person }
}
