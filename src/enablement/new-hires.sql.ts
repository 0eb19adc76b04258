import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'

/** Somebody new who sells, with the day by which they were certified. */
export type NewHire = { id: string; name: string; startsOn: string; isOnPlan: boolean; certifiedOn: string | null }

/**
 * Sellers who began after one day and until another, as known on that other. Certified: every course of the onboarding plan is
 * completed; whoever is on no plan, or on one without courses, is by the first course with a certification.
 */
export async function newHires(
  db: Db,
  { after, until, knownOn }: { after: string; until: string; knownOn: string },
): Promise<NewHire[]> {
  const { rows } = await sql<NewHire>`
    with hire as (
      select person.id, person.name, coalesce(onboarding.starts_on, person.hired_on) as starts_on, onboarding.id is not null as on_plan,
        (select array_agg(distinct step.course_id) from enablement.step step
          where step.plan_id = onboarding.plan_id and step.ended_at is null and step.course_id is not null) as courses
      from company.person person
      left join enablement.onboarding onboarding on onboarding.person_id = person.id and onboarding.ended_at is null
      where person.erased_at is null and (person.left_on is null or person.left_on > ${knownOn})
        and (onboarding.id is not null or exists (select from goals.quota quota where quota.subject_kind = 'person' and quota.subject_id = person.id and quota.ended_at is null)
          or exists (select from crm.deal deal where deal.owner_id = person.id and deal.ended_at is null))
    )
    select hire.id, hire.name, hire.starts_on::text as "startsOn", hire.on_plan as "isOnPlan",
      case when hire.courses is null then (select min(done.completed_on) from enablement.completion done
          join enablement.resource course on course.id = done.course_id and course.certification is not null
          where done.person_id = hire.id and done.ended_at is null and done.completed_on <= ${knownOn})
        else (select case when count(*) = cardinality(hire.courses) then max(first_on) end from (
          select min(done.completed_on) as first_on from enablement.completion done where done.person_id = hire.id and done.ended_at is null
            and done.course_id = any(hire.courses) and done.completed_on <= ${knownOn} group by done.course_id) as firsts) end::text as "certifiedOn"
    from hire where hire.starts_on > ${after} and hire.starts_on <= ${until} order by hire.starts_on desc, hire.name`.execute(
    db,
  )
  return rows
}

/** Whether anything is there by which somebody could be certified. */
export async function hasCertification(db: Db): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`
    select exists (select from enablement.resource where certification is not null and ended_at is null)
      or exists (select from enablement.step where course_id is not null and ended_at is null) as has`.execute(db)
  return rows[0]!.has
}
