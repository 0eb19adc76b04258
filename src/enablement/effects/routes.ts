import { dayAfter } from '@drumbeat/periods'
import { companyToday } from '#company/profile.sql.ts'
import type { Mount } from '#platform/http/mount.ts'
import { effectsContract } from './contract.ts'
import { closedDeals, thingsHad } from './deals.sql.ts'
import { effectsOf, shown } from './effects.ts'
import { matchedEffects } from './matched.ts'

const LOOKED_BACK_DAYS = 1_096

/** What courses and resources do, and the same for a case of one's own. */
export function effectsRoutes(mount: Mount): void {
  mount(effectsContract.effects, async ({ workspace: { db, clock }, scope, query: { worth } }) => {
    const from = dayAfter(await companyToday(db, clock()), -LOOKED_BACK_DAYS)
    const [deals, { things, had }] = await Promise.all([closedDeals(db, { scope, from }), thingsHad(db)])
    return { worth, from, effects: effectsOf(deals, { things, had, worth }) }
  })
  mount(effectsContract.workedEffect, async ({ body: { deals, worth } }) => {
    const [estimate] = matchedEffects(
      deals.map((deal) => ({ ...deal, had: [deal.had] })),
      1,
    )
    return { ...shown(estimate!, { worth, higherIsBetter: true }), freedom: estimate!.freedom }
  })
}
