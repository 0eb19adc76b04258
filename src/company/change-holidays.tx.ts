import { sql } from 'kysely'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work, type Writing } from '#platform/transaction.ts'

export type GivenHoliday = { day: string; name: string; territoryId?: string | null | undefined }

/** Adds holidays, or names those that are there anew; gives how many were added or renamed. */
export async function addHolidays(work: Work, given: readonly GivenHoliday[]): Promise<number> {
  return transact(work, async (writing) => {
    const { audit, emit } = writing
    await refuseUnknownTerritory(writing, given)
    let changed = 0
    for (const holiday of given) changed += await putHoliday(writing, holiday)
    if (changed === 0) return 0
    await tellHolidays({ audit, emit }, { summary: `Set ${changed} holidays`, after: given.slice(0, 500) })
    return changed
  })
}

/** Lets these, and no others, be the days on which nobody of the company works; says whether that was a change. */
export async function setCompanyHolidays(
  writing: Writing,
  given: readonly { day: string; name: string }[],
): Promise<boolean> {
  const { tx, now, actor, audit, emit } = writing
  const days = given.map(({ day }) => day)
  const ended = await sql`update company.holiday set ended_at = ${now}, ended_by = ${actor.id}
    where ended_at is null and territory_id is null and not day = any(${days}::date[])`.execute(tx)
  let changed = Number(ended.numAffectedRows ?? 0)
  for (const holiday of given) changed += await putHoliday(writing, holiday)
  if (changed === 0) return false
  await tellHolidays({ audit, emit }, { summary: `Set the holidays: ${days.length} days`, after: given.slice(0, 500) })
  return true
}

/** Works on a holiday after all. */
export async function endHoliday(work: Work, id: string): Promise<void> {
  await transact(work, async ({ tx, now, actor, audit, emit }) => {
    const { rows } = await sql<{
      day: string
      name: string
    }>`update company.holiday set ended_at = ${now}, ended_by = ${actor.id}
      where id = ${id} and ended_at is null returning day, name`.execute(tx)
    const [holiday] = rows
    if (!holiday) throw notFound('holiday', id)
    await tellHolidays({ audit, emit }, { summary: `${holiday.day} is worked after all`, before: holiday })
  })
}

async function tellHolidays(
  { audit, emit }: Pick<Writing, 'audit' | 'emit'>,
  line: { summary: string; before?: unknown; after?: unknown },
): Promise<void> {
  await audit({ command: 'company.set-holidays', noun: 'holiday', ...line })
  await emit('company.holidays.changed', {})
}

async function putHoliday({ tx, now }: Writing, { day, name, territoryId = null }: GivenHoliday): Promise<number> {
  const put = await sql`insert into company.holiday as h (id, day, name, territory_id, recorded_at)
    values (${newId()}, ${day}, ${name}, ${territoryId}, ${now})
    on conflict (day, coalesce(territory_id, '00000000-0000-0000-0000-000000000000')) where ended_at is null
    do update set name = excluded.name where h.name <> excluded.name and excluded.name <> ''`.execute(tx)
  return Number(put.numAffectedRows ?? 0)
}

async function refuseUnknownTerritory({ tx }: Writing, given: readonly GivenHoliday[]): Promise<void> {
  const ids = [...new Set(given.flatMap(({ territoryId }) => territoryId ?? []))]
  const { rows } = await sql<{ id: string }>`select id from company.territory where id = any(${ids}::uuid[])`.execute(
    tx,
  )
  const missing = ids.find((id) => !rows.some((row) => row.id === id))
  if (missing)
    throw refusal(400, {
      code: 'unknown',
      message: `There is no territory ${missing}.`,
      wayOut: 'Choose a territory that exists, or leave it out for everybody.',
    })
}
