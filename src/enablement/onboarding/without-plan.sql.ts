import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db } from '#platform/db/pool.ts'

const NEW_FOR_DAYS = 365

/** People hired in the last year who have a quota or deals of their own, and no plan. */
export async function withoutPlan(db: Db, { scope, today }: { scope: Scope; today: string }) {
  const { rows } = await sql<{ id: string; name: string; hiredOn: string }>`
    select person.id, person.name, person.hired_on as "hiredOn" from company.person person
    where person.hired_on > ${today}::date - ${NEW_FOR_DAYS}::int and person.hired_on <= ${today} and person.erased_at is null
      and (person.left_on is null or person.left_on >= ${today}::date) and ${ownedBy(scope.sees.quotas, sql.ref('person.id'))}
      and (exists (select from goals.quota quota where quota.subject_kind = 'person' and quota.subject_id = person.id and quota.ended_at is null)
        or exists (select from crm.deal deal where deal.owner_id = person.id and deal.ended_at is null))
      and not exists (select from enablement.onboarding onboarding where onboarding.person_id = person.id)
    order by person.hired_on desc, person.name`.execute(db)
  return rows
}
