import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db } from '#platform/db/pool.ts'
import { ownershipOn } from '../ownership.sql.ts'
import type { Handoff } from './contract.ts'
import { type HandoffState, statesAfter } from './handoff.ts'

type Row = Omit<z.infer<typeof Handoff>, 'area' | 'to' | 'next' | 'late'> & { area: string }
type Asked = { today: string; now: Date; state?: HandoffState | undefined; limit: number; offset: number }

/** Hand-offs with their history, newest first. */
export async function handoffsPage(
  db: Db,
  { today, now, state, limit, offset }: Asked,
): Promise<{ handoffs: z.infer<typeof Handoff>[]; total: number }> {
  const from = sql`from enablement.handoff handoff
    join lateral (select state from enablement.handoff_state each where each.handoff_id = handoff.id
      order by each.set_at desc, each.id desc limit 1) as last on true
    left join company.person owner on owner.id = handoff.owner_id
    where ${state ?? null}::text is null or last.state = ${state ?? null}`
  const { rows } = await sql<Row>`
    select handoff.id, handoff.title, handoff.area, handoff.from_side as "from", last.state,
      case when owner.id is not null then json_build_object('id', owner.id, 'name', owner.name) end as owner,
      handoff.due_on as "dueOn", handoff.note,
      (select json_agg(json_build_object('state', each.state, 'at', each.set_at, 'note', each.note,
          'by', (select name from auth."user" login where login.id = each.set_by)) order by each.set_at, each.id)
        from enablement.handoff_state each where each.handoff_id = handoff.id) as history
    ${from} order by handoff.added_at desc, handoff.id limit ${limit} offset ${offset}`.execute(db)
  const count = await sql<{ total: number }>`select count(*)::int as total ${from}`.execute(db)
  const names = new Map((await ownershipOn(db, now)).map(({ key, name }) => [key, name]))
  return { handoffs: rows.map((row) => asHandoff(row, { names, today })), total: count.rows[0]!.total }
}

/** How many hand-offs of each area are neither done nor declined. */
export async function openHandoffs(db: Db): Promise<Map<string, number>> {
  const { rows } = await sql<{ area: string; open: number }>`
    select handoff.area, count(*)::int as open from enablement.handoff handoff
    join lateral (select state from enablement.handoff_state each where each.handoff_id = handoff.id
      order by each.set_at desc, each.id desc limit 1) as last on true
    where last.state in ('proposed', 'accepted') group by 1`.execute(db)
  return new Map(rows.map(({ area, open }) => [area, open]))
}

function asHandoff(row: Row, { names, today }: { names: Map<string, string>; today: string }): z.infer<typeof Handoff> {
  const { area, from, state, dueOn } = row
  const isOpen = state === 'proposed' || state === 'accepted'
  return {
    ...row,
    history: row.history.map((each) => ({ ...each, at: new Date(each.at).toISOString() })),
    area: { key: area, name: names.get(area) ?? area },
    to: from === 'enablement' ? 'sales operations' : 'enablement',
    next: [...statesAfter(state)],
    late: isOpen && dueOn !== null && dueOn < today,
  }
}
