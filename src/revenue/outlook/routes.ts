import type { Mount } from '#platform/http/mount.ts'
import { outlookAnswer } from './answer.sql.ts'
import { forecastByCategory } from './categories.sql.ts'
import { outlookContract } from './contract.ts'
import { scoredDeal, scoredDeals } from './deals.sql.ts'

/** What a period will book, and which deals make it. */
export function outlookRoutes(mount: Mount): void {
  mount(outlookContract.outlook, ({ workspace: { db, clock }, scope, query }) =>
    outlookAnswer(db, scope, query, clock()),
  )
  mount(outlookContract.categories, ({ workspace: { db, clock }, scope, query }) =>
    forecastByCategory(db, scope, query, clock()),
  )
  mount(outlookContract.scoredDeals, ({ workspace: { db, clock }, scope, query }) =>
    scoredDeals(db, scope, query, clock()),
  )
  mount(outlookContract.scoredDeal, ({ workspace: { db, clock }, scope, params, query }) =>
    scoredDeal(db, scope, { ...query, id: params.id }, clock()),
  )
}
