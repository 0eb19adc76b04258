import { sql } from 'kysely'
import type { z } from 'zod'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work, type Writing } from '#platform/transaction.ts'
import type { onboardingContract } from './contract.ts'

type Facts = z.output<(typeof onboardingContract)['addPlan']['body']>

/** Adds an onboarding plan and gives its id. */
export async function addPlan(work: Work, facts: Facts): Promise<string> {
  return transact(work, async (writing) => {
    const id = newId()
    const { name, firstDealDays, certifyDays, ramp } = facts
    await sql`insert into enablement.plan (id, name, first_deal_days, certify_days, ramp, added_at)
      values (${id}, ${name}, ${firstDealDays}, ${certifyDays}, ${ramp}::float8[], ${writing.now})`
      .execute(writing.tx)
      .catch(nameTaken(name))
    await writeSteps(writing, { id, steps: facts.steps })
    await said(writing, { id, command: 'enablement.add-plan', summary: `Added the onboarding plan ${name}`, facts })
    return id
  })
}

/** Changes an onboarding plan; steps of the same title stay the same steps. */
export async function changePlan(work: Work, id: string, facts: Facts): Promise<void> {
  await transact(work, async (writing) => {
    const { name, firstDealDays, certifyDays, ramp } = facts
    const changed = await sql`update enablement.plan set name = ${name}, first_deal_days = ${firstDealDays},
        certify_days = ${certifyDays}, ramp = ${ramp}::float8[] where id = ${id} and ended_at is null`
      .execute(writing.tx)
      .catch(nameTaken(name))
    if (!changed.numAffectedRows) throw notFound('onboarding plan', id)
    await writeSteps(writing, { id, steps: facts.steps })
    await said(writing, {
      id,
      command: 'enablement.change-plan',
      summary: `Changed the onboarding plan ${name}`,
      facts,
    })
  })
}

async function writeSteps({ tx, now }: Writing, { id, steps }: { id: string; steps: Facts['steps'] }): Promise<void> {
  const titles = steps.map(({ title }) => title.toLowerCase())
  const twice = titles.find((title, at) => titles.indexOf(title) !== at)
  if (twice !== undefined) {
    throw refusal(400, {
      code: 'title-twice',
      message: `Two steps are called "${twice}".`,
      wayOut: 'Give each step a title of its own: what was done is kept under it.',
    })
  }
  await sql`update enablement.step set ended_at = ${now}
    where plan_id = ${id} and ended_at is null and not (lower(title) = any(${titles}::text[]))`.execute(tx)
  for (const { day, title, courseId } of steps) {
    const kept = await sql`update enablement.step set day = ${day}, title = ${title}, course_id = ${courseId}
      where plan_id = ${id} and ended_at is null and lower(title) = ${title.toLowerCase()}`.execute(tx)
    if (kept.numAffectedRows) continue
    await sql`insert into enablement.step (id, plan_id, day, title, course_id)
      values (${newId()}, ${id}, ${day}, ${title}, ${courseId})`.execute(tx)
  }
}

async function said(
  { audit, emit }: Writing,
  { id, command, summary, facts }: { id: string; command: string; summary: string; facts: Facts },
): Promise<void> {
  await audit({ command, noun: 'onboarding plan', subjectId: id, summary, after: facts })
  await emit('enablement.onboarding.changed', { planId: id })
}

function nameTaken(name: string) {
  return (error: { code?: string }): never => {
    if (error.code !== '23505') throw error
    throw refusal(409, {
      code: 'name-taken',
      message: `There is an onboarding plan named "${name}" already.`,
      wayOut: 'Change the one that is there, or choose another name.',
    })
  }
}
