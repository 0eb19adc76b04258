import type { ScreenState } from '../../harness/looks.ts'

export const states: ScreenState[] = [
  {
    name: 'the drawer of a tool',
    path: async ({ workspace: { pool } }) => {
      const { rows } = await pool.query(
        'select tool_id from integrations.tool where ended_at is null order by name limit 1',
      )
      return `/integrations?tab=tools&tool=${rows[0].tool_id}`
    },
    shows: 'Comments',
  },
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
        `insert into integrations.connection (id, name, kind, address, client_id, sealed, pipeline, made_by, made_at, write_fields, read_quotas, quotas_named, chosen_fields)
        select $1, 'Our Salesforce', 'salesforce', 'https://ours.my.salesforce.com', 'app', '', 'Sales', id, now(), '{forecast category,next step}', true, 'Revenue',
          '[{"noun": "deals", "name": "Region__c", "label": "Region"}, {"noun": "deals", "name": "Score__c", "label": "Score 0-100"}]' from auth."user" order by id limit 1`,
        [id],
      )
      await pool.query(
        `insert into integrations.connection_run (id, connection_id, mode, state, began_at, ended_at, says)
        values ($1, $1, 'sync', 'failed', now(), now(), 'Salesforce does not let Drumbeat in: expired access/refresh token. Sign in again at the connection, or check the connected app and paste new access.')`,
        [id],
      )
      await pool.query(
        `insert into integrations.connection_write (id, connection_id, deal_id, outside_id, field, before, after, digest, state, says, at)
        select gen_random_uuid(), $1, d.id, '006', w.field, w.before, w.after, '', w.state, w.says, now() from
          (select id from crm.deal where ended_at is null and outcome = 'open' order by amount_minor desc limit 1) d,
          (values ('forecast category', 'pipeline', 'commit', 'written', ''), ('expected close', '2026-12-31', '2027-01-15', 'refused',
            'FIELD_CUSTOM_VALIDATION_EXCEPTION: No close day beyond the year.'), ('next step', null, null, 'would be written', '')) w (field, before, after, state, says)`,
        [id],
      )
      await pool.query(
        `insert into integrations.connection_finding (connection_id, kind, about, says, found_at, seen_at) values ($1, 'quota set here', 'person',
          'The quota of Rob Rep from 2026-10-01 to 2026-10-31 is 1200.00 EUR here and 1100.00 EUR in Salesforce. It was set here, so it stays; set it to 1100.00 EUR here and it follows Salesforce again.', now(), now())`,
        [id],
      )
      return `/integrations?tab=crm&connection=${id}`
    },
    shows: 'Sign in at Salesforce again',
  },
  {
    name: 'Integrations, what of a deal was written back',
    path: async ({ workspace: { pool } }) => {
      const { rows } = await pool.query('select deal_id from integrations.connection_write limit 1')
      return `/crm/deals?deal=${rows[0].deal_id}`
    },
    shows: 'Written back',
  },
  {
    name: 'the drawer of a digest',
    path: async ({ workspace: { pool } }) => {
      const { rows } = await pool.query(
        `with own as (update integrations.digest set owner_id = (select id from auth."user" where role = 'owner' order by id limit 1) returning id)
        select id from own`,
      )
      return `/digests?digest=${rows[0].id}`
    },
    shows: 'What needs you',
  },
  { name: 'a new digest', path: '/digests?digest=new', shows: 'Also by mail to' },
  { name: 'a view to be sent', path: '/crm/deals?outcome=open&send=view', shows: 'Send it from now on' },
]
