import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db } from '#platform/db/pool.ts'
import type { Plan } from './contract.ts'

/** Onboarding plans with their steps by day, by name. */
export async function onboardingPlans(db: Db): Promise<z.infer<typeof Plan>[]> {
  const { rows } = await sql<z.infer<typeof Plan>>`
    select plan.id, plan.name, plan.first_deal_days as "firstDealDays", plan.certify_days as "certifyDays", plan.ramp,
      (select count(*)::int from enablement.onboarding onboarding where onboarding.plan_id = plan.id and onboarding.ended_at is null) as people,
      coalesce((select json_agg(json_build_object('id', step.id, 'day', step.day, 'title', step.title, 'courseId', step.course_id)
        order by step.day, step.title) from enablement.step step where step.plan_id = plan.id and step.ended_at is null), '[]') as steps
    from enablement.plan plan where plan.ended_at is null order by lower(plan.name)`.execute(db)
  return rows
}
