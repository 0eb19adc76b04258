import type { Mount } from '#platform/http/mount.ts'
import { alertRoutes } from './alerts/routes.ts'
import { demandContract } from './contract.ts'
import { driftRoutes } from './drift/routes.ts'
import { excludedRoutes } from './excluded/routes.ts'
import { decideFinding } from './findings/decide.tx.ts'
import { makingOf, soldTerritories, treeNodes } from './forecasts/forecasts.sql.ts'
import { changesSince, demandAttention, forecastAsOf, linesBehind, progressOf, seriesDetail } from './forecasts.sql.ts'
import { groupTree } from './groups/group-tree.sql.ts'
import { groupings } from './groups/members.sql.ts'
import { historyState, leftOut } from './history/history.sql.ts'
import { requestRefresh } from './history/refresh.tx.ts'
import { lagRoutes } from './lags/routes.ts'
import { newItemRoutes } from './new-items/routes.ts'
import { nodeAt, seenAt } from './node.ts'
import { overrideRoutes } from './overrides/routes.ts'
import { priceRoutes } from './prices/routes.ts'
import { promotionRoutes } from './promotions/routes.ts'
import { runningNow } from './running-now.sql.ts'
import { shareRoutes } from './shares/routes.ts'
import { signalRoutes } from './signals/routes.ts'
import { successionRoutes } from './succession/routes.ts'
import { traitRoutes } from './traits/routes.ts'
import { versionRoutes } from './versions/routes.ts'

/** Mounts `/api/demand`. */
export function demandRoutes(mount: Mount): void {
  mount(demandContract.tree, async ({ workspace: { db, clock }, query }) => {
    const [found, running] = await Promise.all([forecastAsOf(db, query), makingOf(db)])
    if (!found) {
      const progress = await progressOf(db, query, clock().toISOString())
      return { nodes: [], matches: 0, territories: [], groupings: [], asOf: null, progress }
    }
    const { run, asOf } = found
    const wanted = { runId: run.id, territoryId: query.territory ?? null, search: query.search?.trim() ?? '' }
    const { by, open } = query
    const [tree, territories, names] = await Promise.all([
      by
        ? groupTree(db, { ...wanted, view: query, by, open })
        : treeNodes(db, { ...wanted, open: open?.split(',') ?? [] }),
      soldTerritories(db, run.id),
      groupings(db),
    ])
    return { ...tree, territories, groupings: names, asOf, progress: running }
  })

  mount(demandContract.series, ({ workspace: { db }, query }) =>
    seriesDetail(db, { view: query, node: seenAt(query.node, query.territory ?? null) }),
  )

  mount(demandContract.running, async ({ workspace: { db }, scope, permissions, query }) => ({
    running: await runningNow(db, {
      ...{ view: query, node: seenAt(query.node, query.territory ?? null) },
      ...{ scope, maySeeOrders: permissions.has('crm:read') },
    }),
  }))

  mount(demandContract.lines, ({ workspace: { db }, scope, query }) =>
    linesBehind(db, scope, {
      view: query,
      node: seenAt(query.node, query.territory ?? null),
      startsOn: query.startsOn,
    }),
  )

  mount(demandContract.leftOut, async ({ workspace: { db } }) => {
    const [state, rows] = await Promise.all([historyState(db), leftOut(db)])
    return { asOf: state?.refreshedAt ?? null, orderLines: state?.orderLines ?? 0, leftOut: rows }
  })

  mount(demandContract.attention, ({ workspace: { db }, query }) =>
    demandAttention(db, { view: query, limit: query.limit }),
  )

  mount(demandContract.changes, ({ workspace: { db }, query }) =>
    changesSince(db, { view: query, territoryId: query.territory ?? null, level: query.level, limit: 100 }),
  )

  mount(demandContract.decide, ({ work, body }) =>
    decideFinding(work, { ...body, node: nodeAt(body.node, body.territory) }),
  )

  overrideRoutes(mount)
  versionRoutes(mount)
  traitRoutes(mount)
  excludedRoutes(mount)
  signalRoutes(mount)
  driftRoutes(mount)
  alertRoutes(mount)
  successionRoutes(mount)
  lagRoutes(mount)
  priceRoutes(mount)
  promotionRoutes(mount)
  shareRoutes(mount)
  newItemRoutes(mount)

  mount(demandContract.refresh, ({ work }) => requestRefresh(work))
}
