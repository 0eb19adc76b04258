import { type DigestView, MOST_TOLD, table, type Writing } from '#platform/digest-view.ts'
import { actionsContract } from './contract.ts'
import type { Action } from './schema.ts'

/** What the receiver has taken on, by the day it is due. */
const mine: DigestView = {
  key: 'actions',
  title: 'Your actions',
  at: { path: '/actions', tab: 'mine', isFirstTab: true },
  takes: [],
  permission: 'actions:read',
  tell: async ({ ask, write }) => {
    const asked = { owner: 'me', state: 'open' }
    const { actions, total } = await ask(actionsContract.actions, { query: { ...asked, limit: MOST_TOLD } })
    const late = await ask(actionsContract.actions, { query: { ...asked, late: 'true', limit: 1 } })
    return {
      says: `You have ${write.counted(total, 'open action')}, ${write.number(late.total)} late.`,
      ...actionTable(actions, { write, count: total }),
    }
  },
}

/** Actions that are late, of everybody whose things the receiver sees. */
const late: DigestView = {
  key: 'late-actions',
  title: 'Late actions',
  at: { path: '/actions', tab: 'all' },
  takes: ['owner', 'search'],
  permission: 'actions:read',
  tell: async ({ ask, search, write }) => {
    const { actions, total } = await ask(actionsContract.actions, {
      query: { ...search, late: 'true', limit: MOST_TOLD },
    })
    return {
      says: total === 0 ? 'No action is late.' : `${write.counted(total, 'action is', 'actions are')} late.`,
      ...actionTable(actions, { write, count: total }),
    }
  },
}

function actionTable(actions: readonly Action[], { write, count }: { write: Writing; count: number }) {
  return table(actions, {
    columns: [
      { header: 'Action', cell: ({ title }) => title },
      { header: 'About', cell: ({ about }) => about?.title ?? '' },
      { header: 'Owner', cell: ({ ownerName }) => ownerName ?? 'nobody' },
      { header: 'Due', cell: ({ dueOn, isLate }) => `${write.day(dueOn)}${isLate ? ', late' : ''}` },
    ],
    keyOf: ({ id }) => id,
    pathOf: ({ id }) => `/actions?tab=all&action=${id}`,
    count,
  })
}

export const actionViews: readonly DigestView[] = [mine, late]
