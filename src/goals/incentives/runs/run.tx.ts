import { sql } from 'kysely'
import { companyToday } from '#company/profile.sql.ts'
import type { Tx } from '#platform/db/pool.ts'
import { refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { type Asked, prepareRun } from './prepare.sql.ts'
import { lineRow, statementRow } from './rows.ts'
import { type PersonStatement, statementsOf } from './statements.ts'

/** Lines written by one statement: what JSON and the driver take at ease. */
const CHUNK = 10_000

/** Calculates the statements of a plan for a period and keeps them for ever. */
export async function runPlan(work: Work, asked: Asked): Promise<string> {
  if (asked.to <= asked.from) {
    throw refusal(400, {
      code: 'empty-period',
      message: `The period from ${asked.from} until ${asked.to} has no day.`,
      wayOut: 'The end is the day after the last day.',
    })
  }
  return transact(work, async ({ tx, now, actor, audit, emit }) => {
    await sql`select pg_advisory_xact_lock(hashtext('goals.incentive-run'), hashtext(${asked.planId}))`.execute(tx)
    const today = await companyToday(tx, new Date(now))
    const prepared = await prepareRun(tx, asked)
    const { statements, problems } = statementsOf(prepared, { from: asked.from, today })
    const { plan, terms, earlier } = prepared
    const runId = newId()
    await sql`insert into goals.incentive_run (id, plan_id, starts_on, ends_on, kind, terms, currency, problems, calculated_by, calculated_at)
      values (${runId}, ${plan.id}, ${asked.from}, ${asked.to}, ${earlier.isFirst ? 'first' : 'delta'}, ${JSON.stringify(terms)},
        ${terms.currency}, ${JSON.stringify(problems)}, ${actor.id}, ${now})`.execute(tx)
    await writeStatements(tx, runId, statements, earlier.earned)
    await audit({
      command: 'goals.run-plan',
      noun: 'incentive run',
      subjectId: runId,
      summary: `Calculated ${plan.name} from ${asked.from} until ${asked.to} for ${statements.length} people`,
    })
    await emit('goals.incentives.changed', { runId })
    return runId
  })
}

async function writeStatements(
  tx: Tx,
  runId: string,
  statements: readonly PersonStatement[],
  earned: ReadonlyMap<string, number>,
): Promise<void> {
  const rows = statements.map((each) => ({ id: newId(), ...each }))
  const shown = rows.map((each) => statementRow({ ...each, earnedBefore: earned.get(each.person.personId) ?? 0 }))
  await sql`insert into goals.incentive_statement (run_id, id, person_id, rate, quota_minor, credited, attainment, rules, earned_minor,
      earned_before_minor, draw_minor, recovered_minor, payable_minor, owed_before_minor, owed_after_minor)
    select ${runId}, r.* from jsonb_to_recordset(${JSON.stringify(shown)}::jsonb) as r(id uuid, person_id uuid, rate numeric, quota_minor bigint,
      credited numeric, attainment double precision, rules jsonb, earned_minor bigint, earned_before_minor bigint, draw_minor bigint,
      recovered_minor bigint, payable_minor bigint, owed_before_minor bigint, owed_after_minor bigint)`.execute(tx)
  const lines = rows.flatMap(({ id, statement }) =>
    statement.lines.map((line, position) => lineRow({ id, line, position })),
  )
  for (let at = 0; at < lines.length; at += CHUNK) await writeLines(tx, lines.slice(at, at + CHUNK))
}

async function writeLines(tx: Tx, lines: readonly ReturnType<typeof lineRow>[]): Promise<void> {
  await sql`insert into goals.incentive_line (statement_id, position, rule, kind, credit_kind, credit_id, label, day, relation, share,
      credited, rate, exact, amount_minor)
    select r.* from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as r(statement_id uuid, position int, rule text, kind text,
      credit_kind text, credit_id uuid, label text, day date, relation text, share numeric, credited numeric, rate numeric,
      exact numeric, amount_minor bigint)`.execute(tx)
}
