import { type DigestView, table } from '#platform/digest-view.ts'
import { overviewContract } from './contract.ts'

const MOST = 20

/** What needs its receiver, the most pressing first. */
const needs: DigestView = {
  key: 'needs',
  title: 'What needs you',
  at: { path: '/' },
  takes: [],
  permission: 'overview:read',
  tell: async ({ ask, write }) => {
    const { needs, more } = await ask(overviewContract.needs, { query: { most: MOST } })
    const count = needs.length + more
    return {
      says: count === 0 ? 'Nothing needs you now.' : `${write.counted(count, 'thing needs', 'things need')} you.`,
      ...table(needs, {
        columns: [
          { header: 'What', cell: ({ title }) => title },
          { header: 'Why', cell: ({ reason }) => reason },
          { header: 'Money', isNumber: true, cell: ({ amountMinor }) => write.money(amountMinor) },
        ],
        keyOf: ({ kind, title }) => `${kind} ${title}`,
        pathOf: ({ action }) => action.to,
        count,
      }),
    }
  },
}

export const overviewViews: readonly DigestView[] = [needs]
