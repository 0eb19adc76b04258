import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work, type Writing } from '#platform/transaction.ts'
import type { PersonDetail } from '../people/contract.ts'
import { namesOf, personDetail } from '../people/people.sql.ts'
import { companyToday } from '../profile.sql.ts'
import { reportingLines } from '../reporting.sql.ts'
import { type Assignment, planChange } from './assignment.ts'
import { circleClosedBy } from './circle.ts'

/** Lets a person report to a manager, or to nobody, from a day on. Refuses circles and overwritten history. */
export function setManager(
  work: Work,
  { personId, managerId, from }: { personId: string; managerId: string | null; from: string },
): Promise<PersonDetail> {
  return transact(work, async (writing) => {
    await moveToManager(writing, { personId, managerId, from })
    return personDetail(writing.tx, { id: personId, day: await companyToday(writing.tx, work.workspace.clock()) })
  })
}

/** Moves a person to a team, or to none, from a day on. */
export function setTeam(
  work: Work,
  { personId, teamId, from }: { personId: string; teamId: string | null; from: string },
): Promise<PersonDetail> {
  return transact(work, async (writing) => {
    await moveToTeam(writing, { personId, teamId, from })
    return personDetail(writing.tx, { id: personId, day: await companyToday(writing.tx, work.workspace.clock()) })
  })
}

/** The change of manager inside a transaction that may hold more. */
export async function moveToManager(
  writing: Writing,
  { personId, managerId, from }: { personId: string; managerId: string | null; from: string },
): Promise<void> {
  const { tx, audit, emit } = writing
  await lockReporting(tx)
  await refuseAbsent(tx, { personId, role: 'person' })
  if (managerId) {
    await refuseAbsent(tx, { personId: managerId, role: 'manager', on: from })
    await refuseCircle(tx, { personId, managerId, from })
  }
  const changed = await rewrite(writing, { kind: 'manager', personId, to: managerId, from })
  if (!changed) return
  await audit({
    command: 'company.set-manager',
    noun: 'person',
    subjectId: personId,
    summary: managerId
      ? `Let person ${personId} report to person ${managerId} from ${from}`
      : `Let person ${personId} report to nobody from ${from}`,
    before: { managerId: changed.before },
    after: { managerId, from },
  })
  await emit('company.person.changed', { personId })
}

/** The change of team inside a transaction that may hold more. */
export async function moveToTeam(
  writing: Writing,
  { personId, teamId, from }: { personId: string; teamId: string | null; from: string },
): Promise<void> {
  const { tx, audit, emit } = writing
  await refuseAbsent(tx, { personId, role: 'person' })
  const team = await sql<{ name: string }>`select name from company.team where id = ${teamId}`.execute(tx)
  if (teamId && !team.rows[0]) throw notFound('team', teamId)
  const changed = await rewrite(writing, { kind: 'team', personId, to: teamId, from })
  if (!changed) return
  await audit({
    command: 'company.set-team',
    noun: 'person',
    subjectId: personId,
    summary: teamId
      ? `Moved person ${personId} to the team ${team.rows[0]?.name} from ${from}`
      : `Took person ${personId} out of the team from ${from}`,
    before: { teamId: changed.before },
    after: { teamId, from },
  })
  await emit('company.person.changed', { personId })
}

const tables = {
  manager: { table: sql.table('company.reporting_line'), of: sql.ref('manager_id'), noun: 'reporting line' },
  team: { table: sql.table('company.team_membership'), of: sql.ref('team_id'), noun: 'membership' },
} as const

async function rewrite(
  { tx }: Writing,
  { kind, personId, to, from }: { kind: keyof typeof tables; personId: string; to: string | null; from: string },
): Promise<{ before: string | null } | null> {
  const { table, of, noun } = tables[kind]
  const { rows: assignments } =
    await sql<Assignment>`select id, ${of} as of, starts_on as "startsOn", ends_on as "endsOn"
    from ${table} where person_id = ${personId} for update`.execute(tx)
  const plan = planChange(assignments, { from, to })
  if (plan.kind === 'unchanged') return null
  if (plan.kind === 'refused') {
    throw refusal(409, {
      code: 'later-assignment',
      message: `A ${noun} that begins on ${plan.later.startsOn} stands already; one from ${from} would overlap it.`,
      wayOut: `Choose ${plan.later.startsOn} or a later day.`,
    })
  }
  if (plan.end) await sql`update ${table} set ends_on = ${from} where id = ${plan.end.id}`.execute(tx)
  if (plan.remove) await sql`delete from ${table} where id = ${plan.remove.id}`.execute(tx)
  if (plan.reopen) await sql`update ${table} set ends_on = null where id = ${plan.reopen.id}`.execute(tx)
  if (plan.start) {
    await sql`insert into ${table} (id, person_id, ${of}, starts_on) values (${newId()}, ${personId}, ${to}, ${from})`.execute(
      tx,
    )
  }
  return { before: plan.end?.of ?? plan.remove?.of ?? null }
}

/** Two changes at once could close a circle that neither sees: reporting lines change one after another. */
async function lockReporting(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('company.reporting_line'))`.execute(tx)
}

async function refuseAbsent(
  tx: Tx,
  { personId, role, on }: { personId: string; role: 'person' | 'manager'; on?: string },
): Promise<void> {
  const { rows } = await sql<{ name: string; leftOn: string | null }>`
    select name, left_on as "leftOn" from company.person where id = ${personId} for update`.execute(tx)
  const found = rows[0]
  if (!found) throw notFound(role, personId)
  if (on && found.leftOn && found.leftOn < on) {
    throw refusal(409, {
      code: 'left',
      message: `${found.name} left on ${found.leftOn}, before ${on}.`,
      wayOut: 'Choose a manager who is there on that day.',
    })
  }
}

async function refuseCircle(tx: Tx, added: { personId: string; managerId: string; from: string }): Promise<void> {
  const chain = circleClosedBy(await reportingLines(tx), added)
  if (!chain) return
  const names = await namesOf(tx, chain)
  throw refusal(409, {
    code: 'circle',
    message: `${names[0]} cannot report to ${names[1]}: that would close the circle ${names.join(' → ')}.`,
    wayOut: 'Choose a manager who is not below this person, or first change who the manager reports to.',
  })
}
