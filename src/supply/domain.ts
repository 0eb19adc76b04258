import { domain } from '#platform/domain.ts'
import { supplyDemo } from './demo.ts'
import { supplyViews } from './digest-views.ts'
import { supplyJobs } from './jobs.ts'
import { itemDataAddition } from './recipes/item-data-file.tx.ts'
import { recordFile, recordThings, supplyNouns } from './records/files.ts'
import { recordRows } from './records/load.tx.ts'
import { recordNouns } from './records/nouns.ts'
import { supplyReferences } from './references.ts'
import { supplyRoutes } from './routes.ts'

const permissions = {
  'supply:read': 'see stock, recipes, resources and plans',
  'supply:edit': 'edit stock, recipes and resources',
  'supply:plan': 'make and stop supply plans',
} as const
const events = ['supply.records.changed', 'supply.records.imported', 'supply.plan.asked', 'supply.plan.made'] as const

declare module '#platform/registry.ts' {
  interface PermissionNames extends Record<keyof typeof permissions, true> {}
  interface EventNames extends Record<(typeof events)[number], true> {}
}

/** What we have, make, buy and move, and the plan of it. */
export const declaration = domain('supply', {
  uses: ['company', 'crm', 'demand'],
  permissions,
  events,
  refersTo: supplyReferences,
  files: recordNouns.map((noun) => ({
    ...recordFile(noun),
    loads: noun.thing ? recordThings(noun, noun.thing) : recordRows(noun),
  })),
  takesFrom: [itemDataAddition],
  nouns: supplyNouns,
  demo: supplyDemo,
  digestViews: supplyViews,
  routes: supplyRoutes,
  jobs: supplyJobs,
  reactions: {
    'supply.plan.asked': ['supply.make-plans'],
    'demand.forecasts.published': ['supply.first-plan'],
  },
})
