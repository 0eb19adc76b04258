import { type DigestView, noTable, table } from '#platform/digest-view.ts'
import { plansContract } from './contract.ts'

/** The newest plan that is done: what it costs, what comes late, what was wrong with its data. */
const plan: DigestView = {
  key: 'supply-plan',
  title: 'Supply plan',
  at: { path: '/supply' },
  takes: [],
  permission: 'supply:read',
  tell: async ({ ask }) => {
    const { plans } = await ask(plansContract.list, { query: { limit: 20 } })
    const newest = plans.find(({ status }) => status === 'made')
    if (!newest) return { says: 'No supply plan has been made yet.', ...noTable }
    const { plan: head, summary, problems } = await ask(plansContract.detail, { params: { id: newest.id } })
    return {
      says: `${head.name ?? `Plan ${head.number}`}. ${summary.map(({ says }) => says).join(' ')}`,
      ...table(problems, {
        columns: [{ header: 'Problem', cell: ({ says }) => says }],
        keyOf: ({ says }) => says,
        pathOf: () => '/supply',
      }),
    }
  },
}

export const supplyViews: readonly DigestView[] = [plan]
