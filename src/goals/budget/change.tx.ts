import { sql } from 'kysely'
import { refusal } from '#platform/http/refusal.ts'
import { transact, type Work } from '#platform/transaction.ts'

type Line = { familyId: string; month: string; units: string | null; amountMinor: number }

/** Sets lines of the budget in the company currency, all or none; a line that says the same stays as it is. */
export async function setBudget(work: Work, lines: readonly Line[]): Promise<{ changed: number }> {
  return transact(work, async ({ tx, now, actor, audit, emit }) => {
    const rows = JSON.stringify(lines)
    const wanted = sql`json_to_recordset(${rows}::json) as w("familyId" uuid, month date, units numeric, "amountMinor" bigint)`
    const { rows: strange } = await sql<{ id: string }>`
      select w."familyId" as id from ${wanted} where not exists (select from company.family f where f.id = w."familyId")`.execute(
      tx,
    )
    if (strange[0]) {
      throw refusal(400, {
        code: 'unknown',
        message: `There is no family ${strange[0].id}.`,
        wayOut: 'Budget lines are of families; see /api/company/families.',
      })
    }
    await sql`update goals.budget b set ended_at = ${now}, ended_by = ${actor.id} from ${wanted}
      where b.family_id = w."familyId" and b.month = w.month and b.ended_at is null
        and (b.amount_minor, b.units) is distinct from (w."amountMinor", w.units)`.execute(tx)
    const made = await sql`
      insert into goals.budget (id, family_id, month, units, amount_minor, currency, set_by, recorded_at)
      select gen_random_uuid(), w."familyId", w.month, w.units, w."amountMinor", p.currency, ${actor.id}, ${now}
      from ${wanted}, company.profile p
      where not exists (select from goals.budget b where b.family_id = w."familyId" and b.month = w.month and b.ended_at is null)
      on conflict do nothing`.execute(tx)
    const changed = Number(made.numAffectedRows ?? 0)
    if (changed === 0) return { changed }
    await audit({
      command: 'goals.set-budget',
      noun: 'budget',
      summary: `Set ${changed} lines of the budget`,
      after: lines,
    })
    await emit('goals.budget.changed', {})
    return { changed }
  })
}
