import { sql } from 'kysely'
import type { Writing } from '#platform/transaction.ts'

/** A goal of a family that comes from a plan, in minor units of the company currency, counted in order lines. */
export type Target = { familyId: string; startsOn: string; endsOn: string; amountMinor: number }

/** Sets quotas of families from a plan and says where they come from; a quota that says the same stays as it is. */
export async function setTargets(
  { tx, now, actor, audit, emit }: Writing,
  { origin, targets }: { origin: string; targets: readonly Target[] },
): Promise<number> {
  const wanted = sql`json_to_recordset(${JSON.stringify(targets)}::json)
    as w("familyId" uuid, "startsOn" date, "endsOn" date, "amountMinor" bigint)`
  const same = sql`q.subject_kind = 'family' and q.subject_id = w."familyId" and q.starts_on = w."startsOn"
    and q.ends_on = w."endsOn" and q.ended_at is null`
  await sql`update goals.quota q set ended_at = ${now}, ended_by = ${actor.id} from ${wanted}
    where ${same} and (q.amount_minor, q.origin) is distinct from (w."amountMinor", ${origin})`.execute(tx)
  const made = await sql`
    insert into goals.quota (id, subject_kind, subject_id, starts_on, ends_on, amount_minor, currency, counts, set_by, recorded_at, origin)
    select gen_random_uuid(), 'family', w."familyId", w."startsOn", w."endsOn", w."amountMinor", p.currency, 'order lines',
      ${actor.id}, ${now}, ${origin}
    from ${wanted}, company.profile p where not exists (select from goals.quota q where ${same})`.execute(tx)
  const count = Number(made.numAffectedRows ?? 0)
  if (count > 0) {
    await audit({
      command: 'goals.set-targets',
      noun: 'quota',
      summary: `Set ${count} quotas of families from ${origin}`,
    })
    await emit('goals.quota.changed', {})
  }
  return count
}
