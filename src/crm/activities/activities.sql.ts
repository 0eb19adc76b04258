import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { readCompany } from '#company/profile.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { Activity, activitiesContract } from './contract.ts'

type Asked = z.output<typeof activitiesContract.listActivities.query>

/** A page of the activities of deals that the reader sees, newest first. */
export async function activitiesPage(
  db: Db,
  scope: Scope,
  asked: Asked,
): Promise<{ activities: Activity[]; total: number; next: number | null }> {
  const { timeZone } = await readCompany(db)
  const day = sql`(activity.happened_at at time zone ${timeZone})::date`
  const where = sql`activity.ended_at is null and deal.ended_at is null
    and ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))}
    and ${is(sql.ref('activity.deal_id'), asked.dealId)} and ${is(sql.ref('deal.account_id'), asked.accountId)}
    and ${is(sql.ref('activity.person_id'), asked.personId)}
    and (${asked.kind ?? null}::text is null or activity.kind = ${asked.kind ?? null})
    and (${asked.from ?? null}::date is null or ${day} >= ${asked.from ?? null}::date)
    and (${asked.to ?? null}::date is null or ${day} <= ${asked.to ?? null}::date)`
  const [page, count] = await Promise.all([
    sql<Activity>`${selectActivity} where ${where} order by activity.happened_at desc, activity.id
      limit ${asked.limit} offset ${asked.offset}`.execute(db),
    sql<{ total: number }>`select count(*) as total from crm.activity activity
      join crm.deal deal on deal.id = activity.deal_id where ${where}`.execute(db),
  ])
  const { total } = count.rows[0]!
  const end = asked.offset + asked.limit
  return { activities: page.rows, total, next: total > end ? end : null }
}

/** One activity of a deal that the reader sees. */
export async function activityById(db: Db | Tx, scope: Scope, id: string): Promise<Activity | undefined> {
  const { rows } = await sql<Activity>`${selectActivity} where activity.id = ${id} and activity.ended_at is null
    and ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))}`.execute(db)
  return rows[0]
}

function is(column: RawBuilder<unknown>, id: string | undefined) {
  return sql`(${id ?? null}::uuid is null or ${column} = ${id ?? null}::uuid)`
}

const selectActivity = sql`
  select activity.id, activity.deal_id as "dealId", deal.name as "dealName", activity.kind,
    activity.happened_at as "happenedAt", activity.person_id as "personId", person.name as "personName",
    activity.subject, activity.note
  from crm.activity activity join crm.deal deal on deal.id = activity.deal_id
  left join company.person person on person.id = activity.person_id`
