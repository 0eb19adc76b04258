import { daysBetween } from '@drumbeat/periods'
import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import type { Tx } from '#platform/db/pool.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'

type Given = { personId: string; startsOn: string; lastDay: string; note: string }

/** Three years: longer is a slip of the year. */
const MOST_DAYS = 1_096
const OVERLAPS = '23P01'

/** Notes days off. The audit names the leave by its id, neither the person nor the days. */
export async function addLeave(work: Work, scope: Scope, leave: Given): Promise<{ id: string }> {
  refuseLength(leave)
  refuseOthers(scope, leave)
  return transact(work, async ({ tx, now, audit, emit }) => {
    await refuseGone(tx, leave)
    const id = newId()
    await unlessAway(leave, () =>
      sql`insert into company.leave (id, person_id, starts_on, last_day, note, recorded_at)
        values (${id}, ${leave.personId}, ${leave.startsOn}, ${leave.lastDay}, ${leave.note}, ${now})`.execute(tx),
    )
    await audit({ command: 'company.add-leave', noun: 'leave', subjectId: id, summary: 'Noted days off' })
    await emit('company.leave.changed', {})
    return { id }
  })
}

/** Takes a leave back; its note goes. */
export async function endLeave(work: Work, scope: Scope, id: string): Promise<{ id: string }> {
  return transact(work, async ({ tx, now, actor, audit, emit }) => {
    const { rows } = await sql<{
      personId: string
    }>`update company.leave set ended_at = ${now}, ended_by = ${actor.id}, note = ''
      where id = ${id} and ended_at is null returning person_id as "personId"`.execute(tx)
    if (!rows[0] || !sees(scope, rows[0].personId)) throw notFound('leave', id)
    await audit({ command: 'company.end-leave', noun: 'leave', subjectId: id, summary: 'Took days off back' })
    await emit('company.leave.changed', {})
    return { id }
  })
}

function sees({ sees: { leave } }: Scope, personId: string): boolean {
  return leave === 'all' || leave.includes(personId)
}

function refuseLength({ startsOn, lastDay }: Given): void {
  const days = daysBetween({ from: startsOn, to: lastDay }) + 1
  if (days >= 1 && days <= MOST_DAYS) return
  throw refusal(400, {
    code: 'no-days',
    message:
      days < 1
        ? `The leave ends on ${lastDay}, before it starts on ${startsOn}.`
        : `From ${startsOn} until ${lastDay} are ${days} days; ${MOST_DAYS} are taken at most.`,
    wayOut: 'Let it end on the day it begins, or later; both days are days away.',
  })
}

function refuseOthers(scope: Scope, { personId, note }: Given): void {
  if (!sees(scope, personId))
    throw refusal(403, {
      code: 'not-yours',
      message: 'This person does not report to you.',
      wayOut: 'Note your own leave, or that of somebody who reports to you; sales operations note it for everybody.',
    })
  if (note !== '' && personId !== scope.personId)
    throw refusal(400, {
      code: 'note-of-others',
      message: 'The note of a leave is read by the person alone.',
      wayOut: 'Leave the note empty where you note the leave of somebody else.',
    })
}

async function refuseGone(tx: Tx, { personId, startsOn }: Given): Promise<void> {
  const { rows } = await sql<{
    name: string
    leftOn: string | null
  }>`select name, left_on as "leftOn" from company.person
    where id = ${personId} and erased_at is null`.execute(tx)
  const [person] = rows
  if (!person) throw notFound('person', personId)
  if (person.leftOn !== null && person.leftOn < startsOn)
    throw refusal(409, {
      code: 'left',
      message: `${person.name} left the company on ${person.leftOn}, before ${startsOn}.`,
      wayOut: 'Choose an earlier day, or take back under Company, People that they left.',
    })
}

/** Whether days are free is the database's word. */
async function unlessAway({ startsOn, lastDay }: Given, write: () => Promise<unknown>): Promise<void> {
  try {
    await write()
  } catch (error) {
    if ((error as { code?: string }).code !== OVERLAPS) throw error
    throw refusal(409, {
      code: 'away-already',
      message: `Days from ${startsOn} until ${lastDay} are noted as leave already.`,
      wayOut: 'Choose the days that are missing, or take the earlier leave back first.',
    })
  }
}
