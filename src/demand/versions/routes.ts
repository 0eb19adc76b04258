import type { Db } from '#platform/db/pool.ts'
import type { Mount } from '#platform/http/mount.ts'
import { nodeNamed, type View } from '../forecasts/forecasts.sql.ts'
import { companySettings } from '../history/history.sql.ts'
import { keyOf, type Node, nodeAt } from '../node.ts'
import { aheadPeriods } from '../summary.ts'
import { amountWriter } from '../written-amount.ts'
import { versionsContract } from './contract.ts'
import { explanationOf } from './explanation.sql.ts'
import type { NodeChange, Split, Version } from './schema.ts'
import { changeOf, changesOfLevel, versionPair, versionsPage } from './versions.sql.ts'
import { changeInWords } from './words.ts'

/** Published forecasts, what changed between them, and what a forecast is made of. */
export function versionRoutes(mount: Mount): void {
  mount(versionsContract.versions, ({ workspace: { db }, query }) => versionsPage(db, query))

  mount(versionsContract.compareVersions, async ({ workspace: { db }, query }) => {
    const node = nodeAt(query.node, query.territory ?? null)
    const { from, to } = await versionPair(db, { view: query, from: query.from, to: query.to })
    if (!from || !to) {
      const sentence = to
        ? 'This is the first published forecast: there is none before it.'
        : 'No forecast is published yet.'
      return { from, to, node: null, periods: [], changes: [], sentence }
    }
    const between = { view: query, from, to }
    const [periods, changes] = await Promise.all([
      changeOf(db, { ...between, node }),
      changesOfLevel(db, { ...between, level: query.level, territoryId: node.territoryId, limit: query.limit }),
    ])
    return { from, to, periods, changes, ...(await ofNode(db, { view: query, node, periods, from })) }
  })

  mount(versionsContract.explanation, ({ workspace: { db }, query }) =>
    explanationOf(db, { view: query, node: nodeAt(query.node, query.territory ?? null) }),
  )
}

async function ofNode(
  db: Db,
  { view, node, periods, from }: { view: View; node: Node; periods: readonly Split[]; from: Version },
): Promise<{ node: NodeChange | null; sentence: string }> {
  const next = periods.slice(0, aheadPeriods[view.grain])
  const named = await nodeNamed(db, node)
  if (next.length === 0 || !named)
    return { node: null, sentence: 'The two published forecasts hold no common period of it.' }
  const sum = (part: keyof Split) => next.reduce((all, each) => all + each[part], 0)
  const change: Split = {
    ...{ before: sum('before'), now: sum('now'), data: sum('data') },
    ...{ model: sum('model'), signal: sum('signal'), promotion: sum('promotion'), newItem: sum('newItem') },
    override: sum('override'),
  }
  const { locale, currency } = await companySettings(db)
  const write = amountWriter({ measure: view.measure, unit: '', currency, locale })
  const since = `the next ${next.length} ${view.grain}s since forecast ${from.number}`
  const sentence = changeInWords({ name: named.name, change, periods: since }, write)
  return { node: { ...change, key: keyOf(node), name: named.name, level: node.level }, sentence }
}
