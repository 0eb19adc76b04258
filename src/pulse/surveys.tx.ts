import { sql } from 'kysely'
import type { z } from 'zod'
import { refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import type { pulseContract } from './contract.ts'
import { MOST_QUESTIONS, type Survey, TOO_MANY } from './schema.ts'
import { questions, surveyById } from './surveys.sql.ts'

type NewSurvey = z.output<(typeof pulseContract.addSurvey)['body']>
type NewQuestion = z.output<(typeof pulseContract.addQuestion)['body']>

/** Sets up a survey; an eleventh question is refused. */
export async function addSurvey(work: Work, wanted: NewSurvey): Promise<Survey> {
  const count = wanted.questionIds.length + wanted.rotating
  if (count > MOST_QUESTIONS) throw wrong('too-many-questions', `${count} questions are too many. ${TOO_MANY}`)
  if (count === 0) throw wrong('no-questions', 'A survey asks at least one question.')
  return transact(work, async ({ tx, now, actor, audit, emit }) => {
    const known = new Set((await questions(tx)).map(({ id }) => id))
    const unknown = wanted.questionIds.find((id) => !known.has(id))
    if (unknown) throw wrong('unknown-question', `There is no question "${unknown}".`)
    if (new Set(wanted.questionIds).size < wanted.questionIds.length)
      throw wrong('asked-twice', 'A question is asked twice.')
    const id = newId()
    await sql`insert into pulse.survey (id, name, every, first_on, open_days, open_hour, scale, k, comment_k, question_ids,
        rotating, created_by, created_at)
      values (${id}, ${wanted.name}, ${wanted.every}, ${wanted.firstOn}, ${wanted.openDays}, ${wanted.openHour}, ${wanted.scale},
        ${wanted.k}, ${wanted.commentK}, ${wanted.questionIds}, ${wanted.rotating}, ${actor.id}, ${now})`.execute(tx)
    await audit({
      command: 'pulse.add-survey',
      noun: 'survey',
      subjectId: id,
      summary: `Set up the survey ${wanted.name}`,
    })
    await emit('pulse.survey.changed', { surveyId: id })
    return surveyById(tx, id)
  })
}

/** Ends a survey: no further rounds. */
export async function endSurvey(work: Work, id: string): Promise<Survey> {
  return transact(work, async ({ tx, now, audit, emit }) => {
    const { name } = await surveyById(tx, id)
    await sql`update pulse.survey set ended_at = coalesce(ended_at, ${now}) where id = ${id}`.execute(tx)
    await audit({ command: 'pulse.end-survey', noun: 'survey', subjectId: id, summary: `Ended the survey ${name}` })
    await emit('pulse.survey.changed', { surveyId: id })
    return surveyById(tx, id)
  })
}

/** Raises the least number of answers for the rounds to come. */
export async function raiseThresholds(work: Work, id: string, to: { k: number; commentK: number }): Promise<Survey> {
  return transact(work, async ({ tx, audit, emit }) => {
    await sql`select from pulse.survey where id = ${id} for update`.execute(tx)
    const before = await surveyById(tx, id)
    if (to.k < before.k || to.commentK < before.commentK) {
      throw wrong(
        'lowered',
        `At least ${before.k} answers and ${before.commentK} for comments were promised; this is never lowered.`,
      )
    }
    await sql`update pulse.survey set k = ${to.k}, comment_k = ${to.commentK} where id = ${id}`.execute(tx)
    await audit({
      command: 'pulse.raise-thresholds',
      noun: 'survey',
      subjectId: id,
      summary: `Raised the thresholds of ${before.name}`,
      before: { k: before.k, commentK: before.commentK },
      after: to,
    })
    await emit('pulse.survey.changed', { surveyId: id })
    return surveyById(tx, id)
  })
}

/** Adds a question of one's own. */
export async function addQuestion(work: Work, question: NewQuestion): Promise<{ id: string }> {
  return transact(work, async ({ tx, now, actor, audit, emit }) => {
    const id = newId()
    await sql`insert into pulse.question (id, kind, driver, reversed, text_en, text_de, added_by, added_at)
      values (${id}, ${question.kind}, ${question.driver}, ${question.reversed}, ${question.en}, ${question.de},
        ${actor.id}, ${now})`.execute(tx)
    await audit({
      command: 'pulse.add-question',
      noun: 'question',
      subjectId: id,
      summary: `Added the question "${question.en}"`,
    })
    await emit('pulse.survey.changed', {})
    return { id }
  })
}

function wrong(code: string, message: string) {
  return refusal(400, { code, message, wayOut: 'Change the survey and send it again.' })
}
