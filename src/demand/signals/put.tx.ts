import { sql } from 'kysely'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { type Refused, readValues, type Value } from './reading.ts'

type Given = { name: string; unit: string; values: readonly Value[]; csv: string }

/** Adds a signal, or values to one of that name; a value of a day that is there is replaced. The forecast follows by itself. */
export async function putSignal(work: Work, given: Given): Promise<{ id: string; taken: number; refused: Refused[] }> {
  const { taken, refused } = readValues(given)
  if (taken.length === 0) {
    const message = refused[0]?.message ?? 'No values were given.'
    throw refusal(422, {
      code: 'no-values',
      message,
      wayOut: 'Give a day and a value a line, such as 2026-11-01,101.5.',
    })
  }
  return transact(work, async ({ tx, now, actor, audit, emit }) => {
    const { rows } = await sql<{ id: string }>`
      insert into demand.signal (id, name, unit, by_name, changed_at) values (${newId()}, ${given.name}, ${given.unit}, ${actor.name}, ${now})
      on conflict (lower(name)) where ended_at is null do update set changed_at = excluded.changed_at, by_name = excluded.by_name,
        unit = case when excluded.unit = '' then demand.signal.unit else excluded.unit end
      returning id`.execute(tx)
    const id = rows[0]!.id
    await sql`
      insert into demand.signal_value (signal_id, day, value)
      select ${id}, * from unnest(${taken.map(({ day }) => day)}::date[], ${taken.map(({ value }) => value)}::float8[])
      on conflict (signal_id, day) do update set value = excluded.value, before = null, import_id = null`.execute(tx)
    const summary = `Set ${taken.length} values of the signal ${given.name}`
    await audit({ command: 'demand.put-signal', noun: 'demand', subjectId: id, summary })
    await emit('demand.signals.changed', { signalId: id })
    return { id, taken: taken.length, refused }
  })
}

/** Takes a signal out of the forecast; what it said stays known. */
export async function endSignal(work: Work, id: string): Promise<{ ended: boolean }> {
  return transact(work, async ({ tx, now, audit, emit }) => {
    const { rows } = await sql<{ name: string }>`
      update demand.signal set ended_at = ${now} where id = ${id} and ended_at is null returning name`.execute(tx)
    if (!rows[0]) throw notFound('signal', id)
    await audit({
      command: 'demand.end-signal',
      noun: 'demand',
      subjectId: id,
      summary: `Took out the signal ${rows[0].name}`,
    })
    await emit('demand.signals.changed', { signalId: id })
    return { ended: true }
  })
}
