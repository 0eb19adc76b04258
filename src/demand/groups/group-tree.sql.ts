import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import { byName, like, mostMatches, movedBy, nodeColumns, type View, wholeTree } from '../forecasts/forecasts.sql.ts'
import { atPlace } from '../forecasts/place.sql.ts'
import { companySettings, historyState } from '../history/history.sql.ts'
import { ofClosedDays } from '../history/kept.ts'
import { timelineFor } from '../inputs.ts'
import { groupKey, seenAt } from '../node.ts'
import type { Accuracy, TreeNode } from '../schema.ts'
import { groupAccuracies } from './group-accuracy.sql.ts'
import { inGroup, saidMark, saidOf } from './members.sql.ts'

type Wanted = {
  view: View
  runId: string
  territoryId: string | null
  by: string
  open: string | undefined
  search: string
}

/** Everything, and the groups of items that say the same of an attribute; with their items, of the open group alone in a large catalogue. */
export async function groupTree(db: Db, wanted: Wanted): Promise<{ nodes: TreeNode[]; matches: number }> {
  const { by, open, search } = wanted
  const [all, groups] = await Promise.all([wholeNode(db, wanted), groupNodes(db, wanted)])
  const count = groups.reduce((sum, { children }) => sum + children, 0)
  const opened = open && seenAt(open, null)
  const isWhole = search !== '' || count <= wholeTree
  const shown = isWhole ? sql`true` : opened && opened.level === 'group' ? inGroup(opened) : sql`false`
  const found = search === '' ? sql`true` : sql`(i.name ilike ${like(search)} or i.code ilike ${like(search)})`
  const { rows } = await sql<TreeNode & { said: string }>`
    with moved as materialized (${movedBy(wanted.runId)})
    select ${nodeColumns}, 0 as children, ${saidOf(by)} as said
    from demand.forecast f join company.item i on i.id = f.item_id left join company.family fam on false
    left join moved m on m.node = f.node
    where f.run_id = ${wanted.runId} and ${atPlace(sql`f.territory_id`, wanted.territoryId)} and f.level = 'item' and ${found} and ${shown}`.execute(
    db,
  )
  const errors = isWhole && search === '' ? await errorsOf(db, wanted) : new Map<string, Accuracy>()
  const told = groups.map((group) => ({ ...group, ...errorIn(errors.get(group.key)) }))
  const items = rows.map(({ said, ...item }) => ({ ...item, under: groupKey({ by, value: said }) })).sort(byName)
  const listed = search === '' ? items : items.slice(0, mostMatches)
  return { nodes: [...all, ...told.sort(byName), ...listed], matches: search === '' ? count : items.length }
}

/** How good forecasts of the groups have been, by key; worked out once a run and day. */
async function errorsOf(db: Db, { view, runId, by, territoryId }: Wanted): Promise<Map<string, Accuracy>> {
  const [{ calendar }, state, mark] = await Promise.all([companySettings(db), historyState(db), saidMark(db, by)])
  const timeline = state && timelineFor({ grain: view.grain, calendar, state })
  if (!timeline) return new Map()
  const what = ['errors of groups', view, runId, by, territoryId, mark]
  const found = await ofClosedDays({ stamp: state.closedStamp, what }, () =>
    groupAccuracies(db, { view, by, territoryId, timeline }),
  )
  return new Map(
    [...found].flatMap(([value, accuracy]) => (accuracy ? [[groupKey({ by, value }), accuracy] as const] : [])),
  )
}

function errorIn(accuracy: Accuracy | undefined): Partial<TreeNode> {
  if (!accuracy) return {}
  const { wape, naiveWape, bias } = accuracy
  return { wape, naiveWape, bias, cannotTell: null }
}

async function wholeNode(db: Db, { runId, territoryId }: Wanted): Promise<TreeNode[]> {
  const { rows } = await sql<TreeNode>`
    with moved as materialized (${movedBy(runId)})
    select ${nodeColumns}, 0 as children
    from demand.forecast f left join company.family fam on false left join company.item i on false left join moved m on m.node = f.node
    where f.run_id = ${runId} and ${atPlace(sql`f.territory_id`, territoryId)} and f.level = 'all'`.execute(db)
  return rows
}

/** Groups with sums over their items. */
async function groupNodes(db: Db, { runId, territoryId, by }: Wanted): Promise<TreeNode[]> {
  const { rows } = await sql<Omit<TreeNode, 'key' | 'under'> & { said: string }>`
    with moved as materialized (${movedBy(runId)}), member as materialized (
      select ${saidOf(by)} as said, f.standing, f.recent, f.latest, f.last_year, f.ahead_year_before,
        greatest(0, f.ahead + coalesce(m.ahead, 0)) as ahead
      from demand.forecast f join company.item i on i.id = f.item_id left join moved m on m.node = f.node
      where f.run_id = ${runId} and ${atPlace(sql`f.territory_id`, territoryId)} and f.level = 'item'
    ), course as (
      select said, array_agg(held order by back desc) as recent
      from (select m.said, cardinality(m.recent) - x.place as back, sum(x.held) as held
        from member m cross join lateral unnest(m.recent) with ordinality as x (held, place) group by 1, 2) y group by 1
    )
    select m.said, 'group' as level, case when m.said = '' then ${`No ${by.toLowerCase()}`} else m.said end as name, null as code, null as "familyId",
      case when bool_and(m.standing = 'ended') then 'ended' else 'steady' end as standing, coalesce(any_value(c.recent), '{}') as recent,
      sum(m.latest) as latest, sum(m.last_year) as "lastYear", sum(m.ahead) as ahead, sum(m.ahead_year_before) as "aheadYearBefore",
      null::float8 as wape, null::float8 as "naiveWape", null::float8 as bias, 'Open it to see how good its forecasts have been.' as "cannotTell", count(*)::int as children
    from member m left join course c on c.said = m.said group by m.said`.execute(db)
  return rows.map(({ said, ...node }) => ({ ...node, key: groupKey({ by, value: said }), under: 'all' }))
}
