import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db, Tx } from '#platform/db/pool.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import type { DealSplits, Participant, Plan } from '../schema.ts'

/** The plans in use, by name, with their dated terms and participants. */
export async function incentivePlans(db: Db | Tx, asked: { id?: string } = {}): Promise<Plan[]> {
  const { rows } = await sql<Plan>`
    select plan.id, plan.name, plan.added_at as "addedAt",
      coalesce((select jsonb_agg(jsonb_build_object('id', terms.id, 'startsOn', terms.starts_on, 'endsOn', terms.ends_on,
          'terms', terms.terms, 'recordedAt', terms.recorded_at, 'setBy', setter.name) order by terms.starts_on)
        from goals.incentive_terms terms left join auth."user" setter on setter.id = terms.set_by
        where terms.plan_id = plan.id and terms.ended_at is null), '[]') as terms,
      coalesce((select jsonb_agg(jsonb_build_object('id', part.id, 'personId', part.person_id, 'personName', person.name,
          'startsOn', part.starts_on, 'endsOn', part.ends_on, 'rate', trim_scale(part.rate)::text) order by person.name, part.starts_on)
        from goals.incentive_participant part join company.person person on person.id = part.person_id
        where part.plan_id = plan.id and part.ended_at is null), '[]') as participants
    from goals.incentive_plan plan
    where plan.ended_at is null and (${asked.id ?? null}::uuid is null or plan.id = ${asked.id ?? null})
    order by lower(plan.name)`.execute(db)
  return rows
}

/** One plan in use. */
export async function incentivePlan(db: Db | Tx, id: string): Promise<Plan> {
  const [plan] = await incentivePlans(db, { id })
  if (!plan) throw notFound('incentive plan', id)
  return plan
}

/** Participants as a plan has them, of people who are named by their ids. */
export async function namedParticipants(
  db: Db,
  given: readonly Omit<Participant, 'id' | 'personName'>[],
): Promise<Participant[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from company.person where id = any(${given.map(({ personId }) => personId)}::uuid[])`.execute(db)
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return given.map((each) => {
    const personName = names.get(each.personId)
    if (personName === undefined)
      throw refusal(400, {
        code: 'unknown',
        message: `There is no person ${each.personId}.`,
        wayOut: 'Use ids from /api/company/people.',
      })
    return { id: newId(), personName, ...each }
  })
}

/** The deals whose credit is split, page by page. */
export async function dealSplits(
  db: Db | Tx,
  asked: { dealId?: string; after?: string | undefined; limit: number },
): Promise<z.infer<typeof DealSplits>[]> {
  const { rows } = await sql<z.infer<typeof DealSplits>>`
    select deal.id as "dealId", deal.name as "dealName",
      coalesce(jsonb_agg(jsonb_build_object('personId', split.person_id, 'personName', person.name,
        'share', trim_scale(split.share)::text) order by person.name) filter (where split.id is not null), '[]') as splits,
      trim_scale(coalesce(sum(split.share), 0))::text as total
    from crm.deal deal left join goals.incentive_split split on split.deal_id = deal.id and split.ended_at is null
    left join company.person person on person.id = split.person_id
    where case when ${asked.dealId ?? null}::uuid is null then split.id is not null else deal.id = ${asked.dealId ?? null} end
      and (${asked.after ?? null}::uuid is null or deal.id > ${asked.after ?? null})
    group by deal.id order by deal.id limit ${asked.limit}`.execute(db)
  return rows
}
