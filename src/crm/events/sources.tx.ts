import { sql } from 'kysely'
import { refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'

/** Lets a system send signed events. */
export async function addSource(work: Work, name: string): Promise<{ id: string; name: string; createdAt: string }> {
  return transact(work, async ({ tx, now, actor, audit }) => {
    const id = newId()
    const { rows } = await sql`insert into crm.event_source (id, name, created_by, created_at)
      values (${id}, ${name}, ${actor.id}, ${now})
      on conflict (lower(name)) where ended_at is null do nothing returning id`.execute(tx)
    if (rows.length === 0) {
      throw refusal(409, {
        code: 'name-taken',
        message: `There is a source named "${name}" already.`,
        wayOut: 'End that one first, or choose another name.',
      })
    }
    await audit({
      command: 'crm.orders.add-source',
      noun: 'order source',
      subjectId: id,
      summary: `Let ${name} send order events`,
    })
    return { id, name, createdAt: now }
  })
}

/** Takes no more events from a source. */
export async function endSource(work: Work, id: string): Promise<{ ended: boolean }> {
  return transact(work, async ({ tx, now, audit }) => {
    const { rows } = await sql<{ name: string }>`update crm.event_source set ended_at = ${now}
      where id = ${id} and ended_at is null returning name`.execute(tx)
    if (!rows[0]) return { ended: false }
    const summary = `Took the right to send order events from ${rows[0].name}`
    await audit({ command: 'crm.orders.end-source', noun: 'order source', subjectId: id, summary })
    return { ended: true }
  })
}
