import type { ScreenState } from '../../harness/looks.ts'

export const states: ScreenState[] = [
  { name: 'deals by stage', path: '/crm/deals?outcome=open&group=stage', shows: /open deals? worth/ },
  {
    name: 'the drawer of a deal',
    path: async ({ workspace }) => {
      const { rows } = await workspace.pool.query('select id from crm.deal order by amount_minor desc limit 1')
      const kept = [JSON.stringify({ Competitor: 'Northwind', 'Lead type': 'Trade fair' }), rows[0].id]
      await workspace.pool.query('update crm.deal_version set file_fields = $1 where deal_id = $2', kept)
      await workspace.pool.query('update crm.deal set file_fields = $1 where id = $2', kept)
      return `/crm/deals?outcome=won&deal=${rows[0].id}`
    },
    shows: 'History',
  },
  {
    name: 'the products of a deal',
    path: async ({ workspace }) => {
      const { rows } = await workspace.pool.query(`select d.id from crm.deal d join crm.deal_line l on l.deal_id = d.id
        group by d.id having sum(l.amount_minor) <> d.amount_minor order by d.amount_minor desc limit 1`)
      return `/crm/deals?outcome=open&group=products&deal=${rows[0].id}`
    },
    shows: /Take .* as the amount/,
  },
  { name: 'the products of all open deals', path: '/crm/deals?outcome=open&group=products', shows: 'Unit price' },
  {
    name: 'a pair of accounts that may be the same',
    path: async ({ workspace }) => {
      const { rows } = await workspace.pool.query(`select least(a.id, b.id) || '.' || greatest(a.id, b.id) as pair
        from crm.account a join crm.account b on b.name = upper(a.name) and b.id <> a.id order by a.id limit 1`)
      return `/crm/duplicates?pair=${rows[0].pair}`
    },
    shows: 'Moves along',
  },
]
