import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import { refusal } from '#platform/http/refusal.ts'

/** What locked runs have done for a plan before: of the same period what was earned, of any what is owed. */
export type Earlier = {
  isFirst: boolean
  earned: ReadonlyMap<string, number>
  owed: ReadonlyMap<string, number>
  /** What each rule of the newest locked run of this period counted of each credit, per person. */
  credited: ReadonlyMap<string, EarlierCredit[]>
}

export type EarlierCredit = {
  creditId: string
  rule: string
  kind: string
  label: string
  day: string
  credited: string
  share: string
}

/** Reads the locked runs of a plan; a period that overlaps a locked one without being the same is refused. */
export async function earlierRuns(db: Db | Tx, asked: { planId: string; from: string; to: string }): Promise<Earlier> {
  const { planId, from, to } = asked
  await refuseOverlap(db, asked)
  const locked = sql`goals.incentive_run run join goals.incentive_approval lock on lock.run_id = run.id and lock.step = 'locked'`
  const same = sql`run.plan_id = ${planId} and run.starts_on = ${from} and run.ends_on = ${to}`
  const earned = await sql<{ personId: string; earned: number }>`
    select statement.person_id as "personId", sum(statement.earned_minor - statement.earned_before_minor)::bigint as earned
    from ${locked} join goals.incentive_statement statement on statement.run_id = run.id where ${same} group by 1`.execute(
    db,
  )
  const owed = await sql<{ personId: string; owed: number }>`
    select distinct on (statement.person_id) statement.person_id as "personId", statement.owed_after_minor as owed
    from ${locked} join goals.incentive_statement statement on statement.run_id = run.id where run.plan_id = ${planId}
    order by statement.person_id, lock.said_at desc, run.calculated_at desc`.execute(db)
  const credited = await sql<EarlierCredit & { personId: string }>`
    with newest as (select run.id from ${locked} where ${same} order by lock.said_at desc limit 1)
    select distinct on (statement.person_id, line.credit_id, line.rule) statement.person_id as "personId", line.credit_id as "creditId",
      line.rule, line.credit_kind as kind, line.label, line.day, line.credited::text as credited, line.share::text as share
    from newest join goals.incentive_statement statement on statement.run_id = newest.id
    join goals.incentive_line line on line.statement_id = statement.id
    where line.credit_id is not null and line.relation = 'own' order by statement.person_id, line.credit_id, line.rule`.execute(
    db,
  )
  return {
    isFirst: earned.rows.length === 0,
    earned: new Map(earned.rows.map((row) => [row.personId, row.earned])),
    owed: new Map(owed.rows.map((row) => [row.personId, row.owed])),
    credited: Map.groupBy(credited.rows, (row) => row.personId),
  }
}

async function refuseOverlap(
  db: Db | Tx,
  { planId, from, to }: { planId: string; from: string; to: string },
): Promise<void> {
  const { rows } = await sql<{ from: string; to: string }>`
    select run.starts_on as "from", run.ends_on as "to" from goals.incentive_run run
    join goals.incentive_approval lock on lock.run_id = run.id and lock.step = 'locked'
    where run.plan_id = ${planId} and run.starts_on < ${to} and run.ends_on > ${from}
      and (run.starts_on, run.ends_on) <> (${from}::date, ${to}::date) limit 1`.execute(db)
  if (!rows[0]) return
  throw refusal(409, {
    code: 'paid-already',
    message: `Days of this period were paid already by the run from ${rows[0].from} until ${rows[0].to}.`,
    wayOut: `Run ${rows[0].from} until ${rows[0].to} again for the difference, or choose days that do not overlap.`,
  })
}
