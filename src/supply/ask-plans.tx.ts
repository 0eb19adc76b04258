import { sql } from 'kysely'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { planHead } from './plan.sql.ts'
import type { PlanHead, Strategy } from './schema.ts'
import type { Wanted } from './wanted.ts'

type AskedPlans = { name: string | null; strategies: readonly Strategy[]; currency: string; wanted: Wanted | null }

/** Asks for plans, one per strategy; a job makes them, for what demand expects or for a stated demand. */
export async function askForPlans(work: Work, { name, strategies, currency, wanted }: AskedPlans): Promise<PlanHead[]> {
  return transact(work, async ({ tx, now, actor, audit, emit }) => {
    await sql`select pg_advisory_xact_lock(hashtext('supply.plan.number'))`.execute(tx)
    const heads: PlanHead[] = []
    for (const strategy of strategies) {
      const id = newId()
      await sql`insert into supply.plan (id, number, name, status, asked_at, asked_by, strategy, currency, wanted)
        select ${id}, coalesce(max(number), 0) + 1, ${name}, 'queued', ${now}, ${actor.name}, ${strategy}, ${currency},
          ${wanted && JSON.stringify(wanted)}::jsonb from supply.plan`.execute(tx)
      await audit({
        command: 'supply.ask-plan',
        noun: 'plan',
        subjectId: id,
        summary: `Asked for a supply plan (${strategy})`,
      })
      heads.push((await planHead(tx, id))!)
    }
    await emit('supply.plan.asked', { planIds: heads.map(({ id }) => id) })
    return heads
  })
}
