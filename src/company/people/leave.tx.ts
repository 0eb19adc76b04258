import { dayAfter } from '@drumbeat/periods'
import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { moveToManager } from '../assignments/assign.tx.ts'
import { companyToday } from '../profile.sql.ts'
import type { PersonDetail } from './contract.ts'
import { directReports, personDetail } from './people.sql.ts'

/** Lets a person leave: manager and team end after the last day, reports move on, nothing is deleted but plans beyond it. */
export async function leaveCompany(
  work: Work,
  left: { personId: string; lastDay: string; reportsGoTo?: string | null | undefined },
): Promise<PersonDetail> {
  return transact(work, async (writing) => {
    const { tx, audit, emit } = writing
    const before = await present(tx, left.personId)
    const from = dayAfter(left.lastDay)
    const reports = await directReports(tx, { managerId: left.personId, day: from })
    if (reports.length > 0 && left.reportsGoTo === undefined) {
      throw refusal(409, {
        code: 'still-manages',
        message: `${before.name} still has ${reports.length === 1 ? 'one report' : `${reports.length} reports`}: ${reports.map((each) => each.name).join(', ')}.`,
        wayOut: `Say to whom they report from ${from} on, or that they report to nobody.`,
      })
    }
    for (const report of reports) {
      await moveToManager(writing, { personId: report.id, managerId: left.reportsGoTo ?? null, from })
    }
    await endAssignments(tx, { personId: left.personId, from })
    await sql`update company.person set left_on = ${left.lastDay} where id = ${left.personId}`.execute(tx)
    await audit({
      command: 'company.leave',
      noun: 'person',
      subjectId: left.personId,
      summary: `Person ${left.personId} leaves; the last day is ${left.lastDay}`,
      before: { leftOn: before.leftOn },
      after: { leftOn: left.lastDay },
    })
    await emit('company.person.changed', { personId: left.personId })
    return personDetail(tx, { id: left.personId, day: await companyToday(tx, work.workspace.clock()) })
  })
}

/** Takes back that a person left; manager and team are to be set anew. */
export async function comeBack(work: Work, personId: string): Promise<PersonDetail> {
  return transact(work, async ({ tx, audit, emit }) => {
    const before = await present(tx, personId)
    if (before.leftOn) {
      await sql`update company.person set left_on = null where id = ${personId}`.execute(tx)
      await audit({
        command: 'company.come-back',
        noun: 'person',
        subjectId: personId,
        summary: `Person ${personId} is back`,
        before: { leftOn: before.leftOn },
        after: { leftOn: null },
      })
      await emit('company.person.changed', { personId })
    }
    return personDetail(tx, { id: personId, day: await companyToday(tx, work.workspace.clock()) })
  })
}

async function present(tx: Tx, id: string): Promise<{ name: string; leftOn: string | null }> {
  const { rows } = await sql<{ name: string; leftOn: string | null; erasedAt: string | null }>`
    select name, left_on as "leftOn", erased_at as "erasedAt" from company.person where id = ${id} for update`.execute(
    tx,
  )
  const found = rows[0]
  if (!found) throw notFound('person', id)
  if (found.erasedAt)
    throw refusal(409, { code: 'erased', message: 'This person was erased.', wayOut: 'Add them anew.' })
  return found
}

async function endAssignments(tx: Tx, { personId, from }: { personId: string; from: string }): Promise<void> {
  for (const table of ['company.reporting_line', 'company.team_membership']) {
    await sql`delete from ${sql.table(table)} where person_id = ${personId} and starts_on >= ${from}`.execute(tx)
    await sql`update ${sql.table(table)} set ends_on = ${from}
      where person_id = ${personId} and (ends_on is null or ends_on > ${from})`.execute(tx)
  }
}
