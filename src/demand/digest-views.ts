import { type DigestView, table } from '#platform/digest-view.ts'
import { demandContract } from './contract.ts'
import { aheadPeriods } from './summary.ts'

const place = ['grain', 'measure', 'territory']

/** The forecast of everything and of each family, beside the same periods of the year before. */
const families: DigestView = {
  key: 'demand',
  title: 'Demand by family',
  at: { path: '/demand' },
  takes: [...place, 'by'],
  permission: 'demand:read',
  tell: async ({ ask, search, write }) => {
    const { nodes, asOf } = await ask(demandContract.tree, { query: search })
    const grain = search.grain === 'week' ? 'week' : 'month'
    const shown = nodes.filter(({ level }) => level !== 'item')
    const written = (value: number | null) =>
      value === null ? '' : search.measure === 'money' ? write.whole(value) : write.number(value)
    const change = ({ ahead, aheadYearBefore }: (typeof shown)[number]) =>
      aheadYearBefore ? write.percent(ahead / aheadYearBefore - 1) : ''
    return {
      says: asOf
        ? `The next ${aheadPeriods[grain]} ${grain}s, forecast from data up to ${write.day(asOf.lastOn)}.`
        : 'There are no order lines to forecast from yet.',
      ...table(shown, {
        columns: [
          { header: 'Family', cell: ({ name }) => name },
          { header: `Next ${aheadPeriods[grain]} ${grain}s`, isNumber: true, cell: ({ ahead }) => written(ahead) },
          { header: 'Year before', isNumber: true, cell: ({ aheadYearBefore }) => written(aheadYearBefore) },
          { header: 'Change', isNumber: true, cell: change },
          { header: 'Error (WAPE)', isNumber: true, cell: ({ wape }) => write.percent(wape) },
        ],
        keyOf: ({ key }) => key,
        pathOf: ({ key }) => `/demand?${new URLSearchParams({ ...search, node: key })}`,
      }),
    }
  },
}

/** What was news of demand lately and still holds. */
const alerts: DigestView = {
  key: 'demand-alerts',
  title: 'News of demand',
  at: { path: '/demand', tab: 'changes' },
  takes: [],
  permission: 'demand:read',
  tell: async ({ ask, write }) => {
    const { alerts: all } = await ask(demandContract.alerts)
    const standing = all.filter(({ overAt }) => overAt === null)
    return {
      says:
        standing.length === 0
          ? 'No forecast left its range, drifted or fell behind the naive one lately.'
          : `${write.counted(standing.length, 'piece')} of news from the last 90 days still ${standing.length === 1 ? 'holds' : 'hold'}.`,
      ...table(standing, {
        columns: [
          { header: 'News', cell: ({ sentence }) => sentence },
          { header: 'Why', cell: ({ reason }) => reason },
          { header: 'Since', cell: ({ at }) => write.day(at.slice(0, 10)) },
        ],
        keyOf: ({ id }) => id,
        pathOf: ({ key }) => `/demand?${new URLSearchParams({ node: key })}`,
      }),
    }
  },
}

export const demandViews: readonly DigestView[] = [families, alerts]
