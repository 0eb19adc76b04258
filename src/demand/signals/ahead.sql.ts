import { sql } from 'kysely'
import { companyToday } from '#company/profile.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db } from '#platform/db/pool.ts'
import { periodsFrom } from '../calendar.ts'
import { companySettings } from '../history/history.sql.ts'
import type { OpenDealsAhead } from './schema.ts'

type Cell = { itemId: string; code: string | null; name: string; at: number; units: number; weighted: number }

/**
 * What the open deals that the reader sees hold of each item, by the month in which it is to ship, or else the deal to close; as it
 * stands, and by the probability of the stage. Deals without lines have no quantity, and days that have passed are in no month.
 */
export async function openDealsAhead(
  db: Db,
  scope: Scope,
  { count, now }: { count: number; now: Date },
): Promise<OpenDealsAhead> {
  const [{ calendar }, today] = [await companySettings(db), await companyToday(db, now)]
  const months = periodsFrom({ grain: 'month', calendar, startsOn: today, count })
  const seen = sql`d.ended_at is null and d.outcome = 'open' and ${ownedBy(scope.sees.deals, sql.ref('d.owner_id'))}`
  const due = sql`coalesce(p.ships_on, d.expected_close)`
  const { rows } = await sql<Cell>`
    select i.id as "itemId", i.code, i.name, (m.place - 1)::int as at, sum(p.quantity)::float8 as units,
      sum(p.quantity * s.probability)::float8 as weighted
    from crm.deal d join crm.deal_item p on p.deal_id = d.id and p.is_line join crm.stage s on s.id = d.stage_id
      join company.item i on i.id = p.item_id
      join unnest(${months.map(({ startsOn }) => startsOn)}::date[], ${months.map(({ endsOn }) => endsOn)}::date[])
        with ordinality as m (starts_on, ends_on, place) on ${due} between greatest(m.starts_on, ${today}::date) and m.ends_on
    where ${seen} group by 1, 2, 3, 4`.execute(db)
  const { rows: left } = await sql<{ passed: number; withoutLines: number }>`
    select count(*) filter (where p.is_line and (${due} is null or ${due} < ${today}::date)) as passed,
      count(*) filter (where not p.is_line) as "withoutLines"
    from crm.deal d join crm.deal_item p on p.deal_id = d.id where ${seen}`.execute(db)
  return { months: months.map(({ startsOn }) => startsOn), items: byItem(rows, count), ...left[0]! }
}

function byItem(rows: readonly Cell[], count: number): OpenDealsAhead['items'] {
  const items = [...Map.groupBy(rows, ({ itemId }) => itemId)].map(([itemId, cells]) => {
    const units = new Array<number>(count).fill(0)
    const weighted = new Array<number>(count).fill(0)
    for (const cell of cells) {
      units[cell.at] = cell.units
      weighted[cell.at] = cell.weighted
    }
    return { itemId, code: cells[0]!.code, name: cells[0]!.name, units, weighted }
  })
  const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)
  return items.sort((a, b) => sum(b.weighted) - sum(a.weighted) || a.name.localeCompare(b.name))
}
