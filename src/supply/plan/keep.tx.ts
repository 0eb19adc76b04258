import { createHash } from 'node:crypto'
import type { Plan } from '@drumbeat/planning'
import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import { notFound } from '#platform/http/refusal.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { planHead } from '../plan.sql.ts'
import type { PlanHead, PlanLine, Strategy } from '../schema.ts'
import type { Wanted } from '../wanted.ts'
import type { BuiltModel } from './build.ts'

/** Asks a plan under way to stop; what it has found by then is kept. */
export async function cancelPlan(work: Work, id: string): Promise<PlanHead> {
  return transact(work, async ({ tx, now, audit }) => {
    const { rows } =
      await sql`update supply.plan set cancel_asked_at = ${now}, status = case when status = 'queued' then 'cancelled' else status end
      where id = ${id} and status in ('queued', 'running') returning id`.execute(tx)
    const head = await planHead(tx, id)
    if (!head) throw notFound('plan', id)
    if (rows.length > 0)
      await audit({
        command: 'supply.cancel-plan',
        noun: 'plan',
        subjectId: id,
        summary: `Stopped plan ${head.number}`,
      })
    return head
  })
}

/** The next plan that waits, marked as running; null where none does. */
export async function beginPlan(work: Work): Promise<{ id: string; strategy: Strategy; wanted: Wanted | null } | null> {
  return transact(work, async ({ tx, now }) => {
    const { rows } = await sql<{ id: string; strategy: Strategy; wanted: Wanted | null }>`
      update supply.plan set status = 'running', started_at = ${now}, phase = 'reading' where id = (
        select id from supply.plan where status in ('queued', 'running') order by number limit 1 for update skip locked)
      returning id, strategy, wanted`.execute(tx)
    return rows[0] ?? null
  })
}

/** Says how far a plan is. */
export async function notePhase(
  work: Work,
  { id, phase, gap }: { id: string; phase: string; gap: number | null },
): Promise<void> {
  await transact(work, async ({ tx }) => {
    await sql`update supply.plan set phase = ${phase}, gap = ${gap} where id = ${id} and status = 'running'`.execute(tx)
  })
}

/** Whether somebody asked a plan to stop. */
export async function isCancelled(db: Db, id: string): Promise<boolean> {
  const { rows } = await sql<{
    is: boolean
  }>`select cancel_asked_at is not null as is from supply.plan where id = ${id}`.execute(db)
  return rows[0]?.is ?? false
}

export type Kept = {
  id: string
  built: BuiltModel
  plan: Plan | null
  explanation: unknown
  reason: string | null
  wasCancelled: boolean
  lines: readonly PlanLine[]
}

/** Stores a plan for good, with its figures, and tells of it. Without a plan the reason is kept. */
export async function keepPlan(
  work: Work,
  { id, built, plan, explanation, reason, wasCancelled, lines }: Kept,
): Promise<void> {
  await transact(work, async ({ tx, now, audit, emit }) => {
    const { model, periods, problems, assumptions } = built
    const status = plan ? (wasCancelled ? 'cancelled' : 'made') : wasCancelled ? 'cancelled' : 'failed'
    const digest =
      plan &&
      createHash('sha256')
        .update(JSON.stringify([model, plan]))
        .digest('hex')
    const gap = plan && 'gap' in plan.status ? plan.status.gap : null
    await sql`update supply.plan set status = ${status}, finished_at = ${now}, phase = null, gap = ${gap}, reason = ${reason},
      cost = ${plan?.money.cost ?? null}, margin = ${plan?.money.margin ?? null}, model = ${JSON.stringify(model)}::jsonb,
      solved = ${plan ? JSON.stringify(plan) : null}::jsonb, explanation = ${explanation ? JSON.stringify(explanation) : null}::jsonb,
      problems = ${JSON.stringify(problems)}::jsonb, assumptions = ${JSON.stringify(assumptions)}::jsonb, digest = ${digest},
      starts_on = ${periods.map(({ startsOn }) => startsOn)}::date[], labels = ${periods.map(({ label }) => label)}::text[]
      where id = ${id}`.execute(tx)
    await sql`delete from supply.plan_line where plan_id = ${id}`.execute(tx)
    for (let at = 0; at < lines.length; at += 1000) await insertLines(tx as never, id, lines.slice(at, at + 1000))
    await audit({
      command: 'supply.make-plan',
      noun: 'plan',
      subjectId: id,
      summary: plan ? 'Made a supply plan' : `No supply plan: ${reason}`,
    })
    await emit('supply.plan.made', { planId: id, status })
  })
}

async function insertLines(tx: Db, id: string, lines: readonly PlanLine[]): Promise<void> {
  await sql`insert into supply.plan_line (plan_id, measure, subject, item_id, site_id, resource_id, values)
    select ${id}, e->>'measure', e->>'subject', (e->>'itemId')::uuid, (e->>'siteId')::uuid, (e->>'resourceId')::uuid,
      array(select v::float8 from jsonb_array_elements_text(e->'values') as v)
    from jsonb_array_elements(${JSON.stringify(lines)}::jsonb) as e`.execute(tx)
}
