import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import { notFound } from '#platform/http/refusal.ts'
import type { Line, Run, Statement } from '../schema.ts'

/** A run is replaced by a later one of the same period that came before its lock. */
const status = sql<Run['status']>`case
  when exists (select from goals.incentive_approval step where step.run_id = run.id and step.step = 'locked') then 'locked'
  when exists (select from goals.incentive_run later where later.plan_id = run.plan_id and later.starts_on = run.starts_on
    and later.ends_on = run.ends_on and (later.calculated_at, later.id) > (run.calculated_at, run.id)) then 'replaced'
  else coalesce((select step.step from goals.incentive_approval step where step.run_id = run.id order by step.said_at desc limit 1), 'calculated') end`

/** Runs of incentive plans, newest first. */
export async function incentiveRuns(
  db: Db | Tx,
  asked: {
    id?: string
    planId?: string | undefined
    from?: string | undefined
    to?: string | undefined
    limit: number
  },
): Promise<Run[]> {
  const { rows } = await sql<Run>`
    select run.id, run.plan_id as "planId", plan.name as "planName", run.starts_on as "from", run.ends_on as "to", run.kind, run.currency,
      run.terms, ${status} as status, run.calculated_at as "calculatedAt", who.name as "calculatedBy", run.problems,
      coalesce(sums.people, 0) as people, coalesce(trim_scale(sums.credited), 0)::text as "creditedTotal",
      coalesce(sums.earned, 0)::bigint as "earnedMinor", coalesce(sums.payable, 0)::bigint as "payableMinor",
      coalesce((select jsonb_agg(jsonb_build_object('step', step.step, 'note', step.note, 'saidBy', sayer.name, 'saidAt', step.said_at) order by step.said_at)
        from goals.incentive_approval step left join auth."user" sayer on sayer.id = step.said_by where step.run_id = run.id), '[]') as steps
    from goals.incentive_run run join goals.incentive_plan plan on plan.id = run.plan_id
    left join auth."user" who on who.id = run.calculated_by
    left join lateral (select count(*) as people, sum(credited) as credited, sum(earned_minor) as earned, sum(payable_minor) as payable
      from goals.incentive_statement statement where statement.run_id = run.id) sums on true
    where (${asked.id ?? null}::uuid is null or run.id = ${asked.id ?? null})
      and (${asked.planId ?? null}::uuid is null or run.plan_id = ${asked.planId ?? null})
      and (${asked.from ?? null}::date is null or run.ends_on > ${asked.from ?? null})
      and (${asked.to ?? null}::date is null or run.starts_on < ${asked.to ?? null})
    order by run.calculated_at desc, run.id desc limit ${asked.limit}`.execute(db)
  return rows
}

/** One run. */
export async function incentiveRun(db: Db | Tx, id: string): Promise<Run> {
  const [run] = await incentiveRuns(db, { id, limit: 1 })
  if (!run) throw notFound('incentive run', id)
  return run
}

type Shown = Statement & { from: string; to: string; planName: string; currency: string; status: string; kind: string }

/** Statements as far as the reader sees, newest period first; those of replaced runs only if asked for by run or id. */
export async function statementsSeen(
  db: Db | Tx,
  scope: Scope,
  asked: { [only in 'id' | 'planId' | 'runId' | 'personId']?: string | undefined } & { limit: number },
): Promise<Shown[]> {
  const { rows } = await sql<Shown>`
    select statement.id, statement.run_id as "runId", statement.person_id as "personId", person.name as "personName",
      trim_scale(statement.rate)::text as rate, statement.quota_minor as "quotaMinor", trim_scale(statement.credited)::text as credited,
      statement.attainment, statement.rules, statement.earned_minor as "earnedMinor", statement.earned_before_minor as "earnedBeforeMinor",
      statement.earned_minor - statement.earned_before_minor as "deltaMinor", statement.draw_minor as "drawMinor",
      statement.recovered_minor as "recoveredMinor", statement.payable_minor as "payableMinor", statement.owed_before_minor as "owedBeforeMinor",
      statement.owed_after_minor as "owedAfterMinor", run.starts_on as "from", run.ends_on as "to", plan.name as "planName", run.currency,
      run.kind, ${status} as status
    from goals.incentive_statement statement join goals.incentive_run run on run.id = statement.run_id
    join goals.incentive_plan plan on plan.id = run.plan_id join company.person person on person.id = statement.person_id
    where ${ownedBy(scope.sees.statements, sql.ref('statement.person_id'))}
      and (${asked.id ?? null}::uuid is null or statement.id = ${asked.id ?? null})
      and (${asked.planId ?? null}::uuid is null or run.plan_id = ${asked.planId ?? null})
      and (${asked.runId ?? null}::uuid is null or statement.run_id = ${asked.runId ?? null})
      and (${asked.personId ?? null}::uuid is null or statement.person_id = ${asked.personId ?? null})
      and (${asked.id !== undefined || asked.runId !== undefined} or ${status} <> 'replaced')
    order by run.starts_on desc, run.calculated_at desc, statement.payable_minor desc, person.name, statement.id limit ${asked.limit}`.execute(
    db,
  )
  return rows
}

/** One statement that the reader sees. */
export async function statementSeen(db: Db | Tx, scope: Scope, id: string): Promise<Shown> {
  const [statement] = await statementsSeen(db, scope, { id, limit: 1 })
  if (!statement) throw notFound('statement', id)
  return statement
}

/** The lines of a statement in their order, page by page. */
export async function statementLines(
  db: Db | Tx,
  { statementId, after, limit }: { statementId: string; after: number; limit: number },
): Promise<Line[]> {
  const { rows } = await sql<Line>`
    select position, rule, kind, credit_kind as "creditKind", credit_id as "creditId", label, day, relation, trim_scale(share)::text as share,
      trim_scale(credited)::text as credited, trim_scale(rate)::text as rate, trim_scale(exact)::text as exact, amount_minor as "amountMinor"
    from goals.incentive_line where statement_id = ${statementId} and position > ${after} order by position limit ${limit}`.execute(
    db,
  )
  return rows
}
