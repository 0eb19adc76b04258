import type { ScreenState } from '../../harness/looks.ts'

export const states: ScreenState[] = [
  {
    name: 'Demand, by brand, one of them opened',
    path: '/demand?by=Brand&node=group:Brand:Grano',
    shows: 'It is no series of its own',
  },
  {
    name: 'the accuracy of a family',
    path: async ({ workspace }) => {
      const { rows } = await workspace.pool.query("select id from company.family where name = 'Cold drinks'")
      return `/demand?node=family:${rows[0].id}&tab=accuracy`
    },
    shows: /^Cold drinks: /,
  },
  { name: 'changes of demand in money', path: '/demand?tab=changes&measure=money', shows: 'expected in the next' },
  { name: 'demand by customer', path: '/demand?tab=shares&shares=customer', shows: 'All other customers' },
  { name: 'promotions', path: '/demand?tab=promotions', shows: 'Coming and running' },
  { name: 'the definition of a forecast', path: '/demand?door=forecast&measure=money', shows: 'by mix' },
]
