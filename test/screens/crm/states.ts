import type { ScreenState } from '../../harness/looks.ts'

export const states: ScreenState[] = [
  { name: 'deals by stage', path: '/crm/deals?outcome=open&group=stage', shows: /open deals? worth/ },
  {
    name: 'the drawer of a deal',
    path: async ({ workspace }) => {
      const { rows } = await workspace.pool.query('select id from crm.deal order by amount_minor desc limit 1')
      return `/crm/deals?outcome=won&deal=${rows[0].id}`
    },
    shows: 'History',
  },
]
