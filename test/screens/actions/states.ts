import type { ScreenState } from '../../harness/looks.ts'

export const states: ScreenState[] = [
  {
    name: 'the drawer of an action',
    path: async ({ workspace }) => {
      const { rows } = await workspace.pool.query('select id from actions.action where noun is not null limit 1')
      return `/actions?tab=all&action=${rows[0].id}`
    },
    shows: /by .* \d{4}|late since/,
  },
  {
    name: 'the drawer of an account that was spoken of',
    path: async ({ workspace }) => {
      const { rows } = await workspace.pool.query(`select subject_id as id from actions.comment where noun = 'account'`)
      return `/crm/accounts?account=${rows[0].id}`
    },
    shows: 'managing director',
  },
  {
    name: 'the address of a calendar',
    path: '/actions?calendar=open',
    shows: 'no address yet',
  },
  {
    name: 'the notifications of an inbox',
    path: '/actions?tab=inbox&notifications=open',
    shows: 'Chat',
  },
]
