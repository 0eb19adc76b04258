import { sql } from 'kysely'
import { transact, type Work } from '#platform/transaction.ts'
import { scenarioById } from './scenarios.sql.ts'

/** Changes the hours that resources have in a scenario; a share of 1 gives a month back to the plan. */
export async function changeCapacity(
  work: Work,
  { id, cells }: { id: string; cells: readonly { resource: string; month: string; share: number }[] },
): Promise<void> {
  await transact(work, async ({ tx, now, actor, audit, emit }) => {
    const { name } = await scenarioById(tx, id)
    const rows = JSON.stringify(cells)
    await sql`delete from sop.scenario_capacity c using json_to_recordset(${rows}::json) as r (resource text, month date, share numeric)
      where c.scenario_id = ${id} and c.resource = r.resource and c.month = r.month and r.share = 1`.execute(tx)
    await sql`insert into sop.scenario_capacity (scenario_id, resource, month, share, changed_at, changed_by)
      select ${id}, resource, month, share, ${now}, ${actor.id}::uuid
      from json_to_recordset(${rows}::json) as r (resource text, month date, share numeric) where share <> 1
      on conflict (scenario_id, resource, month) do update
        set share = excluded.share, changed_at = excluded.changed_at, changed_by = excluded.changed_by`.execute(tx)
    await audit({
      command: 'sop.edit-scenario',
      noun: 'scenario',
      subjectId: id,
      summary: `Changed the capacity of ${cells.length} resource-months in the scenario ${name}`,
      after: cells,
    })
    await emit('sop.scenario.changed', { scenarioId: id })
  })
}
