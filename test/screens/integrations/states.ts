import type { ScreenState } from '../../harness/looks.ts'

export const states: ScreenState[] = [
  {
    name: 'Integrations, a CRM to be connected',
    path: '/integrations?tab=crm&connection=new',
    shows: 'Sign in at Salesforce and read',
  },
  {
    name: 'Integrations, a CRM whose token was revoked',
    path: async ({ workspace: { pool } }) => {
      const id = '01900000-0000-7000-8000-0000000000c1'
      await pool.query(
        `insert into integrations.connection (id, name, kind, address, client_id, sealed, pipeline, made_by, made_at)
        select $1, 'Our Salesforce', 'salesforce', 'https://ours.my.salesforce.com', 'app', '', 'Sales', id, now() from auth."user" order by id limit 1`,
        [id],
      )
      await pool.query(
        `insert into integrations.connection_run (id, connection_id, mode, state, began_at, ended_at, says)
        values ($1, $1, 'sync', 'failed', now(), now(), 'Salesforce does not let Drumbeat in: expired access/refresh token. Sign in again at the connection, or check the connected app and paste new access.')`,
        [id],
      )
      return `/integrations?tab=crm&connection=${id}`
    },
    shows: 'Sign in at Salesforce again',
  },
]
